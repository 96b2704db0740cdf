from datetime import date, datetime

from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import upcoming_number
from yicha.draws.types import FreezePool, suite_by
from yicha.engines.draw.bundle import pack
from yicha.engines.draw.frame import freeze_officers
from yicha.engines.draw.types import Basis, FirstDraw, Heading
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.models import Programme
from yicha.planning.queries import roster, staffing_open, teams_before, visits, visits_outside
from yicha.planning.rules.filing import require_witnessed
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.rotation import rotated
from yicha.planning.rules.staffing import Roster, VisitWork, Work, booked_by, require_posts, waits_for_draw
from yicha.planning.types import FreezeStaffing, PlanningPermission, ProgrammeStatus, StaffingFrozen, VisitRow, VisitStatus


@use_case(may=PlanningPermission.FREEZE_STAFFING, clause="WY-5.4 YX-2.7b R-SUB-3")
def freeze_staffing(actor: Actor, command: FreezeStaffing, at: datetime, /) -> StaffingFrozen:
    """The second draw stands on the adopted programme and on the first draw, so nobody edits visits until the wanted officers fall.

    Visits that came late, departments that joined one, and visits outside the plan get theirs in a draw of their own; whoever is on other
    visits already counts as booked there.
    """
    adopted = Programme.objects.filter(status=ProgrammeStatus.ADOPTED)
    programme = fetch(actor, adopted, clause="YX-2.7b", pk=command.programme)
    require_witnessed(is_test=not command.beacon.name, demo=is_demo_database())
    place, year = programme.region_path, programme.year
    first = draw_of(actor, programme.draw_id)
    norms = norms_in_force(place, date(year, 1, 1))
    at_hand = Roster(roster(actor, year), norms, PlanYear.of(year, working_days()))
    found = [*visits(actor, place, programme=programme.pk), *visits_outside(actor, place, year)]
    standing = [row for row in found if row.status is not VisitStatus.CANCELLED]
    planned = [_work(row, row.unmanned) for row in standing if waits_for_draw(row, at.date()) and row.week in at_hand.weeks]
    require_posts(len(planned), under_way=staffing_open(actor, programme.staffing_draw_id))
    last = teams_before(actor, programme.pk, {work.sid for work in planned})
    posts = at_hand.posts([rotated(work, last, at_hand, first.result_hash) for work in planned])
    basis = Basis(at_hand.weeks, FirstDraw(first.number, bytes.fromhex(first.result_hash)), programme.result.partition(":")[2])
    heading = Heading(upcoming_number(place, year), f"{year}年度执法人员抽取", suite_by(norms))
    officers = booked_by(at_hand, standing)
    frame = freeze_officers(heading, posts, officers, basis, bytes.fromhex(command.salt_key))
    digest = keep(actor, pack(frame.to_files()), "frame", f"{heading.draw}-frame.zip", at)
    frozen = freeze_pool(actor, FreezePool(place, year, digest, command.participants, command.beacon), at)
    programme.staffing_draw_id = frozen.draw
    programme.save()
    return StaffingFrozen(programme.pk, frozen.draw, len(posts), len(officers))


def _work(row: VisitRow, whose: tuple[str, ...]) -> VisitWork:
    works = (Work(demand.department, demand.minutes, demand.min_officers, demand.skills, demand.item_code) for demand in row.demands)
    own = tuple(work for work in works if work.department in whose)
    return VisitWork(row.number, row.sid, row.town, row.week, whose, own, row.door, row.lead)
