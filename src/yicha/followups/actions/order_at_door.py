from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError

from yicha.followups.actions._opened import open_kinds
from yicha.followups.actions._orders import order_number, tell_department, tell_subject
from yicha.followups.models import FollowUp, RectificationOrder
from yicha.followups.queries import order_terms, paper_of
from yicha.followups.rules import orders as rules
from yicha.followups.types import FollowUpKind, FollowUpPermission, OrderAtDoor, OrderGivenAtDoor, OrderStatus
from yicha.inspections.documents import Signature, Team, kept_values
from yicha.inspections.queries import answers, held_inspection, merged_form, site_record
from yicha.inspections.types import DeliveryWay, TaskRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.orgs.queries import signing_officer
from yicha.planning.documents import NoticeOfficer
from yicha.planning.queries import visit
from yicha.planning.types import VisitRow


@use_case(may=FollowUpPermission.GIVE, clause="LYG-4.4a R-SUB-3 R-PROC-5 R-PROC-6")
def order_at_door(actor: Actor, command: OrderAtDoor, at: datetime, /) -> OrderGivenAtDoor:
    """当场责令改正: over the signed record, by officers who were drawn; it binds once it is signed for, or left before a witness."""
    moment = command.moment or at
    inspected = held_inspection(actor, command.inspection)
    planned, today = visit(actor, inspected.visit), working_days().day_of(moment)
    task = next((one for one in inspected.tasks if one.department == command.department), None) or absent("LYG-4.4a")
    team = {one.cert_no for one in planned.officers if one.department == task.checked_by}
    rules.require_drawn(signing_officer(actor, today).cert_no, command.officers, team, task.min_officers)
    rules.require_signed(site_record(actor, inspected.id) is not None)
    form, given = merged_form(actor, planned), answers(actor, inspected.id)
    rules.require_found(given[one.key].result for one in form if command.department in one.departments and one.key in given)
    terms = order_terms(inspected.region_path, today)
    rules.require_whole(command)
    rules.require_term(today, command.correct_by, command.recheck_on, terms.days)
    rules.require_received(command)
    try:
        made = _write(_matter(planned, inspected.id, task, moment), command, terms.remedy, _came(planned, task, command), moment)
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    tell_subject(made, "收到责令改正通知书", f"{made.correct_by} 前改正并报告：{made.demand}", at)
    tell_department(made, "已当场责令改正", f"{made.correct_by} 前改正", at)
    digest = sha256(made.paper.encode()).hexdigest()
    return OrderGivenAtDoor(made.pk, made.number, planned.sid, made.correct_by, digest, refused=not command.strokes)


def _matter(planned: VisitRow, inspection: int, task: TaskRow, moment: datetime) -> FollowUp:
    """The order opens what the conclusion would open later."""
    like = FollowUp(region_path=planned.region_path, inspection_id=inspection, department=task.department, subject_id=planned.sid)
    open_kinds(like, (FollowUpKind.ORDER,), "当场责令改正", moment)
    found = FollowUp.objects.select_related("subject", "inspection").select_for_update(of=("self",))
    return found.get(inspection=inspection, department=task.department, kind=FollowUpKind.ORDER.value)


def _came(planned: VisitRow, task: TaskRow, command: OrderAtDoor) -> Team:
    came = tuple(NoticeOfficer(one.name, one.cert_no) for one in planned.officers if one.cert_no in command.officers)
    return Team(task.checked_by, came)


def _write(row: FollowUp, command: OrderAtDoor, remedy: str, came: Team, moment: datetime) -> RectificationOrder:
    number, on = order_number(row, working_days().day_of(moment)), working_days().day_of(moment)
    signed = Signature(command.person.strip(), command.position.strip(), command.strokes, command.refused_because, command.witness, moment)
    return RectificationOrder.objects.create(
        region_path=row.region_path,
        follow_up=row,
        fact=command.fact.strip(),
        article=command.article.strip(),
        demand=command.demand.strip(),
        correct_by=command.correct_by,
        recheck_on=command.recheck_on,
        remedy=remedy,
        number=number,
        paper=kept_values(paper_of(row, command, number, remedy, on, teams=(came,), signature=signed)),
        status=OrderStatus.DELIVERED.value,
        issued_at=moment,
        delivered_at=moment,
        way=(DeliveryWay.DIRECT if command.strokes else DeliveryWay.LEFT).value,
        recipient=command.person.strip() or row.subject.name[:60],
        witness=command.witness.strip(),
        proof=command.refused_because.strip()[:100],
    )
