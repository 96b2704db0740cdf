"""One visit, from its code to the conclusion."""

from dataclasses import replace

from tests.ready.world import Ready, World, by, do, drawn, maker
from yicha.draws.types import LossReason
from yicha.inspections.queries import devices, merged_form
from yicha.inspections.testing import (
    PHOTOGRAPH,
    answer,
    carry_out,
    clean_results,
    make_simple,
    move_off_site,
    notify,
    on_the_day,
    planned,
    signature,
)
from yicha.inspections.types import (
    Answer,
    AnswerAssistance,
    AssistanceGround,
    AttachEvidence,
    BeginOffSite,
    CancelInspection,
    CompanionRole,
    ConcludeDepartment,
    DecideObjection,
    DecideUrgency,
    DeliverDocument,
    DeliveryWay,
    DeviceEntry,
    DeviceStep,
    DocumentKind,
    DropInspections,
    EndEntrustment,
    EndStoppedInspection,
    EnterWithoutCode,
    EntrustCheck,
    FileCase,
    HandInPaper,
    IssueNotice,
    LiftStop,
    MakeDocument,
    NameCompanion,
    ObjectionGround,
    OpenInspections,
    PointResult,
    RaiseObjection,
    RecordAnswers,
    RecordSheets,
    RegisterDevice,
    RegisterDevices,
    ReportAbsence,
    RequestAssistance,
    RetireDevice,
    ReturnDepartment,
    ReviewDevice,
    ScanIn,
    SignForTask,
    StopInspection,
    TakeBackDevices,
    TakeOverTask,
    WithdrawDepartment,
)
from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.files import store
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.types import KeepFile
from yicha.orgs.testing import make_actor
from yicha.planning.testing import DEPARTMENTS


@maker
def stop_inspection(world: World) -> Ready:
    return Ready(StopInspection(world.visited.id, "没有两名执法人员到场"))


def stopped(world: World) -> int:
    do("stop_inspection", stop_inspection(world).command)
    return world.visited.id


@maker
def lift_stop(world: World) -> Ready:
    return Ready(LiftStop(stopped(world), "已补派人员"))


@maker
def end_stopped_inspection(world: World) -> Ready:
    return Ready(EndStoppedInspection(stopped(world), "无法补正"))


@maker
def withdraw_department(world: World) -> Ready:
    gone = next(one for one in planned(world.untouched).departments if one != planned(world.untouched).lead)
    return Ready(WithdrawDepartment(world.untouched.id, gone, "人员集中办案"), department=gone)


@maker
def open_inspections(world: World) -> Ready:
    return Ready(OpenInspections(world.programme))


@maker
def drop_inspections(world: World) -> Ready:
    return Ready(DropInspections(world.programme))


@maker
def issue_notice(world: World) -> Ready:
    return Ready(IssueNotice(world.untouched.id), on_the_day(world.untouched), planned(world.untouched).lead)


@maker
def sign_for_task(world: World) -> Ready:
    return Ready(SignForTask(world.untouched.id, "SCJG"), account=drawn(world.untouched))


@maker
def take_over_task(world: World) -> Ready:
    do("sign_for_task", sign_for_task(world).command, on_the_day(world.untouched), make_actor(Role.DEPARTMENT_CLERK, "SCJG"))
    return Ready(TakeOverTask(world.untouched.id, "原签收人开会"), on_the_day(world.untouched), account=drawn(world.untouched))


@maker
def scan_in(world: World) -> Ready:
    notify(world.untouched)
    return Ready(ScanIn(world.untouched.id, world.untouched.code), on_the_day(world.untouched), account=drawn(world.untouched))


def entered(world: World) -> Ready:
    ready = scan_in(world)
    do("scan_in", ready.command, ready.at, by(ready.account))
    return ready


@maker
def begin_off_site(world: World) -> Ready:
    ready = scan_in(world)
    move_off_site(world.untouched)
    return replace(ready, command=BeginOffSite(world.untouched.id))


@maker
def record_answers(world: World) -> Ready:
    ready = entered(world)
    own = next(one for one in merged_form(SYSTEM, planned(world.untouched)) if ready.department in one.departments)
    return replace(ready, command=RecordAnswers(world.untouched.id, (Answer(own.key, PointResult.PASS),)))


@maker
def record_sheets(world: World) -> Ready:
    ready = record_answers(world)
    return replace(ready, command=RecordSheets((ready.command,)))


@maker
def attach_evidence(world: World) -> Ready:
    answered = record_answers(world)
    stored = store([PHOTOGRAPH], limit=len(PHOTOGRAPH))
    kept = keep_file(by(answered.account), KeepFile(stored.digest, stored.size, "photo", stored.media_type, "p.jpg"), answered.at)
    return replace(answered, command=AttachEvidence(world.untouched.id, answered.command.answers[0].question, kept.file))


@maker
def make_document(world: World) -> Ready:
    return Ready(MakeDocument(world.untouched.id, DocumentKind.APPROVAL), on_the_day(world.untouched), planned(world.untouched).lead)


@maker
def file_case(world: World) -> Ready:
    carry_out(world.untouched)
    for kind in (DocumentKind.APPROVAL, DocumentKind.SITE_RECORD, DocumentKind.RESULT_NOTICE):
        do("make_document", MakeDocument(world.untouched.id, kind), on_the_day(world.untouched, 16))
    return Ready(FileCase(world.untouched.id), on_the_day(world.untouched, 17), planned(world.untouched).lead)


@maker
def deliver_document(world: World) -> Ready:
    notify(world.untouched)
    command = DeliverDocument(world.untouched.id, DocumentKind.NOTICE, DeliveryWay.DIRECT, "店内", "李掌柜")
    return Ready(command, on_the_day(world.untouched), planned(world.untouched).lead)


@maker
def sign_record(world: World) -> Ready:
    ready = entered(world)
    for department in DEPARTMENTS:
        answer(world.untouched, department)
    return replace(ready, command=signature(world.untouched))


@maker
def record_results(world: World) -> Ready:
    ready = sign_record(world)
    do("sign_record", ready.command, ready.at, by(ready.account))
    return replace(ready, command=clean_results(world.untouched, "SCJG"))


@maker
def return_department(world: World) -> Ready:
    recorded = record_results(world)
    do("record_results", recorded.command, recorded.at, by(recorded.account))
    return Ready(ReturnDepartment(world.untouched.id, "SCJG", "请补充说明"), recorded.at)


@maker
def conclude_department(world: World) -> Ready:
    recorded = record_results(world)
    do("record_results", recorded.command, recorded.at, by(recorded.account))
    return Ready(ConcludeDepartment(world.untouched.id, "SCJG"), recorded.at)


@maker
def cancel_inspection(world: World) -> Ready:
    return Ready(CancelInspection(world.untouched.id, "企业停业"))


@maker
def raise_objection(world: World) -> Ready:
    notify(world.untouched)
    command = RaiseObjection(world.untouched.id, ObjectionGround.OVER_LIMIT, "今年已经查过", "李掌柜 13900000000")
    return Ready(command, on_the_day(world.untouched), f"subject:{planned(world.untouched).sid}")


@maker
def decide_objection(world: World) -> Ready:
    raised = raise_objection(world)
    do("raise_objection", raised.command, raised.at)
    return Ready(DecideObjection(world.untouched.id, uphold=False, reason="本年度第一次"), raised.at)


@maker
def report_absence(world: World) -> Ready:
    ready = scan_in(world)
    stored = store([PHOTOGRAPH], limit=len(PHOTOGRAPH))
    kept = keep_file(by(ready.account), KeepFile(stored.digest, stored.size, "photo", stored.media_type, "p.jpg"), ready.at)
    return replace(ready, command=ReportAbsence(world.untouched.id, LossReason.CLOSED, "卷帘门紧闭", (kept.file,)))


@maker
def entrust_check(world: World) -> Ready:
    """Of its second department, which asks simple items only."""
    lead, second, *_ = planned(world.untouched).departments
    make_simple(second)
    return Ready(EntrustCheck(world.untouched.id, second, lead, "《行政处罚法》第二十条"), department=second)


@maker
def end_entrustment(world: World) -> Ready:
    given = entrust_check(world)
    do("entrust_check", given.command, given.at)
    return Ready(EndEntrustment(world.untouched.id, given.department, "自己有人去"), department=given.department)


@maker
def register_device(_: World) -> Ready:
    return Ready(RegisterDevice(REGION, "SCJG", "YY-01", "油烟在线监测仪", "解放路 8 号后厨"))


DEVICE = DeviceEntry("YY-03", "噪声监测仪", "SCJG", "学府街 22 号")


@maker
def register_devices(_: World) -> Ready:
    return Ready(RegisterDevices(REGION, "sha", (DEVICE,)))


@maker
def take_back_devices(world: World) -> Ready:
    do("register_devices", register_devices(world).command)
    return Ready(TakeBackDevices(REGION, "sha", (DEVICE.number,), ()))


def registered_device(world: World) -> int:
    found = devices(SYSTEM, NOW.date())
    return found[0].id if found else int(do("register_device", register_device(world).command).device)


@maker
def review_device(world: World) -> Ready:
    return Ready(ReviewDevice(registered_device(world), DeviceStep.LEGAL, NOW.date(), "法审〔2026〕3号"))


@maker
def retire_device(world: World) -> Ready:
    return Ready(RetireDevice(registered_device(world), "探头损坏"))


@maker
def hand_in_paper(world: World) -> Ready:
    """A paper of an off-site check."""
    move_off_site(world.untouched)
    notify(world.untouched)
    at, sid = on_the_day(world.untouched), planned(world.untouched).sid
    stored = store([PHOTOGRAPH], limit=len(PHOTOGRAPH))
    kept = keep_file(by(f"firm:{sid}"), KeepFile(stored.digest, stored.size, "paper", stored.media_type, "p.jpg"), at)
    return Ready(HandInPaper(world.untouched.id, "进货台账", kept.file), at, f"subject:{sid}", f"firm:{sid}")


@maker
def name_companion(world: World) -> Ready:
    return Ready(NameCompanion(world.untouched.id, CompanionRole.EXPERT, "王教授", "ZJ-07", "省职院"))


@maker
def enter_without_code(world: World) -> Ready:
    return replace(scan_in(world), command=EnterWithoutCode(world.untouched.id, "手机没电"))


@maker
def decide_urgency(world: World) -> Ready:
    entered = replace(scan_in(world), command=EnterWithoutCode(world.untouched.id, "冒烟报警", urgent=True))
    do("enter_without_code", entered.command, entered.at, by(entered.account))
    return Ready(DecideUrgency(world.untouched.id, approve=True, opinion="险情属实"), entered.at)


@maker
def request_assistance(world: World) -> Ready:
    return replace(scan_in(world), command=RequestAssistance(world.untouched.id, AssistanceGround.OBSTRUCTION))


@maker
def answer_assistance(world: World) -> Ready:
    asked = request_assistance(world)
    made = do("request_assistance", asked.command, asked.at, by(asked.account))
    return Ready(AnswerAssistance(made.request, "民警已出发"), asked.at)
