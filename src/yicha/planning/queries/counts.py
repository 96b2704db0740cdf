"""What a plan line would take before it is filed: who matches, and about how many visits that makes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from yicha.engines.draw import Stratum, quota_of
from yicha.engines.draw.types import EVERYBODY
from yicha.engines.planning import Mode
from yicha.engines.scope import QueryRefused
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.tables import Flaw
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments, officers_available
from yicha.planning.queries.competence import competence_of
from yicha.planning.queries.of_subject import class_uses
from yicha.planning.rules.competence import Competence
from yicha.planning.rules.history import counts_per_site
from yicha.planning.rules.instances import PlanYear, absent_weeks, weekly_minutes
from yicha.planning.rules.pools import LISTED, RANDOM, UNCLASSIFIED, draw_lines
from yicha.planning.types import ClassUsed, DepartmentLine, Effort, LineRow, ScopeCount, SpentRow
from yicha.subjects.queries import count_by_class, matching_owners


def count_scope(actor: Actor, region_path: str, whose: DepartmentLine, on: date) -> ScopeCount:
    """Of the register as it stands, tags as they hold on a day; who was checked this year is left out only when the pool is frozen."""
    line = whose.line
    if line.selection == LISTED:
        return _listed(actor, region_path, whose, on)
    try:
        everybody = count_by_class(actor, region_path, line.scope_query, on)
        names = {one.code: one.short_name for one in departments(actor, on)}
        competence = competence_of(actor, region_path, date(line.window[0].year, 1, 1))
        towns = competence.moved_towns(whose)
        found = count_by_class(actor, region_path, _within(whose, competence), on) if towns else everybody
        if competence.received(whose):
            everybody, towns = found, {}
        counted = _random(region_path, line, found) if line.selection == RANDOM else _whole(found)
        return replace(
            counted,
            spent=len({row.sid for row in scope_spent(actor, region_path, whose, on)}),
            effort=_effort(region_path, whose, counted.visits),
            moved=sum(everybody.values()) - sum(found.values()),
            takers=tuple(sorted({names.get(code, code) for code in towns.values()})),
        )
    except (QueryRefused, Flaw) as refused:
        return ScopeCount(fault=str(refused))


def scope_spent(actor: Actor, region_path: str, whose: DepartmentLine, on: date) -> list[SpentRow]:
    """LYG-4.3d: 该企业本年度同类已查. Whom the line means though the year's checks of its class are done or planned; what does not count
    asks nobody.
    """
    line = whose.line
    if line.exemption or not Mode(line.mode).opens_door:
        return []
    norms = norms_in_force(region_path, line.window[0])
    held: dict[str, list[ClassUsed]] = {}
    for owner, use in class_uses(actor, line.check_class, line.window[0].year, on, per_site=counts_per_site(norms)):
        held.setdefault(owner, []).append(use)
    full = {owner: uses for owner, uses in held.items() if len(uses) >= norms.whole(NormCode.CLASS_CAP)}
    condition = f"sid IN ({_quoted(line.sids)})" if line.selection == LISTED else _narrowed(actor, region_path, whose)
    return [
        SpentRow(row.sid, row.name, row.uscc, use.department, use.on, use.done)
        for row in matching_owners(actor, region_path, condition, on, full)
        for use in full.get(row.sid, full.get(row.enterprise, []))
    ]


def _narrowed(actor: Actor, region_path: str, whose: DepartmentLine) -> str:
    competence = competence_of(actor, region_path, date(whose.line.window[0].year, 1, 1))
    return _within(whose, competence) if competence.moved_towns(whose) else whose.line.scope_query


def _listed(actor: Actor, region_path: str, whose: DepartmentLine, on: date) -> ScopeCount:
    named = len(set(whose.line.sids))
    spent = len({row.sid for row in scope_spent(actor, region_path, whose, on)}) if named else 0
    return ScopeCount(named, (), named, spent=spent, effort=_effort(region_path, whose, named))


def count_plan(actor: Actor, region_path: str, department: str, lines: Sequence[LineRow], on: date) -> tuple[int, Effort]:
    """The checks and officers' days of all lines, before the plan is filed; what cannot be counted is not."""
    counted = [count_scope(actor, region_path, DepartmentLine(department, line), on) for line in lines]
    year = PlanYear.of(lines[0].window[0].year, working_days())
    weeks = {week for line in lines for week in year.overlapping(*line.window)}
    wanted = sum(one.effort.wanted for one in counted if one.effort)
    return sum(one.visits for one in counted), _held(region_path, department, year, weeks, wanted)


def _effort(region_path: str, whose: DepartmentLine, visits: int) -> Effort:
    line, year = whose.line, PlanYear.of(whose.line.window[0].year, working_days())
    norms = norms_in_force(region_path, date(year.year, 1, 1))
    way = norms.whole(NormCode.OVERHEAD_MINUTES) if Mode(line.mode).opens_door else 0
    wanted = -(-visits * line.min_officers * (line.minutes + way) // norms.whole(NormCode.OFFICER_DAY_MINUTES))
    return _held(region_path, whose.department, year, set(year.overlapping(*line.window)), wanted)


def _held(region_path: str, department: str, year: PlanYear, weeks: set[int], wanted: int) -> Effort:
    """By the officers of the department, with their days a week, in those weeks in which they are there."""
    norms = norms_in_force(region_path, date(year.year, 1, 1))
    own = [one for one in officers_available(SYSTEM, year.year) if one.department == department]
    held = sum(weekly_minutes(one, norms) * len(weeks - set(absent_weeks(one, year))) for one in own)
    days = held * norms.whole(NormCode.LOAD_CEILING_PCT) // 100 // norms.whole(NormCode.OFFICER_DAY_MINUTES)
    return Effort(wanted, days, len(own))


def _within(whose: DepartmentLine, competence: Competence) -> str:
    """Who received an item counts the towns it is received in, who gave it away those it is not given away in."""
    moved = competence.moved_towns(whose)
    kept = [town for town in competence.towns if town not in moved]
    towns = f"IN ({_quoted(kept)})" if competence.received(whose) and kept else f"NOT IN ({_quoted(moved)})"
    return f"({whose.line.scope_query}) AND town {towns}"


def _quoted(towns: Collection[str]) -> str:
    return ", ".join("'" + town.replace("'", "''") + "'" for town in sorted(towns))


def _whole(found: Mapping[str, int]) -> ScopeCount:
    total = sum(found.values())
    return ScopeCount(total, tuple((name, count, count) for name, count in sorted(found.items())), total)


def _random(region_path: str, line: LineRow, found: Mapping[str, int]) -> ScopeCount:
    norms = norms_in_force(region_path, date(line.window[0].year, 1, 1))
    strata = draw_lines([DepartmentLine("", line)], norms)[-1].strata
    sizes = {EVERYBODY: sum(found.values())} if strata[0].label == EVERYBODY else found
    classes = tuple(_class(stratum, sizes.get(_shown(stratum), 0)) for stratum in strata)
    total = sum(found.values())
    drawn = max(sum(visits for _, _, visits in classes), min(line.min_count, total))
    return ScopeCount(total, tuple(one for one in classes if one[1]), drawn)


def _shown(stratum: Stratum) -> str:
    """As the register writes a class: empty for those without."""
    return "" if stratum.label == UNCLASSIFIED else stratum.label


def _class(stratum: Stratum, size: int) -> tuple[str, int, int]:
    return _shown(stratum) if stratum.label != EVERYBODY else EVERYBODY, size, quota_of(size, stratum)
