"""重新排期: an adopted programme when things have changed. What was told stands, what is published stays where it lawfully can (GX-4.4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from yicha.engines.planning import Apart, Demand, Instance, NotInWeek, Programme, Visit, VisitState, Wish
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.rules.late import Joining, Pair, name_of, names_of, pairs_of, row_of, untold
from yicha.planning.rules.staffing import minutes_left
from yicha.planning.types import VisitRow, VisitStatus

CLAUSE = "GX-4.4"
AGAIN = Exit("重新试算")
Row = TypeVar("Row")
STATES = {VisitStatus.NOTIFIED: VisitState.NOTIFIED, VisitStatus.DONE: VisitState.DONE}


def require_replannable(*, waiting: bool, drawing: bool, ahead: bool) -> None:
    """GX-4.4, YX-2.7b: nothing of a draw is under way or waits for its place, and the first day is still to come."""
    if waiting:
        raise RuleBroken("新抽中的还没有补入", clause="YX-2.7b", exits=(Exit("先补入新抽中的"),))
    if drawing:
        raise RuleBroken("执法人员正在抽取", clause="YX-2.7b", exits=(Exit("先完成或作废那次抽取"),))
    if not ahead:
        raise RuleBroken("只能从明天或以后排起，且在计划年度内", clause=CLAUSE, exits=(Exit("改起始日"),))


def require_reason(reason: str) -> None:
    """GX-4.4: the departments are to know what has changed."""
    if not reason.strip():
        raise RuleBroken("重新排期须说明什么变了", clause=CLAUSE, exits=(Exit("写明原因，如人员病休、企业停业"),))


def require_record(record: str) -> None:
    """GX-4.4, LYG-4.3a: the joint conference agrees, and its minutes are named."""
    if not record.strip():
        raise RuleBroken("采用须写明联席会议记录", clause="LYG-4.3a", exits=(Exit("写明会议日期或纪要编号"),))


def require_newest(*, computed: bool, base: int, newest: int) -> None:
    """GX-4.4: what is adopted was computed from the programme that holds; of two at once one wins."""
    if not computed:
        raise RuleBroken("还没有算完", clause=CLAUSE, exits=(Exit("等试算完成"),))
    if base != newest:
        raise RuleBroken("计划已经另外调整过，这份试算过时了", clause=CLAUSE, exits=(AGAIN,))


def require_as_it_stood(stood: Iterable[tuple[int, str]], now: Mapping[int, VisitRow]) -> None:
    """LYG-4.3e: each visit that it touches stands as it did when this was computed; above all nobody was told of it since."""
    changed = [now[pk] for pk, how in stood if standing_of(now[pk]) != how]
    if changed:
        told = any(row.status is not VisitStatus.PUBLISHED for row in changed)
        names = "、".join(row.number for row in changed[:3])
        what = "试算以后已通知企业或已撤销" if told else "试算以后已变动"
        raise RuleBroken(f"{names}{what}", clause="LYG-4.3e", exits=(AGAIN,))


def standing_of(row: VisitRow) -> str:
    """How a visit stands, as far as re-planning it depends on that."""
    hour = row.starts_at.isoformat() if row.starts_at else ""
    officers = ",".join(sorted(one.cert_no for one in row.officers))
    work = ",".join(sorted(map(name_of, row.demands)))
    return f"{row.status}|{row.week}|{hour}|{work}|{officers}"


@dataclass(frozen=True)
class Adopted:
    """An adopted programme as it stands. `rows`: all its visits; `again`: numbers of cancelled ones whose work may be planned again,
    because a re-planning took them away; `left`: work that was given back; `outside`: visits of the year beside the programme; `instance`,
    `answer`, `wishes`: what it was made from and came to; `stands`: number → who stands for it since registrations were merged.
    """

    rows: Sequence[VisitRow]
    again: Collection[str]
    left: Collection[Pair]
    outside: Sequence[VisitRow]
    instance: Instance
    answer: Programme
    wishes: Sequence[Wish]
    stands: Mapping[str, str]

    @cached_property
    def standing(self) -> list[VisitRow]:
        return [row for row in self.rows if row.status is not VisitStatus.CANCELLED]

    @cached_property
    def _pinned(self) -> set[str]:
        """Demands whose week the conference has fixed."""
        return {demand for visit in self.answer.visits if visit.pinned for demand in visit.demands}

    def locked(self, row: VisitRow, first_week: int) -> bool:
        """LYG-4.3e, GX-4.4: told, begun before the first week, fixed by the conference, or of a registration that was merged since.

        What was filed outside the plan was agreed to for its day.
        """
        fixed = any(one.filing for one in row.demands) or any(f"{line}/{sid}" in self._pinned for line, sid in pairs_of(row))
        return row.status is not VisitStatus.PUBLISHED or row.week < first_week or fixed or row.sid in self.stands


def to_replan(whole: Instance, adopted: Adopted) -> Instance:
    """GX-4.4: the year as the registers have it today, with every visit that stands, and without work that was called off or given back."""
    first = whole.params.first_open_week
    locked = [row for row in adopted.standing if adopted.locked(row, first)]
    known = _with_work_of(whole, adopted.instance, locked)
    held = {name for row in adopted.standing for name in names_of(known, row)}
    previous = [_visit(known, row, locked=adopted.locked(row, first)) for row in adopted.standing if names_of(known, row)]
    demands = {name: one for name, one in known.demands.items() if name in held or name not in _called_off(adopted)}
    refused = [wish for wish in adopted.wishes if isinstance(wish, NotInWeek) and wish.demands[0] in known.demands]
    return replace(
        used_up(known, adopted.outside),
        demands=demands,
        previous=tuple(previous),
        rejected=tuple((known.demands[wish.demands[0]].subject, wish.week) for wish in refused),
    )


def as_it_stands(whole: Instance, before: Instance, rows: Iterable[VisitRow], outside: Iterable[VisitRow]) -> Instance:
    """LYG-4.3d, R-FREQ-1: the year with the checks outside the plan that joined its visits, and with what stands beside it used up."""
    return used_up(_with_work_of(whole, before, [row for row in rows if any(one.filing for one in row.demands)]), outside)


def _with_work_of(whole: Instance, before: Instance, locked: Iterable[VisitRow]) -> Instance:
    """What stands fast is still known when its subject has closed or its line has ended."""
    wanted = {f"{line}/{sid}" for row in locked for line, sid in pairs_of(row)}
    missing = {name: before.demands[name] for name in wanted - whole.demands.keys() if name in before.demands}
    lines = {one.line: before.lines[one.line] for one in missing.values()}
    subjects = {one.subject: before.subjects[one.subject] for one in missing.values()}
    return replace(
        whole,
        demands=_sorted(missing | dict(whole.demands)),
        lines=_sorted(lines | dict(whole.lines)),
        subjects=_sorted(subjects | dict(whole.subjects)),
    )


def _sorted(rows: Mapping[str, Row]) -> dict[str, Row]:
    return {name: rows[name] for name in sorted(rows)}


def _called_off(adopted: Adopted) -> set[str]:
    """LYG-4.3a: work that was cancelled or given back; and what a visit of a merged registration holds under its old number."""
    gone = [row for row in adopted.rows if row.status is VisitStatus.CANCELLED and row.number not in adopted.again]
    moved = [row for row in adopted.standing if row.sid in adopted.stands]
    pairs = set(adopted.left).union(*map(pairs_of, [*gone, *moved]))
    return {f"{line}/{adopted.stands.get(sid, sid)}" for line, sid in pairs}


def _visit(instance: Instance, row: VisitRow, *, locked: bool) -> Visit:
    own = names_of(instance, row)
    departments = tuple(sorted({instance.lines[instance.demands[name].line].department for name in own}))
    lead = row.lead if row.lead in departments else None
    state = STATES.get(row.status, VisitState.NOTIFIED if locked else VisitState.PUBLISHED)
    return Visit(row.sid, row.week, own, departments, lead, row.door, state, lead_appointed=row.lead_appointed and lead is not None)


def used_up(instance: Instance, rows: Iterable[VisitRow]) -> Instance:
    """R-FREQ-1, R-FREQ-3: visits beside the programme have used their class, their department's turn and one visit; where limits count
    per enterprise, whichever of its sites was visited.
    """
    sites = {one.owner: sid for sid, one in instance.subjects.items()}
    done: dict[str, list[Pair]] = {}
    doors: Counter[str] = Counter()
    for row in rows:
        if counted := [(one.check_class, one.department) for one in row.demands if not one.source and not one.exemption]:
            site = row.sid if row.sid in instance.subjects else sites.get(row.uscc, row.sid)
            done.setdefault(site, []).extend(counted)
            doors[site] += 1
    subjects = {
        sid: replace(
            one,
            done=tuple(sorted([*one.done, *done[sid]])),
            visit_cap=None if one.visit_cap is None else max(0, one.visit_cap - doors[sid]),
        )
        if sid in done
        else one
        for sid, one in instance.subjects.items()
    }
    return replace(instance, subjects=subjects)


@dataclass
class Joins:
    """Which published visits take in what has no place: nobody was told, no hour is set, and whoever was drawn can do it in his time.

    `agreed`: line of a filing → the day that was agreed to; `given`: (certificate number, week) → minutes that were promised to visits in
    this very re-planning.
    """

    joining: Joining
    wishes: Sequence[Wish]
    agreed: Mapping[str, date] = field(default_factory=dict)
    given: Counter[tuple[str, int]] = field(default_factory=Counter)

    def may_join(self, visit: Visit, demands: Sequence[Demand]) -> bool:
        """GX-4.4, R-SUB-3: asked once for each piece of work; what is allowed is booked."""
        row = row_of(self.joining.instance, self.joining.rows, visit)
        if not self.allows(visit, row, demands):
            return False
        needed = self._needed(demands)
        self.given.update({(one.cert_no, row.week): needed[one.department] for one in row.officers if needed[one.department]})
        return True

    def allows(self, visit: Visit, row: VisitRow, demands: Sequence[Demand]) -> bool:
        """The same without booking."""
        whole = len(names_of(self.joining.instance, row)) == len(row.demands) and (not row.officers or row.staffed)
        apart = any(self._apart(wish, visit, demands) for wish in self.wishes if isinstance(wish, Apart))
        on_the_day = all(row.first_day <= self.agreed.get(demand.line, row.first_day) <= row.last_day for demand in demands)
        here = whole and on_the_day and not apart
        return here and untold(row) and self.joining.may_join(visit, demands) and self._in_time(row, demands)

    def _apart(self, wish: Apart, visit: Visit, demands: Sequence[Demand]) -> bool:
        """GX-4.4: the conference has taken them apart."""
        there, more = set(visit.demands), {demand.id for demand in demands}
        sides = (set(wish.demands), set(wish.others))
        return any(there & one and more & other for one, other in (sides, sides[::-1]))

    def _needed(self, demands: Iterable[Demand]) -> Counter[str]:
        found: Counter[str] = Counter()
        for demand in demands:
            line = self.joining.instance.lines[demand.line]
            found[line.department] += line.minutes
        return found

    def _in_time(self, row: VisitRow, demands: Iterable[Demand]) -> bool:
        needed = self._needed(demands)
        posts = [one for one in row.officers if needed[one.department]]
        known = {one.id: one for one in self.joining.at_hand.officers}
        weeks = self.joining.at_hand.weeks
        return all(
            one.cert_no in known
            and minutes_left(known[one.cert_no], row.week, weeks) - self.given[one.cert_no, row.week] >= needed[one.department]
            for one in posts
        )


@dataclass(frozen=True)
class Rearranged:
    """What adopting the answer does. `replaced`: visits that give way, each with the planned visits that hold its work now; `extended`:
    visits that stay and take in what the planned one holds beside; `made`: planned visits that become visits.
    """

    replaced: tuple[tuple[VisitRow, tuple[Visit, ...]], ...]
    extended: tuple[tuple[VisitRow, Visit], ...]
    made: tuple[Visit, ...]

    @property
    def touched(self) -> list[VisitRow]:
        return [*(row for row, _ in self.replaced), *(row for row, _ in self.extended)]


def rearranged(asked: Instance, adopted: Adopted, answer: Programme, joins: Joins) -> Rearranged:
    """GX-4.4, LYG-4.3e: a published visit whose work stays together in its week stays; every other one gives way to new ones."""
    where = {demand: visit for visit in answer.visits for demand in visit.demands}
    free = [row for row in adopted.standing if not adopted.locked(row, asked.params.first_open_week)]
    kept: dict[Visit, VisitRow] = {}
    for row in free:
        visit = _still_there(asked, row, where, joins)
        if visit is not None and visit not in kept:
            kept[visit] = row
    stays = {row.number for row in kept.values()}
    gone = [row for row in free if row.number not in stays]
    fixed = {visit for visit in asked.previous if visit.locked}
    return Rearranged(
        replaced=tuple((row, tuple(dict.fromkeys(where[name] for name in names_of(asked, row) if name in where))) for row in gone),
        extended=tuple((row, visit) for visit, row in kept.items() if len(visit.demands) > len(row.demands)),
        made=tuple(visit for visit in answer.visits if visit not in fixed and visit not in kept),
    )


def _still_there(asked: Instance, row: VisitRow, where: Mapping[str, Visit], joins: Joins) -> Visit | None:
    """The planned visit that this one is or can become without moving; None if there is none."""
    own = names_of(asked, row)
    held = {where.get(name) for name in own}
    visit = held.pop() if len(held) == 1 and len(own) == len(row.demands) else None
    if visit is None or visit.week != row.week or not (visit.lead in {row.lead, None} or row.lead_appointed):
        return None
    more = [asked.demands[name] for name in visit.demands if name not in own]
    before = replace(visit, demands=own)
    return visit if not more or joins.allows(before, row, more) else None
