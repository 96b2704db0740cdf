from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from yicha.inspections.actions._chain import Piece, link
from yicha.inspections.models import Absence, Inspection, SiteRecord
from yicha.inspections.rules.door import ABSENCE, require_day, require_door
from yicha.inspections.rules.reasons import require_evidence_of_absence
from yicha.inspections.rules.signing import require_unsigned
from yicha.inspections.rules.team import require_drawn
from yicha.inspections.states import TASK_TRANSITIONS, TRANSITIONS
from yicha.inspections.types import InspectionPermission, InspectionStatus, ReportAbsence, SubjectAbsent, TaskStatus
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import holders, holders_in, signing_officer
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.finish_visit import finish_visit
from yicha.planning.queries import visit
from yicha.planning.types import CancelVisit, FinishVisit, VisitRow


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a WY-5.8 R-PROC-5")
def report_absence(actor: Actor, command: ReportAbsence, at: datetime, /) -> SubjectAbsent:
    """对象不在: nobody is found guilty of anything; the parts are withdrawn, the registrar is asked to look.

    Whether the year's visit is used up the norm says (`inspections.absence_counts`).
    """
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    planned, today = visit(actor, inspection.visit_id), timezone.localdate(at)
    officer = signing_officer(actor, today).cert_no
    require_drawn(officer, planned.officers)
    require_door(door=planned.door)
    require_day(today, *planned.days)
    require_unsigned(SiteRecord.objects.filter(inspection=inspection).exists())
    require_evidence_of_absence(command.words, len(command.photos))
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "find_absent", clause="LYG-4.4a")
    for file in command.photos:
        link(actor, inspection, planned, Piece(ABSENCE, file, officer, at, position=command.position))
    counted = norms_in_force(inspection.region_path, today).text(NormCode.ABSENCE_COUNTS) == "yes"
    words = command.words.strip()
    told = {"ground": command.ground.value, "words": words, "officer": officer, "at": at, "counted": counted}
    Absence.objects.create(inspection=inspection, **told)
    _withdraw(inspection, planned, words, at, counted=counted)
    _tell(planned, inspection, words, at)
    return SubjectAbsent(inspection.pk, planned.id, planned.sid, command.ground, words, len(command.photos), counted)


def _withdraw(inspection: Inspection, planned: VisitRow, words: str, at: datetime, *, counted: bool) -> None:
    """What is open is withdrawn; the officer may not decide on slots, so the system does."""
    inspection.cancelled_because = words
    inspection.save()
    for task in inspection.tasks.select_for_update():
        task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "withdraw", clause="LYG-4.4a")
        task.save()
    if counted:
        finish_visit(SYSTEM, FinishVisit(planned.id), at)
    else:
        cancel_visit(SYSTEM, CancelVisit(planned.id, words), at)


def _tell(planned: VisitRow, inspection: Inspection, words: str, at: datetime) -> None:
    """Who keeps the register looks; the joint office may draw another in its place; the heads hear that nothing will come."""
    text = f"{planned.name} · {inspection.number}：{words}"
    keepers, office = (holders_in(role, inspection.region_path, at) for role in (Role.DATA_STEWARD, Role.COORDINATOR))
    heads = holders(Role.DEPARTMENT_HEAD, planned.departments, at)
    register, page = reverse("dossier:dossier", args=[planned.sid]), reverse("inspections:visit", args=[inspection.pk])
    titles = dict.fromkeys(keepers, ("上门未找到，请核实登记状态", register))
    titles |= dict.fromkeys(office, ("上门未找到，可另抽同类递补", page)) | dict.fromkeys(heads, ("上门未找到，任务已撤回", page))
    notify([Message(account, title, text, link) for account, (title, link) in titles.items()], at)
