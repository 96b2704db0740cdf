from dataclasses import dataclass
from datetime import date, datetime

from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import upcoming_number
from yicha.draws.types import DrawStatus, FreezePool, suite_by
from yicha.engines.draw import types as engine
from yicha.engines.draw.bundle import pack
from yicha.engines.draw.frame import freeze_officers
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.archive import keep
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.models import Programme, Relief, Visit, VisitOfficer
from yicha.planning.queries import roster, visit, visits
from yicha.planning.rules import relieving
from yicha.planning.rules.filing import require_witnessed
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.staffing import Roster, booked_by
from yicha.planning.types import FreezeRelief, OfficerRow, PlanningPermission, ReliefFrozen, VisitRow


@use_case(may=PlanningPermission.FREEZE_STAFFING, clause="R-SUB-3 YX-2.7b WY-5.8b")
def freeze_relief(actor: Actor, command: FreezeRelief, at: datetime, /) -> ReliefFrozen:
    """换人: a draw of one post among all of the department who could come, with a number, secrets and a public number of its own."""
    row = fetch(actor, Visit.objects.all(), clause="R-SUB-3", pk=command.visit)
    planned = visit(actor, row.pk)
    lost = relieving.lost_officer(planned, command.cert_no)
    relieving.require_relief_reason(command.reason)
    require_witnessed(is_test=not command.beacon.name, demo=is_demo_database())
    waiting = Relief.objects.filter(visit=row, cert_no=lost.cert_no, successor="").values_list("draw", flat=True)
    relieving.require_no_open_relief(waiting=any(draw_of(actor, pk).status is not DrawStatus.VOID for pk in waiting))
    programme = row.programme or absent("R-SUB-3")
    post = _Post.of(actor, planned, lost)
    that_week = [one for one in visits(SYSTEM, row.region_path, programme=programme.pk) if one.week == planned.week]
    officers = relieving.candidates(booked_by(post.at_hand, that_week), post.slot, planned, _elsewhere(planned))
    heading, posts = post.drawn_from(planned, programme.year)
    frame = freeze_officers(heading, posts, officers, post.basis(actor, programme), bytes.fromhex(command.salt_key))
    digest = keep(actor, pack(frame.to_files()), "frame", f"{heading.draw}-frame.zip", at)
    frozen = freeze_pool(actor, FreezePool(row.region_path, programme.year, digest, command.participants, command.beacon), at)
    said = {"department": lost.department, "cert_no": lost.cert_no, "name": lost.name, "reason": command.reason.strip()}
    Relief.objects.create(visit=row, draw_id=frozen.draw, frozen_at=at, **said)
    return ReliefFrozen(row.pk, frozen.draw, lost.department, lost.cert_no, said["reason"], len(officers))


@dataclass(frozen=True)
class _Post:
    """The one post that is drawn for, and everybody in the register who is there in that year."""

    at_hand: Roster
    slot: engine.Slot
    suite: int

    @staticmethod
    def of(actor: Actor, planned: VisitRow, lost: OfficerRow) -> "_Post":
        year = PlanYear.of(planned.first_day.year, working_days())
        norms = norms_in_force(planned.region_path, date(year.year, 1, 1))
        at_hand = Roster(roster(actor, year.year), norms, year)
        skills = {one.id: frozenset(one.skills) for one in at_hand.officers}
        others = [one.cert_no for one in planned.officers if one.department == lost.department and one != lost]
        brought = [skills.get(cert_no, frozenset()) for cert_no in others]
        leader = at_hand.leading if relieving.leads(planned, lost) else ()
        slot = relieving.post_of(lost, planned.demands, brought, at_hand, leader)
        return _Post(at_hand, slot, suite_by(norms))

    def drawn_from(self, planned: VisitRow, year: int) -> tuple[engine.Heading, list[engine.Visit]]:
        heading = engine.Heading(upcoming_number(planned.region_path, year), f"{planned.number} 换人抽取"[:200], self.suite)
        return heading, [engine.Visit(planned.number, planned.sid, planned.week, (self.slot,), town=planned.town)]

    def basis(self, actor: Actor, programme: Programme) -> engine.Basis:
        """As that of the draw of all officers: the adopted programme, and the draw of subjects behind it."""
        first = draw_of(actor, programme.draw_id)
        behind = engine.FirstDraw(first.number, bytes.fromhex(first.result_hash))
        return engine.Basis(self.at_hand.weeks, behind, programme.result.partition(":")[2])


def _elsewhere(planned: VisitRow) -> frozenset[str]:
    """Who is at another door at the visit's hours."""
    if planned.starts_at is None:
        return frozenset()
    busy = VisitOfficer.objects.filter(during__overlap=(planned.starts_at, planned.ends_at)).exclude(visit=planned.id)
    return frozenset(busy.values_list("cert_no", flat=True))
