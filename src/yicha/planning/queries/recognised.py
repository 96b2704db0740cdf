"""Results that are still valid (R-EVID-1)."""

from datetime import date, timedelta

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.planning.models import VisitDemand
from yicha.planning.types import ValidResult, VisitStatus
from yicha.subjects.queries import numbers_of, region_of


def valid_results(actor: Actor, sid: str, item_code: str, on: date) -> list[ValidResult]:
    """Visits that are done of the item at the subject, under whatever number, whose result is valid on a day; the latest first."""
    days = valid_for(region_of(actor, sid), on)
    done = VisitDemand.objects.filter(
        visit__status=VisitStatus.DONE, given_back=False, item_code=item_code, visit__subject__in=numbers_of([sid]).get(sid, (sid,))
    )
    found = within(actor, done.filter(visit__last_day__gte=on - days, visit__last_day__lte=on), "visit__region_path")
    rows = found.select_related("visit").order_by("-visit__last_day", "-visit")
    return [ValidResult(row.visit.number, row.department, row.visit.last_day, row.visit.last_day + days) for row in rows]


def valid_for(region_path: str, on: date) -> timedelta:
    """How long a result is recognised by other departments."""
    return timedelta(days=norms_in_force(region_path, on).whole(NormCode.RECOGNITION_DAYS))
