from datetime import datetime

from yicha.draws.queries import assigned
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.models import Programme, Visit, VisitOfficer
from yicha.planning.rules.staffing import understaffed
from yicha.planning.types import PlanningPermission, StaffVisits, VisitsStaffed

BATCH = 2000


@use_case(may=PlanningPermission.STAFF, clause="YX-2.7b R-SUB-3")
def staff_visits(actor: Actor, command: StaffVisits, at: datetime, /) -> VisitsStaffed:
    """What the draw of officers said, written to the visits. A post that nobody could fill stays open and is named."""
    programme = fetch(actor, Programme.objects.all(), clause="YX-2.7b", staffing_draw=command.draw)
    teams = assigned(actor, command.draw)
    pks = dict(Visit.objects.filter(programme=programme, number__in=list(teams)).values_list("number", "pk"))
    rows: list[VisitOfficer] = []
    for number, team in teams.items():
        slots: dict[str, int] = {}
        for department, cert_no in team:
            slots[department] = slots.get(department, 0) + 1
            if cert_no is not None:
                rows.append(VisitOfficer(visit_id=pks[number], department=department, slot=slots[department], cert_no=cert_no))
    VisitOfficer.objects.bulk_create(rows, batch_size=BATCH)
    return VisitsStaffed(programme.pk, command.draw, len(teams), tuple(sorted(understaffed(teams))))
