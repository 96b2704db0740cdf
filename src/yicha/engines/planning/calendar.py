"""Admissible weeks A(d) of every demand, in layers, and the officer-minutes of every (department, skills) and week.

``A(d)`` = window ∩ open working weeks ∩ staffed weeks − blocked weeks of the subject − weeks that the conference refused.
Off-site work ignores the last two. Pooled minutes are necessary, not sufficient, for a roster: hence the load ceiling.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from yicha.engines.planning.skill_sets import Skills, skill_sets
from yicha.engines.planning.types import Demand, Instance, Line, Officer, Subject, Visit
from yicha.engines.planning.weeks import collect, members, span

WORKING_WEEK = 5  # the days for which an officer's minutes are given

Load = tuple[tuple[int, int], ...]  # (resource, officer-minutes), by resource
Resource = tuple[str, Skills]  # a department's officers who have one of these skills; all of them where there is no skill


class _Asked(dict[str, int]):
    """Weeks of the demands that somebody asked for: an amendment asks for those of one enterprise."""

    def __init__(self, weeks: Callable[[str], int]) -> None:
        self._weeks = weeks

    def __missing__(self, name: str) -> int:
        found = self[name] = self._weeks(name)
        return found


class Calendar:
    """Weeks and officer-minutes of one instance. ``capacity[r][w]``: minutes of resource r in week w under the ceiling."""

    def __init__(self, instance: Instance) -> None:
        """Counts everything once: O(officers x weeks), and the weeks of a demand when somebody asks."""
        self.instance = instance
        self.weeks = len(instance.working_days)
        self.open = collect(w for w, days in enumerate(instance.working_days) if days) & span(
            instance.params.first_open_week, self.weeks - 1
        )
        self._teams: dict[str, list[Officer]] = defaultdict(list)
        for officer in instance.officers:
            self._teams[officer.department].append(officer)
        self.resources = self._resources()
        self.index = {key: row for row, key in enumerate(self.resources)}
        self.capacity = self._capacity()
        self._recused: dict[str, set[str]] = defaultdict(set)
        self._refused: dict[str, int] = defaultdict(int)
        self._staffed: dict[tuple[str, tuple[str, ...], int, frozenset[str]], int] = {}
        self._visit_loads: dict[tuple[tuple[str, ...], bool], Load] = {}
        self._uses = {line.id: self._use(line) for line in instance.lines.values()}
        self._gather()

    def _gather(self) -> None:
        for officer in self.instance.officers:
            for subject in officer.recused:
                self._recused[subject].add(officer.id)
        for subject, week in self.instance.rejected:
            self._refused[subject] |= 1 << week
        self.admissible: Mapping[str, int] = _Asked(self._admissible)

    def _admissible(self, name: str) -> int:
        demand = self.instance.demands[name]
        line, subject = self.instance.lines[demand.line], self.instance.subjects[demand.subject]
        mask = window(line) & self.open & self.staffed(line, subject)
        return mask & ~self.quiet(subject) & ~self._refused.get(subject.id, 0) if line.mode.opens_door else mask

    def quiet(self, subject: Subject) -> int:
        """Weeks in which the subject must be left alone (企业安静期, school holidays)."""
        mask = 0
        for first, last, _ in subject.blocked:
            mask |= span(first, last)
        return mask

    def refused(self, subject: Subject) -> int:
        """Weeks that the conference has refused for the subject."""
        return self._refused.get(subject.id, 0)

    def staffed(self, line: Line, subject: Subject) -> int:
        """Weeks in which enough officers of the department, none recused, and every skill are present."""
        return self._staffed_weeks(line, frozenset(self._recused.get(subject.id, ())))

    def _staffed_weeks(self, line: Line, recused: frozenset[str]) -> int:
        key = (line.department, line.skills, line.min_officers, recused)
        if key not in self._staffed:
            team = [officer for officer in self._teams[line.department] if officer.id not in recused]
            self._staffed[key] = collect(w for w in range(self.weeks) if _enough(team, line, w))
        return self._staffed[key]

    def _resources(self) -> tuple[Resource, ...]:
        """Every department, and its sets of skills that can be short of officers, in order."""
        needed: dict[str, set[str]] = {department: set() for department in self.instance.departments}
        for line in self.instance.lines.values():
            needed[line.department].update(line.skills)
        teams = ((name, skills, self._teams.get(name, ())) for name, skills in needed.items())
        return tuple(sorted((name, skills) for name, own, team in teams for skills in ((), *skill_sets(own, team))))

    def _capacity(self) -> list[list[int]]:
        """The minutes of who has one of the skills, times the ceiling, rounded down."""
        days, percent = self.instance.working_days, self.instance.params.load_ceiling_pct
        teams = (
            [one for one in self._teams.get(department, ()) if not skills or not set(skills).isdisjoint(one.skills)]
            for department, skills in self.resources
        )
        return [[value * percent // 100 for value in present_minutes(team, days)] for team in teams]

    def _use(self, line: Line) -> tuple[tuple[int, int, int], ...]:
        """(resource, officer-minutes, officers that pay the overhead) of one line."""
        whole = (self.index[line.department, ()], line.minutes * line.min_officers, line.min_officers)
        own = ((row, skills) for row, (department, skills) in enumerate(self.resources) if department == line.department)
        return (whole, *((row, line.minutes, 1) for row, skills in own if not set(skills).isdisjoint(line.skills)))

    def load(self, demands: Iterable[Demand], *, door: bool) -> Load:
        """Officer-minutes that one visit takes: overhead once per department (for its largest team) and once per set of skills."""
        minutes: dict[int, int] = {}
        heads: dict[int, int] = {}
        for demand in demands:
            for row, amount, officers in self._uses[demand.line]:
                minutes[row] = minutes.get(row, 0) + amount
                heads[row] = max(heads.get(row, 0), officers)
        overhead = self.instance.params.overhead_minutes if door else 0
        return tuple(sorted((row, amount + overhead * heads[row]) for row, amount in minutes.items()))

    def visit_load(self, visit: Visit) -> Load:
        """Officer-minutes of a visit; demands that no longer exist take none."""
        key, known = (visit.demands, visit.door), self.instance.demands
        if key not in self._visit_loads:
            self._visit_loads[key] = self.load((known[d] for d in visit.demands if d in known), door=visit.door)
        return self._visit_loads[key]


def present_minutes(team: Collection[Officer], days: Sequence[int]) -> list[int]:
    """Officer-minutes of each week = minutes of a five-day week x working days / 5, absences out."""
    alike = Counter(officer.minutes for officer in team).items()
    minutes = [sum(count * (own * worked // WORKING_WEEK) for own, count in alike) for worked in days]
    for officer in team:
        for week in set(officer.absent).intersection(range(len(days))):
            minutes[week] -= officer.minutes * days[week] // WORKING_WEEK
    return minutes


def window(line: Line) -> int:
    """The weeks of the plan window."""
    return span(line.first_week, line.last_week)


def _enough(team: Iterable[Officer], line: Line, week: int) -> bool:
    present = [officer for officer in team if week not in officer.absent]
    return len(present) >= line.min_officers and all(any(skill in officer.skills for officer in present) for skill in line.skills)


def common_weeks(masks: Iterable[int], weeks: int) -> int:
    """The weeks common to all these sets."""
    mask = span(0, weeks - 1)
    for each in masks:
        mask &= each
    return mask


__all__ = ["Calendar", "Load", "common_weeks", "members", "window"]
