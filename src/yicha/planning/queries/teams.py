"""Who went where last."""

from collections.abc import Collection

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.types import VisitStatus


def teams_before(actor: Actor, programme: int, sids: Collection[str]) -> dict[str, dict[str, set[str]]]:
    """Sid → department → certificate numbers of those who went there last, at a visit of another programme or of none."""
    found = within(actor, models.VisitOfficer.objects.filter(visit__subject__in=sids, visit__door=True), "visit__region_path")
    found = found.exclude(visit__programme=programme).exclude(visit__status=VisitStatus.CANCELLED).order_by("visit__first_day", "visit_id")
    latest: dict[tuple[str, str], int] = {}
    teams: dict[str, dict[str, set[str]]] = {}
    for sid, department, visit, cert_no in found.values_list("visit__subject_id", "department", "visit_id", "cert_no"):
        of_door = teams.setdefault(sid, {})
        if latest.get((sid, department)) != visit:
            latest[sid, department], of_door[department] = visit, set()
        of_door[department].add(cert_no)
    return teams
