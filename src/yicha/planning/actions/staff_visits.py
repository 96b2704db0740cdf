from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from yicha.draws.queries import assigned
from yicha.draws.queries import draw as draw_of
from yicha.draws.types import Post
from yicha.kernel.actor import Actor
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.models import Programme, Visit, VisitOfficer
from yicha.planning.rules.filing import require_witnessed
from yicha.planning.rules.staffing import understaffed
from yicha.planning.types import PlanningPermission, StaffVisits, VisitsStaffed

BATCH = 2000


@use_case(may=PlanningPermission.STAFF, clause="YX-2.7b R-SUB-3")
def staff_visits(actor: Actor, command: StaffVisits, at: datetime, /) -> VisitsStaffed:
    """What the draw of officers said, written to the visits. A post that nobody could fill stays open and is named."""
    programme = fetch(actor, Programme.objects.all(), clause="YX-2.7b", staffing_draw=command.draw)
    require_witnessed(is_test=draw_of(actor, command.draw).is_test, demo=is_demo_database())
    teams = assigned(actor, command.draw)
    here = Visit.objects.filter(region_path=programme.region_path, year=programme.year)  # those outside the plan too
    pks = dict(here.filter(number__in=list(teams)).values_list("number", "pk"))
    rows = [officer for number, team in teams.items() for officer in _officers(pks[number], team)]
    VisitOfficer.objects.bulk_create(rows, batch_size=BATCH)
    return VisitsStaffed(programme.pk, command.draw, len(teams), understaffed(teams))


def _officers(visit: int, team: Sequence[Post]) -> Iterator[VisitOfficer]:
    slots: Counter[str] = Counter()
    for post in team:
        slots[post.department] += 1
        if post.cert_no:
            slot = slots[post.department]
            yield VisitOfficer(visit_id=visit, department=post.department, slot=slot, cert_no=post.cert_no, name=post.name)
