"""The body that drafting and filing a plan share: whose plan it is, by what its lines are judged, and how they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.planning.models import AnnualPlan, PlanLine
from yicha.planning.queries import competence_of, lines_of
from yicha.planning.rules import filing
from yicha.planning.rules.competence import Competence, require_power
from yicha.planning.rules.limits import LIMITS
from yicha.planning.types import DepartmentLine, DraftPlan, FilePlan, LineRow, PlanStatus

PLAIN = [field.name for field in fields(LineRow) if field.name not in {"window", "skills", "sids", "not_with"}]


@dataclass(frozen=True)
class Desk:
    """A department's plan, open to it and locked. `items`: what it holds in that year."""

    plan: AnnualPlan
    items: Mapping[str, ItemRow]
    least_officers: int
    competence: Competence

    def require(self, lines: Sequence[LineRow]) -> None:
        filing.require_lines(lines, self.items, self.least_officers, self.plan.region_path)
        self.require_power(lines)

    def require_power(self, lines: Sequence[LineRow]) -> None:
        require_power([DepartmentLine(self.plan.department, line) for line in lines], self.competence)

    def write(self, lines: Sequence[LineRow]) -> None:
        """What differs from what stands: a line that stands as it was is not asked again whether it may."""
        held = lines_of(self.plan)
        kept = set(held) & set(lines)
        self.plan.lines.exclude(line_id__in=[line.line_id for line in kept]).delete()
        try:
            PlanLine.objects.bulk_create(_line(self.plan, row) for row in fresh(lines, held))
        except IntegrityError as error:
            raise broken_limit(error, LIMITS) from error


def fresh(lines: Sequence[LineRow], held: Sequence[LineRow]) -> list[LineRow]:
    known = set(held)
    return [line for line in lines if line not in known]


def opened(actor: Actor, command: DraftPlan | FilePlan) -> Desk:
    if not actor.covers(command.region_path):
        absent("LYG-4.3a")
    filing.require_own(actor, command.department)
    first_day = date(command.year, 1, 1)
    competence = competence_of(actor, command.region_path, first_day)
    items = items_in_force(actor, command.region_path, first_day)
    held = {code: item for code, item in items.items() if competence.holds(command.department, code, first_day)}
    least = norms_in_force(command.region_path, first_day).whole(NormCode.MIN_OFFICERS)
    plan, _ = AnnualPlan.objects.select_for_update().get_or_create(
        region_path=command.region_path, year=command.year, department=command.department
    )
    filing.require_open(PlanStatus(plan.status))
    return Desk(plan, held, least, competence)


def _line(plan: AnnualPlan, row: LineRow) -> PlanLine:
    return PlanLine(
        plan=plan,
        **{name: getattr(row, name) for name in PLAIN},
        window=DateRange(*row.window, bounds="[]"),
        skills=list(row.skills),
        sids=list(row.sids),
        not_with=[list(pair) for pair in row.not_with],
    )
