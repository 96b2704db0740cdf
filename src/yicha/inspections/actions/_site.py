"""Who may write on the record of a visit, and the visit as it stands: what the use cases on site begin with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yicha.inspections.models import Inspection, SiteRecord
from yicha.inspections.queries import inspection_row, standing_visits
from yicha.inspections.rules.signing import require_unsigned
from yicha.inspections.rules.standing import require_checking
from yicha.inspections.rules.team import require_drawn
from yicha.inspections.types import InspectionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, within
from yicha.orgs.queries import signing_officer
from yicha.planning.types import VisitRow


@dataclass(frozen=True)
class Site:
    """A visit under way, its row locked, and the drawn officer who writes for the department that he was drawn for, and for those that have
    entrusted it.
    """

    inspection: Inspection
    planned: VisitRow
    officer: str
    departments: frozenset[str]


def on_site(actor: Actor, inspection: int, at: datetime, clause: str) -> Site:
    """R-SUB-3, R-PROC-3: started, and by an officer who was drawn and is certified that day."""
    return _on_sites(actor, [inspection], at, clause)[inspection]


def _on_sites(actor: Actor, inspections: Collection[int], at: datetime, clause: str) -> dict[int, Site]:
    """Several, their rows locked in the order of their numbers, by as many statements as one takes."""
    held = within(actor, Inspection.objects.filter(pk__in=inspections)).select_for_update(of=("self",))
    rows = list(held.prefetch_related("tasks").order_by("pk"))
    planned = standing_visits(actor, [row.visit_id for row in rows])
    if len(rows) != len(set(inspections)) or len(planned) != len(rows):
        absent(clause)
    officer = signing_officer(actor, timezone.localdate(at)).cert_no
    return {row.pk: _site(row, planned[row.visit_id], officer) for row in rows}


def _site(row: Inspection, planned: VisitRow, officer: str) -> Site:
    require_drawn(officer, planned.officers)
    require_checking(InspectionStatus(row.status))
    department = next(one.department for one in planned.officers if one.cert_no == officer)
    return Site(row, planned, officer, inspection_row(row).asking(department))


def unsigned_site(actor: Actor, inspection: int, at: datetime, clause: str) -> Site:
    """The same, and nobody has signed the record yet."""
    return unsigned_sites(actor, [inspection], at, clause)[inspection]


def unsigned_sites(actor: Actor, inspections: Collection[int], at: datetime, clause: str) -> dict[int, Site]:
    sites = _on_sites(actor, inspections, at, clause)
    require_unsigned(SiteRecord.objects.filter(inspection__in=inspections).exists())
    return sites
