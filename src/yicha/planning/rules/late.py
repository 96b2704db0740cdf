"""补入: demands that come after adoption, by a replacement or by a later wave, find their place; what stands keeps its own (YX-2.7b)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yicha.engines.draw.types import Officer
from yicha.engines.planning import Demand, Instance, Line, Programme, Visit
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.rules.filed import line_of
from yicha.planning.rules.staffing import Roster, VisitWork, Work, booked_by, minutes_left
from yicha.planning.types import DemandRow, VisitRow, VisitStatus

OPEN = frozenset({VisitStatus.PUBLISHED, VisitStatus.NOTIFIED})
Pair = tuple[str, str]  # line id, sid


def require_some_late(*, waiting: bool) -> None:
    """YX-2.7b: what is placed late follows from a draw; by hand nothing comes into an adopted programme."""
    if not waiting:
        raise RuleBroken("没有待补入的：递补未抽取，下一批未到开启的日子", clause="YX-2.7b", exits=(Exit("等递补抽取完成"),))


def pairs_of(row: VisitRow) -> set[Pair]:
    return {(name_of(demand), row.sid) for demand in row.demands}


def name_of(demand: DemandRow) -> str:
    """What it is called in a programme: its plan line, or its filing."""
    return line_of(demand.filing) if demand.filing else demand.line


def to_withdraw(rows: Iterable[VisitRow], lost: Collection[Pair]) -> list[VisitRow]:
    """YX-2.7b: the open visits for which nothing is left but what the draw lost."""
    return [row for row in rows if row.status in OPEN and pairs_of(row) <= set(lost)]


def late_demands(instance: Instance, adopted: Iterable[Demand], stands: Mapping[str, str], held: Iterable[Pair]) -> frozenset[str]:
    """Demands that the adopted programme did not know and that no visit ever held.

    `held`: the work of all visits, cancelled ones and what was given back included; `stands`: number → who stands for it since
    registrations were merged (YX-2.14).
    """
    known = {f"{one.line}/{stands.get(one.subject, one.subject)}" for one in adopted}
    placed = {f"{line}/{stands.get(sid, sid)}" for line, sid in held}
    return frozenset(instance.demands.keys() - known - placed)


def to_extend(instance: Instance, rows: Iterable[VisitRow], late: Collection[str], open_: Collection[str]) -> Instance:
    """The year with every visit that stands in its place, locked but for those of the numbers `open_`, and the late demands."""
    standing = [row for row in rows if row.status is not VisitStatus.CANCELLED]
    previous = [visit for row in standing if (visit := _standing(instance, row, pinned=row.number not in open_)).demands]
    asked = {demand for visit in previous for demand in visit.demands}.union(late)
    demands = {name: demand for name, demand in instance.demands.items() if name in asked}
    return replace(instance, demands=demands, previous=tuple(previous))


def _standing(instance: Instance, row: VisitRow, *, pinned: bool) -> Visit:
    own = names_of(instance, row)
    departments = tuple(sorted({instance.lines[instance.demands[name].line].department for name in own}))
    lead = row.lead if row.lead in departments else None
    appointed = row.lead_appointed and lead is not None
    return Visit(row.sid, row.week, own, departments, lead, row.door, pinned=pinned, lead_appointed=appointed)


def names_of(instance: Instance, row: VisitRow) -> tuple[str, ...]:
    """The visit's work as demands that are still asked for."""
    return tuple(sorted(name for line, sid in pairs_of(row) if (name := f"{line}/{sid}") in instance.demands))


def row_of(instance: Instance, rows: Iterable[VisitRow], visit: Visit) -> VisitRow:
    """The row of a visit that stood before, whatever it took in since."""
    own = (row for row in rows if row.sid == visit.subject)
    return max(own, key=lambda row: len(set(names_of(instance, row)) & set(visit.demands)))


@dataclass(frozen=True)
class Joining:
    """Which standing visits take late work in: a door less each time. `rows`: those that are open; `windows`: line id → its time window;
    `left`: (department, sid) of what was given back; `at_hand`: the officers, with what they do already.
    """

    instance: Instance
    rows: Sequence[VisitRow]
    windows: Mapping[str, tuple[date, date]]
    left: Collection[Pair]
    at_hand: Roster

    def may_join(self, visit: Visit, demands: Sequence[Demand]) -> bool:
        """YX-2.7b, R-SUB-3: on the days of the visit, and where officers were drawn, what those of the department can do, or what a
        department does that can send officers of its own.
        """
        row = row_of(self.instance, self.rows, visit)
        lines = [self.instance.lines[demand.line] for demand in demands]
        on_its_days = all(self.covers(line.id, row) for line in lines)
        return on_its_days and counts_enough(row, lines) and (not row.officers or self._can_be_done(row, lines))

    def _can_be_done(self, row: VisitRow, lines: Sequence[Line]) -> bool:
        there = {line.department for line in lines} <= set(row.departments)
        return all(team_can(row, line) for line in lines) if there else self._may_send(row, lines)

    def _may_send(self, row: VisitRow, lines: Sequence[Line]) -> bool:
        """R-SUB-3: a draw of its own finds officers for a department more. The notice waits for them, so there has to be one."""
        departments = {line.department for line in lines}
        leads = row.lead_appointed and any(line.lead_rank is not None for line in lines)
        away = any((name, row.sid) in self.left or name in row.departments for name in departments)
        return row.announced and not leads and not away and all(enough_for(self.at_hand, row, lines, name) for name in departments)

    def covers(self, line: str, row: VisitRow) -> bool:
        first, last = self.windows[line]
        return first <= row.first_day and row.last_day <= last


def open_rows(instance: Instance, rows: Sequence[VisitRow], late: Collection[str], at_hand: Roster, *, drawing: bool) -> list[VisitRow]:
    """YX-2.7b: the visits that may take late work in: nobody was told, no hour is set, the officers have the time.

    `drawing`: a draw of officers is under way, so what it is about stays as it was frozen.
    """
    work = [instance.demands[name] for name in late]
    wanted, tired = {demand.subject for demand in work}, _tired(rows, _minutes(instance, work), at_hand)
    found = [row for row in rows if row.sid in wanted and row.number not in tired and untold(row)]
    return [row for row in found if len(names_of(instance, row)) == len(row.demands) and (row.staffed if row.officers else not drawing)]


def untold(row: VisitRow) -> bool:
    """LYG-4.3e: nobody was told of it, no hour is set."""
    return row.status is VisitStatus.PUBLISHED and row.door and row.starts_at is None


def _minutes(instance: Instance, work: Iterable[Demand]) -> Counter[tuple[str, str]]:
    """(department, sid) → minutes."""
    found = Counter[tuple[str, str]]()
    for demand in work:
        line = instance.lines[demand.line]
        found[line.department, demand.subject] += line.minutes
    return found


def _tired(rows: Iterable[VisitRow], more: Mapping[tuple[str, str], int], at_hand: Roster) -> set[str]:
    """Numbers of visits one of whose officers had too little time in that week, if all late work at his doors came to him."""
    standing = [row for row in rows if row.status is not VisitStatus.CANCELLED]
    posts = [(row, one) for row in standing for one in row.officers]
    asked = Counter[tuple[str, int]]()
    for row, one in posts:
        asked[one.cert_no, row.week] += more.get((one.department, row.sid), 0)
    known = {one.id: one for one in booked_by(at_hand, standing)}
    return {
        row.number
        for row, one in posts
        if (extra := asked[one.cert_no, row.week])
        and (one.cert_no not in known or minutes_left(known[one.cert_no], row.week, at_hand.weeks) < extra)
    }


def team_can(row: VisitRow, line: Line) -> bool:
    """R-SUB-3: whether the officers drawn for the visit can do the line too: their department's, no more of them, no skill more.

    A line whose department may lead would take the lead from one that was only appointed: that is for visits without officers.
    """
    own = [demand for demand in row.demands if demand.department == line.department]
    skills = {skill for demand in own for skill in demand.skills}
    leads = row.lead_appointed and line.lead_rank is not None
    return bool(own) and not leads and line.min_officers <= row.officers_wanted[line.department] and set(line.skills) <= skills


def enough_for(at_hand: Roster, row: VisitRow, lines: Iterable[Line], department: str) -> bool:
    """R-SUB-3: whichever of its posts is filled first, somebody who may go, can do it and has the time is left for the next."""
    own = [line for line in lines if line.department == department]
    works = tuple(Work(department, line.minutes, line.min_officers, line.skills, next(iter(line.items), "")) for line in own)
    posts = at_hand.slots(VisitWork(row.number, row.sid, row.town, row.week, (department,), works), department)
    able = [one for one in at_hand.officers if one.department == department and may_go(one, row)]
    free = [one for one in able if minutes_left(one, row.week, at_hand.weeks) >= max(post.minutes for post in posts)]
    return all(sum(set(post.skills) <= set(one.skills) for one in free) >= len(posts) for post in posts)


def may_go(officer: Officer, row: VisitRow) -> bool:
    return row.sid not in officer.recused and (not officer.towns or row.town in officer.towns)


def counts_enough(row: VisitRow, lines: Iterable[Line]) -> bool:
    """LYG-4.3d: what counts against the limits joins only a visit that counts already."""
    return not all(demand.exemption for demand in row.demands) or all(line.exempt for line in lines)


def new_visits(programme: Programme, late: Collection[str]) -> Sequence[Visit]:
    return [visit for visit in programme.visits if set(visit.demands) <= set(late)]


def extended(programme: Programme, late: Collection[str]) -> Sequence[Visit]:
    """The visits that stood before and took late work in."""
    return [visit for visit in programme.visits if not set(visit.demands) <= set(late) and set(visit.demands) & set(late)]
