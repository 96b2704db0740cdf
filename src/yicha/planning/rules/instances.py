"""Plan lines, subjects, officers and demands as the planning engine knows them (PLAN1 §5): dates become weeks, norms parameters."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from yicha.engines.deadlines import WindowWeeks, WorkingCalendar, days_of_week, week_of, weeks_in, weeks_of_window
from yicha.engines.planning import types as engine
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.orgs.types import OfficerAvailable
from yicha.planning.rules.demands import Demands
from yicha.planning.rules.history import Done, counts_per_site, done_this_year
from yicha.planning.rules.limits import organ_cap, visit_cap
from yicha.planning.types import DepartmentLine, PastCheck
from yicha.subjects.types import SubjectRow

SHORT_WINDOW = "时间窗不足一周"
QUIET = "企业安静期"


@dataclass(frozen=True)
class PlanYear:
    """The year in weeks: which days of each are working days."""

    year: int
    calendar: WorkingCalendar
    weeks: tuple[tuple[date, ...], ...]

    @staticmethod
    def of(year: int, calendar: WorkingCalendar) -> "PlanYear":
        weeks = (days_of_week(year, week) for week in range(weeks_in(year)))
        working = tuple(tuple(day for day in days if calendar.is_working(day)) for days in weeks)
        return PlanYear(year, calendar, working)

    def touching(self, first: date, last: date) -> list[int]:
        """The weeks of whose span, from the first working day to the last, some day lies in the period."""
        return [number for number, days in enumerate(self.weeks) if days and first <= days[-1] and days[0] <= last]

    def overlapping(self, first: date, last: date) -> range:
        """The weeks that have any day of the year in the period."""
        first, last = max(first, date(self.year, 1, 1)), min(last, date(self.year, 12, 31))
        return range(week_of(first), week_of(last) + 1) if first <= last else range(0)

    def days_within(self, week: int, windows: Collection[tuple[date, date]]) -> tuple[date, ...]:
        """The working days of a week that lie in all these time windows."""
        first, last = max(first for first, _ in windows), min(last for _, last in windows)
        return tuple(day for day in self.weeks[week] if first <= day <= last)

    def first_open(self, first_day: date) -> int:
        """The first week none of whose working days lies before the day."""
        earlier = [number for number, days in enumerate(self.weeks) if days and days[0] < first_day]
        return earlier[-1] + 1 if earlier else 0


@dataclass(frozen=True)
class Material:
    """What a programme is made of. `norms`: those in force on the first day of the year."""

    lines: Sequence[DepartmentLine]
    subjects: Mapping[str, SubjectRow]
    officers: Sequence[OfficerAvailable]
    past: Sequence[PastCheck]
    demands: Demands
    norms: NormsInForce
    year: PlanYear
    first_day: date


def instance_of(material: Material) -> engine.Instance:
    per_site = counts_per_site(material.norms)
    done = done_this_year(material.year.year, material.past, material.subjects.values(), per_site=per_site)
    wanted = _wanted(material, done)
    return engine.Instance(
        working_days=tuple(len(days) for days in material.year.weeks),
        departments=tuple(sorted({line.department for line in material.lines} | {one.department for one in material.officers})),
        lines={line.line.line_id: _line(line, material.year) for line in sorted(material.lines, key=lambda line: line.line.line_id)},
        officers=tuple(_officer(one, material) for one in sorted(material.officers, key=lambda one: one.cert_no)),
        subjects={sid: _subject(material.subjects[sid], done, material, per_site=per_site) for sid in sorted(wanted)},
        demands={demand.id: demand for demand in material.demands.rows},
        params=_params(material),
    )


def _wanted(material: Material, done: Done) -> set[str]:
    """Whoever is in demand, and the sister sites whose past checks count for the same enterprise."""
    wanted = {demand.subject for demand in material.demands.rows}
    enterprises = {material.subjects[sid].enterprise for sid in wanted}
    return wanted | {sid for sid in done if material.subjects[sid].enterprise in enterprises}


def _params(material: Material) -> engine.Params:
    whole = material.norms.whole
    return engine.Params(
        first_open_week=material.year.first_open(material.first_day),
        overhead_minutes=whole(NormCode.OVERHEAD_MINUTES),
        visit_minutes_max=whole(NormCode.VISIT_MINUTES_MAX),
        load_ceiling_pct=whole(NormCode.LOAD_CEILING_PCT),
        class_cap=whole(NormCode.CLASS_CAP),
        gap_weeks=whole(NormCode.GAP_WEEKS),
    )


def _line(line: DepartmentLine, year: PlanYear) -> engine.Line:
    row = line.line
    window = require_window(row.line_id, row.window, year)
    return engine.Line(
        id=row.line_id,
        department=line.department,
        check_class=row.check_class,
        mode=engine.Mode(row.mode),
        first_week=window.weeks[0],
        last_week=window.weeks[-1],
        minutes=row.minutes,
        announced=row.announced,
        items=(row.item_code,),
        skills=row.skills,
        min_officers=row.min_officers,
        lead_rank=row.lead_rank,
        exclusive=row.reason if not row.mergeable else None if window.whole else SHORT_WINDOW,
        not_with=row.not_with,
        exempt=row.exemption or None,
    )


def require_window(line_id: str, window: tuple[date, date], year: PlanYear) -> WindowWeeks:
    """LYG-4.3a: a line whose window holds no working day of the year can never be carried out."""
    found = weeks_of_window(year.year, *window, year.calendar)
    if not found.weeks:
        raise RuleBroken(f"计划行 {line_id} 的时间窗内没有 {year.year} 年的工作日", clause="LYG-4.3a", exits=(Exit("改时间窗"),))
    return found


def _officer(one: OfficerAvailable, material: Material) -> engine.Officer:
    return engine.Officer(
        id=one.cert_no,
        department=one.department,
        minutes=weekly_minutes(one, material.norms),
        skills=one.skills,
        absent=absent_weeks(one, material.year),
        recused=one.recusals,
    )


def weekly_minutes(one: OfficerAvailable, norms: NormsInForce) -> int:
    return int(one.days_per_week * norms.whole(NormCode.OFFICER_DAY_MINUTES))


def absent_weeks(one: OfficerAvailable, year: PlanYear) -> tuple[int, ...]:
    """Absent in every week that certificate and presence do not wholly cover."""
    return tuple(sorted({week for first, last in one.absences for week in year.overlapping(first, last)}))


def _subject(row: SubjectRow, done: Done, material: Material, *, per_site: bool) -> engine.Subject:
    return engine.Subject(
        id=row.sid,
        township=row.town,
        enterprise=None if per_site or row.enterprise == row.sid else row.enterprise,
        name=row.name,
        blocked=tuple(_blocked(row, material.year)),
        visit_cap=visit_cap(material.norms, row.visit_cap, row.credit_class),
        organ_cap=organ_cap(material.norms, row.credit_class),
        done=done.get(row.sid, ()),
    )


def _blocked(row: SubjectRow, year: PlanYear) -> Iterable[tuple[int, int, str]]:
    weeks = {week for first, last in row.blocked for week in year.touching(date.fromisoformat(first), date.fromisoformat(last))}
    for _, run in groupby(enumerate(sorted(weeks)), key=lambda pair: pair[1] - pair[0]):
        found = [week for _, week in run]
        yield found[0], found[-1], QUIET
