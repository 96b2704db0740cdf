"""Who may write on the record of a visit, and the visit as it stands: what the use cases on site begin with."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yicha.inspections.models import Inspection, SiteRecord
from yicha.inspections.queries import inspection_row
from yicha.inspections.rules.signing import require_unsigned
from yicha.inspections.rules.standing import require_checking
from yicha.inspections.rules.team import require_drawn
from yicha.inspections.types import InspectionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.orgs.queries import signing_officer
from yicha.planning.queries import visit
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
    row = fetch(actor, Inspection.objects.all(), clause=clause, pk=inspection)
    planned = visit(actor, row.visit_id)
    officer = signing_officer(actor, timezone.localdate(at)).cert_no
    require_drawn(officer, planned.officers)
    require_checking(InspectionStatus(row.status))
    department = next(one.department for one in planned.officers if one.cert_no == officer)
    return Site(row, planned, officer, inspection_row(row).asking(department))


def unsigned_site(actor: Actor, inspection: int, at: datetime, clause: str) -> Site:
    """The same, and nobody has signed the record yet."""
    site = on_site(actor, inspection, at, clause)
    require_unsigned(SiteRecord.objects.filter(inspection=site.inspection).exists())
    return site
