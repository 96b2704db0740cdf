"""What a plan line would take before it is filed: who matches, and about how many visits that makes."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from yicha.engines.draw import Stratum, quota_of
from yicha.engines.draw.types import EVERYBODY
from yicha.engines.scope import QueryRefused
from yicha.kernel.actor import Actor
from yicha.kernel.tables import Flaw
from yicha.norms.queries import norms_in_force
from yicha.orgs.queries import departments
from yicha.planning.queries.competence import competence_of
from yicha.planning.rules.competence import Competence
from yicha.planning.rules.pools import LISTED, RANDOM, UNCLASSIFIED, draw_lines
from yicha.planning.types import DepartmentLine, LineRow, ScopeCount
from yicha.subjects.queries import count_by_class


def count_scope(actor: Actor, region_path: str, whose: DepartmentLine, on: date) -> ScopeCount:
    """Of the register as it stands, tags as they hold on a day; who was checked this year is left out only when the pool is frozen."""
    line = whose.line
    if line.selection == LISTED:
        return ScopeCount(len(set(line.sids)), (), len(set(line.sids)))
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
            moved=sum(everybody.values()) - sum(found.values()),
            takers=tuple(sorted({names.get(code, code) for code in towns.values()})),
        )
    except (QueryRefused, Flaw) as refused:
        return ScopeCount(fault=str(refused))


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
    strata = draw_lines([DepartmentLine("", line)], norms)[0].strata
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
