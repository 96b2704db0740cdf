"""规则推演: the same year under other parameters (YX-2.7b, R-FREQ-1, R-FREQ-3, GX-3.2): what goes in, what comes out, nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from yicha.engines.planning import Instance, Programme
from yicha.kernel.refusals import RuleBroken
from yicha.norms.types import NormRow, NormUnit, Tag
from yicha.planning.rules.instances import Material
from yicha.planning.types import Change, DepartmentLine, Outlook, Parameter

# The least and the most that may be tried. They bound a question, not the law.
RANGES: Final[Mapping[Parameter, tuple[int, int]]] = {
    Parameter.CLASS_CAP: (1, 12),
    Parameter.VISIT_CAP: (0, 50),
    Parameter.ORGAN_CAP: (0, 50),
    Parameter.GAP_WEEKS: (0, 52),
    Parameter.VISIT_MINUTES: (30, 480),
    Parameter.LOAD_CEILING: (10, 100),
    Parameter.QUOTA_A: (0, 100),
    Parameter.QUOTA_B: (0, 100),
    Parameter.QUOTA_C: (0, 100),
    Parameter.QUOTA_D: (0, 100),
    Parameter.WIDER_WEEKS: (0, 26),
}
QUOTAS: Final = {Parameter.QUOTA_A: "A", Parameter.QUOTA_B: "B", Parameter.QUOTA_C: "C", Parameter.QUOTA_D: "D"}
BASIS: Final = "推演"


def require_changes(changes: Sequence[Change]) -> None:
    """GX-3.2: at least one parameter, each once and within its range."""
    if not changes:
        raise RuleBroken("至少改一个参数", clause="GX-3.2")
    if len({change.parameter for change in changes}) < len(changes):
        raise RuleBroken("同一个参数只能改一次", clause="GX-3.2")
    for change in changes:
        least, most = RANGES[change.parameter]
        if not least <= change.amount <= most:
            raise RuleBroken(f"参数 {change.parameter} 只能在 {least} 到 {most} 之间", clause="GX-3.2")


def shares(changes: Sequence[Change], unclassified_as: str) -> dict[str, Fraction]:
    """YX-2.7b: credit class → the share that every line drawn by class draws instead; who has none goes with the norm's class (U)."""
    asked = {QUOTAS[change.parameter]: Fraction(change.amount, 100) for change in changes if change.parameter in QUOTAS}
    return asked | ({"U": asked[unclassified_as]} if unclassified_as in asked else {})


def changed(material: Material, changes: Sequence[Change]) -> Material:
    """R-FREQ-1, R-FREQ-3, GX-3.2: the same lines and demands, with the norms and windows that were asked for."""
    wider = sum(change.amount for change in changes if change.parameter is Parameter.WIDER_WEEKS)
    norms = {change.parameter.value: _norm(change) for change in changes if change.parameter is not Parameter.WIDER_WEEKS}
    rows = {**material.norms.rows, **norms}
    lines = [_widened(line, wider, material.year.year) for line in material.lines]
    return replace(material, norms=replace(material.norms, rows=rows), lines=lines)


def _norm(change: Change) -> NormRow:
    return NormRow(change.parameter.value, NormUnit.COUNT, BASIS, Tag.PROPOSED, date.min, amount=Decimal(change.amount))


def _widened(line: DepartmentLine, weeks: int, year: int) -> DepartmentLine:
    first, last = line.line.window
    window = (max(first - timedelta(weeks=weeks), date(year, 1, 1)), min(last + timedelta(weeks=weeks), date(year, 12, 31)))
    return replace(line, line=replace(line.line, window=window))


def outlook(instance: Instance, programme: Programme) -> Outlook:
    """GX-3.2: what a programme comes to, in the figures that the conference compares."""
    doors = [visit for visit in programme.visits if visit.door]
    times = Counter(Counter(visit.subject for visit in doors).values())
    causes = Counter(loss.cause.value for loss in programme.unplaced)
    return Outlook(
        demands=len(instance.demands),
        doors=len(doors),
        lower_bound=programme.lower_bound,
        unplaced=len(programme.unplaced),
        department_visits=sum(len(visit.departments) for visit in doors),
        often=(times[1], times[2], times.total() - times[1] - times[2]),
        lost=tuple(sorted(causes.items())),
    )
