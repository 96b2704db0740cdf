"""Re-planning in the year (年中调整, PLAN1 §3): what was announced stays unless the law, the rota or a loss forbids it.

Locked visits never move. Published visits keep their week with the demands that are still lawful, or move as a whole where that is
possible; where officers have become too few, the fewest are lifted. New and freed demands first join a standing visit of their site
(补充通知), then form the fewest new visits. Only if a demand of an enterprise would be lost are the published visits of that enterprise
opened again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from yicha.engines.planning.atoms import Atom, atoms_of
from yicha.engines.planning.barriers import barred
from yicha.engines.planning.board import Board
from yicha.engines.planning.bounds import Bound, bound_of_units
from yicha.engines.planning.calendar import Calendar, common_weeks
from yicha.engines.planning.limits import Limits, hopeless, limits_of
from yicha.engines.planning.plain import visit_order
from yicha.engines.planning.progress import Progress, silent
from yicha.engines.planning.solve import Plan, assemble, losses_in, planned
from yicha.engines.planning.types import Cause, Demand, Instance, Programme, Subject, Visit, VisitState
from yicha.engines.planning.units import prepare

LASTING = frozenset({Cause.NO_WEEK, Cause.MINUTES})  # losses that no other place of published visits could mend
MayJoin = Callable[[Visit, Sequence[Demand]], bool]  # what the caller knows of a standing visit beside the law


def _anywhere(_visit: Visit, _demands: Sequence[Demand]) -> bool:
    return True


def replan(instance: Instance, progress: Progress = silent, may_join: MayJoin = _anywhere) -> Programme:
    """A programme close to ``instance.previous``. Its bounds hold whatever published visits move, its locked ones aside.

    ``may_join``: which published visits may take work in. Pure. Linear in visits and demands, but for the few units that are placed anew.
    """
    calendar = Calendar(instance)
    kept, plan = _keeping(calendar, progress, may_join, whole=True)
    if {_subject_owner(instance, loss.demand) for loss in losses_in(plan)} & _parted(calendar):
        kept, plan = min(((kept, plan), _keeping(calendar, progress, may_join, whole=False)), key=lambda each: len(losses_in(each[1])))
    looser = _reopened(instance, plan)
    if len(looser) < len(kept):
        again = planned(calendar, looser, progress)
        saving = _saving(instance, plan, again)
        if len(losses_in(again)) < len(losses_in(plan)):
            mended = planned(calendar, [visit for visit in kept if visit.locked or _owner(instance, visit) not in saving], progress)
            plan = min((mended, again), key=lambda each: len(losses_in(each)))
    return _proven(calendar, plan)


def _keeping(calendar: Calendar, progress: Progress, may_join: MayJoin, *, whole: bool) -> tuple[list[Visit], Plan]:
    """What stays of the published visits, and everything else around it. `whole`: see `still_lawful`."""
    kept = joined(calendar, without_overload(calendar, still_lawful(calendar, whole=whole)), may_join)
    return kept, planned(calendar, kept, progress)


def _parted(calendar: Calendar) -> set[str]:
    """The enterprises with a published visit that could move as a whole, though part of it could stay."""
    instance = calendar.instance
    free = [visit for visit in instance.previous if visit.state is VisitState.PUBLISHED and not visit.locked]
    return {_owner(instance, visit) for visit in free if _could_move(calendar, visit)}


def _could_move(calendar: Calendar, visit: Visit) -> bool:
    """Part of its work is not lawful in its week any more, and all of it is in another one."""
    weeks = [calendar.admissible[demand] for demand in visit.demands if demand in calendar.instance.demands]
    broken = any(weeks) and not all(each >> visit.week & 1 for each in weeks if each)
    return broken and bool(common_weeks(filter(None, weeks), calendar.weeks))


def _saving(instance: Instance, plan: Plan, again: Plan) -> set[str]:
    """The enterprises that lose less once their published visits are opened: nobody else's need to be."""
    before, after = (Counter(_subject_owner(instance, loss.demand) for loss in losses_in(one)) for one in (plan, again))
    return {owner for owner, lost in before.items() if after[owner] < lost}


def _subject_owner(instance: Instance, demand: str) -> str:
    return instance.subjects[instance.demands[demand].subject].owner


def _owner(instance: Instance, visit: Visit) -> str:
    return instance.subjects[visit.subject].owner


def extend(instance: Instance, may_join: MayJoin) -> tuple[Instance, Programme]:
    """Every visit of ``instance.previous`` stays; what none holds joins a published one, or opens the fewest new doors, or is lost.

    Returns with the programme what was asked in the end: all visits locked but those that took more in. Pure.
    """
    calendar = Calendar(instance)

    def may(visit: Visit, demands: Sequence[Demand]) -> bool:
        return all(calendar.admissible[demand] >> visit.week & 1 for demand in visit.demands) and may_join(visit, demands)

    after = joined(calendar, instance.previous, may)
    before, stays = set(instance.previous), set(after)
    asked = replace(instance, previous=tuple(replace(visit, pinned=True) if visit in stays else visit for visit in instance.previous))
    kept = [replace(visit, pinned=True) if visit in before else visit for visit in after]
    return asked, _proven(calendar, planned(calendar, kept, silent))


def _proven(calendar: Calendar, plan: Plan) -> Programme:
    locked = [visit for visit in plan.fixed if visit.locked]
    held = {demand for visit in locked for demand in visit.demands}
    units = prepare(calendar, locked, (demand for demand in calendar.instance.demands.values() if demand.id not in held), ways=False)
    bound: Bound = bound_of_units(units.by_key.values(), len(losses_in(plan)) - len(units.hopeless))
    return assemble(plan, units, bound)


def still_lawful(calendar: Calendar, *, whole: bool = False) -> list[Visit]:
    """The locked visits as they are, and of the published ones the part that the law still allows in its week.

    `whole`: one that would part with some of its work is left out where all of it can go elsewhere: it changes in either case, and
    moving it together opens no door more.
    """
    instance = calendar.instance
    sites, kept = sites_of(instance), defaultdict[str, list[Visit]](list)
    for visit in sorted(instance.previous, key=lambda visit: (not visit.locked, visit_order(visit))):
        owner = instance.subjects[visit.subject].owner
        if visit.locked:
            kept[owner].append(visit)
        elif whole and _could_move(calendar, visit):
            continue
        elif visit.state is VisitState.PUBLISHED and (rest := _standing(calendar, visit, limits_of(instance, sites[owner], kept[owner]))):
            kept[owner].append(rest)
    return [visit for owner in sorted(kept) for visit in kept[owner]]


def _standing(calendar: Calendar, visit: Visit, limits: Limits) -> Visit | None:
    instance = calendar.instance
    known = [instance.demands[demand] for demand in visit.demands if demand in instance.demands]
    here = [demand for demand in known if calendar.admissible[demand.id] >> visit.week & 1 and not hopeless(calendar, limits, demand)]
    return refreshed(instance, visit, here) if here and may_share(instance, here) else None


def sites_of(instance: Instance) -> dict[str, list[Subject]]:
    """The sites of every enterprise."""
    found: dict[str, list[Subject]] = defaultdict(list)
    for subject in instance.subjects.values():
        found[subject.owner].append(subject)
    return found


def may_share(instance: Instance, demands: Sequence[Demand]) -> bool:
    """May these demands of one site, admissible in one week, be done at one door?"""
    lines = [instance.lines[demand.line] for demand in demands]
    minutes: Counter[str] = Counter()
    for line in lines:
        minutes[line.department] += line.minutes
    fits = max(minutes.values()) <= instance.params.visit_minutes_max and len(minutes) <= (instance.params.departments_max or len(minutes))
    return len(lines) == 1 or (fits and not any(barred(a, b) for a, b in combinations(lines, 2)))


def refreshed(instance: Instance, visit: Visit, demands: Iterable[Demand]) -> Visit:
    """The visit with these demands: departments follow; the lead stays while it may lead."""
    own = sorted(demand.id for demand in demands)
    if tuple(own) == visit.demands:
        return visit
    lines = [instance.lines[instance.demands[demand].line] for demand in own]
    able = {line.department for line in lines if line.lead_rank is not None}
    lead = visit.lead if visit.lead in able and not visit.lead_appointed else None
    departments = tuple(sorted({line.department for line in lines}))
    return replace(visit, demands=tuple(own), departments=departments, lead=lead, lead_appointed=False)


def without_overload(calendar: Calendar, visits: Sequence[Visit]) -> list[Visit]:
    """The visits without the fewest (greedily: those that free most) that bring every resource under its capacity again."""
    load: Counter[tuple[int, int]] = Counter()
    cells = [{(row, visit.week): minutes for row, minutes in calendar.visit_load(visit)} for visit in visits]
    for own in cells:
        load.update(own)
    over = {cell: minutes - calendar.capacity[cell[0]][cell[1]] for cell, minutes in sorted(load.items())}
    over = {cell: minutes for cell, minutes in over.items() if minutes > 0}
    movable = {i for i, visit in enumerate(visits) if not visit.locked and not over.keys().isdisjoint(cells[i])}
    lifted: set[int] = set()
    while touching := sorted(i for i in movable - lifted if any(over.get(cell, 0) > 0 for cell in cells[i])):
        best = max(touching, key=lambda i: (_freed(cells[i], over), -i))
        lifted.add(best)
        over = {cell: minutes - cells[best].get(cell, 0) for cell, minutes in over.items()}
    return [visit for i, visit in enumerate(visits) if i not in lifted]


def _freed(cells: Mapping[tuple[int, int], int], over: Mapping[tuple[int, int], int]) -> int:
    return sum(min(minutes, max(0, over.get(cell, 0))) for cell, minutes in cells.items())


def joined(calendar: Calendar, visits: Sequence[Visit], may_join: MayJoin = _anywhere) -> list[Visit]:
    """The visits with everything that none of them holds and that can join one of its site: no door more."""
    instance, sites = calendar.instance, sites_of(calendar.instance)
    board = Board(calendar)
    board.occupy(visits)
    standing, loose = _by_owner(instance, visits)
    for owner, own in standing.items():
        for atom in atoms_of(calendar, loose.get(owner, ())):
            _join(board, own, atom, sites[owner], may_join)
    return [visit for own in standing.values() for visit in own]


def _by_owner(instance: Instance, visits: Sequence[Visit]) -> tuple[dict[str, list[Visit]], dict[str, list[Demand]]]:
    """For every enterprise its visits, and its on-site demands that these do not hold."""
    standing: dict[str, list[Visit]] = defaultdict(list)
    loose: dict[str, list[Demand]] = defaultdict(list)
    for visit in visits:
        standing[instance.subjects[visit.subject].owner].append(visit)
    held = {demand for visit in visits for demand in visit.demands}
    for demand in instance.demands.values():
        if demand.id not in held and instance.lines[demand.line].mode.opens_door:
            loose[instance.subjects[demand.subject].owner].append(demand)
    return standing, loose


def _join(board: Board, visits: list[Visit], atom: Atom, sites: Sequence[Subject], may_join: MayJoin) -> None:
    """Into the first of the enterprise's visits that may take it, if there is one."""
    for i, visit in enumerate(visits):
        here = visit.door and not visit.locked and visit.subject == atom.subject and atom.weeks >> visit.week & 1
        if here and may_join(visit, atom.demands):
            larger = _with_atom(board.calendar, visit, atom, limits_of(board.calendar.instance, sites, [*visits[:i], *visits[i + 1 :]]))
            if larger and _has_room(board, visit, larger):
                visits[i] = larger
                return


def _with_atom(calendar: Calendar, visit: Visit, atom: Atom, limits: Limits) -> Visit | None:
    """The visit with the atom in it, if the law allows that; ``limits``: what the other visits leave."""
    demands = [*(calendar.instance.demands[demand] for demand in visit.demands), *atom.demands]
    lawful = may_share(calendar.instance, demands) and not any(hopeless(calendar, limits, demand) for demand in demands)
    return refreshed(calendar.instance, visit, demands) if lawful else None


def _has_room(board: Board, before: Visit, after: Visit) -> bool:
    """Room for the larger visit instead of the smaller; if so it is taken."""
    old = dict(board.calendar.visit_load(before))
    more = tuple((row, minutes - old.get(row, 0)) for row, minutes in board.calendar.visit_load(after))
    if not board.fits(more, after.week):
        return False
    for row, minutes in more:
        board.used[row][after.week] += minutes
    return True


def _reopened(instance: Instance, plan: Plan) -> list[Visit]:
    """The fixed visits without the published ones of enterprises that lose a demand which another place might save."""
    lost = {instance.demands[loss.demand].subject for loss in losses_in(plan) if loss.cause not in LASTING}
    owners = {instance.subjects[subject].owner for subject in lost}
    return [visit for visit in plan.fixed if visit.locked or _owner(instance, visit) not in owners]
