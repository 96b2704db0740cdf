"""A programme with the wishes of the joint conference: one enterprise solved anew, everybody else left where they stand.

A *wish* only takes ways away: `InWeek` leaves its demands one week of those that the law allows them, `NotInWeek` takes one week from
their subject, `Apart` keeps demands of one subject from sharing a door. So every limit holds as before, and the bounds and
certificates of the programme stay true: they are of the instance without wishes. What was merged or placed elsewhere in the
enterprise stays as it is unless that costs a door.

Linear in demands and visits (counting the officer-minutes of the others), plus the exact search of one enterprise.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.leads import with_leads
from yicha.engines.planning.placing import join_doors, polish, settled
from yicha.engines.planning.plain import visit_order
from yicha.engines.planning.progress import silent
from yicha.engines.planning.solve import losses_of, visits_of
from yicha.engines.planning.types import Demand, Instance, Line, Loss, Programme, Visit
from yicha.engines.planning.units import prepare


@dataclass(frozen=True, slots=True)
class InWeek:
    """These demands of one subject in this week and no other."""

    demands: tuple[str, ...]
    week: int


@dataclass(frozen=True, slots=True)
class NotInWeek:
    """The visit of these demands is refused in this week: nobody comes to their subject then. `reason`: why, for people."""

    demands: tuple[str, ...]
    week: int
    reason: str


@dataclass(frozen=True, slots=True)
class Apart:
    """No one of these demands at a door with one of the others."""

    demands: tuple[str, ...]
    others: tuple[str, ...]


Wish = InWeek | NotInWeek | Apart


@dataclass(frozen=True, slots=True)
class Amended:
    """`programme`: lawful under the instance as it was. `asked`: the instance with the wishes, to explain what was lost."""

    asked: Instance
    programme: Programme


def amend(instance: Instance, programme: Programme, subject: str, wishes: Sequence[Wish]) -> Amended:
    """The programme with all wishes that hold for the enterprise of `subject`, earlier ones first.

    Demands for which wishes leave no way are in `unplaced`: it is for the caller to refuse that. Pure; same input, same answer.
    """
    sites = _sites(instance, subject)
    touched = {demand for wish in wishes for demand in wish.demands}
    kept = [wish for visit in programme.visits if visit.subject in sites and visit.door for wish in _staying(visit, touched)]
    pinned = frozenset(demand for wish in wishes if isinstance(wish, InWeek) for demand in wish.demands)
    answers = [_solved(instance, programme, sites, [*wishes, *extra], pinned) for extra in ([kept, []] if kept else [[]])]
    return min(answers, key=lambda answer: (len(newly_lost(programme, answer.programme)), answer.programme.doors))


def newly_lost(before: Programme, after: Programme) -> tuple[Loss, ...]:
    """What a wish takes away. Its causes are true of the instance with the wishes only: such a programme is not for storing."""
    known = {loss.demand for loss in before.unplaced}
    return tuple(loss for loss in after.unplaced if loss.demand not in known)


def _staying(visit: Visit, touched: Collection[str]) -> Iterable[Wish]:
    stay = tuple(demand for demand in visit.demands if demand not in touched)
    return [InWeek(stay, visit.week)] if stay else []


def _sites(instance: Instance, subject: str) -> frozenset[str]:
    owner = instance.subjects[subject].owner
    return frozenset(site.id for site in instance.subjects.values() if site.owner == owner)


def _solved(instance: Instance, programme: Programme, sites: Collection[str], wishes: Sequence[Wish], pinned: frozenset[str]) -> Amended:
    asked = with_wishes(instance, sites, wishes)
    others = [visit for visit in programme.visits if visit.subject not in sites]
    calendar = Calendar(asked)
    units = prepare(calendar, (), (demand for demand in asked.demands.values() if demand.subject in sites))
    board = settled(calendar, others, units.by_key, silent)
    join_doors(board, units.by_key.values())
    polish(board)
    new = [_led(asked, programme, visit) for key in units.by_key for visit in visits_of(board, key)]
    losses = [loss for loss in programme.unplaced if instance.demands[loss.demand].subject not in sites]
    known = {loss.demand: loss for loss in programme.unplaced}  # causes that are true without the wishes
    losses += [
        known.get(loss.demand, loss)
        for loss in (*units.hopeless, *(loss for unit in units.by_key.values() for loss in losses_of(board, unit)))
    ]
    visits = tuple(
        replace(visit, pinned=True) if pinned & set(visit.demands) else visit
        for visit in with_leads(asked, sorted([*others, *new], key=visit_order))
    )
    return Amended(asked, replace(programme, visits=visits, unplaced=tuple(sorted(losses, key=lambda loss: loss.demand))))


def _led(asked: Instance, programme: Programme, visit: Visit) -> Visit:
    """Of a visit that was taken apart, the part that holds all work of the lead keeps it; so does one that stays whole."""
    for one in programme.visits:
        if one.subject == visit.subject and one.lead in visit.departments and set(visit.demands) <= set(one.demands):
            duties = {demand for demand in one.demands if asked.lines[demand].department == one.lead}
            if duties <= set(visit.demands):
                return replace(visit, lead=one.lead, lead_appointed=one.lead_appointed)
    return visit


def with_wishes(instance: Instance, sites: Collection[str], wishes: Sequence[Wish]) -> Instance:
    """The instance with a line of its own for every demand of these sites, narrowed by the wishes."""
    own = {demand.id: demand for demand in instance.demands.values() if demand.subject in sites}
    lines = {id_: _own_line(instance, demand, own) for id_, demand in own.items()}
    refused = [(own[wish.demands[0]].subject, wish.week) for wish in wishes if isinstance(wish, NotInWeek)]
    for wish in wishes:
        lines |= {id_: _narrowed(lines[id_], wish) for id_ in wish.demands if id_ in lines}
    demands = {id_: replace(demand, line=id_) if id_ in own else demand for id_, demand in instance.demands.items()}
    return replace(instance, lines={**instance.lines, **lines}, demands=demands, previous=(), rejected=(*instance.rejected, *refused))


def _own_line(instance: Instance, demand: Demand, own: Mapping[str, Demand]) -> Line:
    """As its line, under the demand's name; what refused a line by name refuses the demands of that line."""
    line = instance.lines[demand.line]
    tokens = [(token, reason) for token, reason in line.not_with]
    tokens += [(other.id, reason) for other in own.values() for token, reason in line.not_with if token == other.line]
    return replace(line, id=demand.id, not_with=tuple(tokens))


def _narrowed(line: Line, wish: Wish) -> Line:
    if isinstance(wish, NotInWeek):
        return line
    if isinstance(wish, Apart):
        return replace(line, not_with=(*line.not_with, *((other, "") for other in wish.others)))
    inside = line.first_week <= wish.week <= line.last_week
    return replace(line, first_week=wish.week, last_week=wish.week if inside else wish.week - 1)
