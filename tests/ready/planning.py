"""Plans, the programme, its visits, and visits outside it."""

from dataclasses import replace
from datetime import date, timedelta

from tests.ready.world import DRAFTED, FILED, SID, SOURCE, UNPLANNED_DAY, Ready, World, do, lines, maker
from yicha.draws.actions.freeze_replacement import freeze_replacement
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import drawn_lists
from yicha.draws.testing import hold_ceremony, next_issue
from yicha.draws.types import BeaconPlan, FreezeReplacement, LossReason, LostSubject
from yicha.inspections.testing import notify, on_the_day, planned
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION
from yicha.planning.queries import board, programme
from yicha.planning.testing import PARTIES, SALT, owner
from yicha.planning.types import (
    AdoptProgramme,
    AdoptReplan,
    Amending,
    AmendProgramme,
    AnswerHours,
    ApproveCampaign,
    AskHours,
    AskMerge,
    AskReplan,
    AskSimulation,
    CancelVisit,
    Change,
    CloseConsultation,
    ConsentUnplanned,
    DecideOpinion,
    DeferUnplanned,
    DraftPlan,
    EndSparing,
    FileUnplanned,
    FinishVisit,
    FreezeRelief,
    FreezeStaffing,
    FreezeYear,
    GiveBackDepartment,
    GiveOpinion,
    MergeProgramme,
    NotifyVisit,
    OpenConsultation,
    Parameter,
    PastCheck,
    PlaceLate,
    PlanTriggered,
    PlanUnplanned,
    ProposeCampaign,
    ProposeHours,
    PublishCampaign,
    RecordPastChecks,
    RelieveOfficer,
    ReturnPlan,
    RunReplan,
    RunSimulation,
    SetHours,
    SpareSubject,
    StaffVisits,
    Stance,
    TakeBackPlan,
    TriggerSource,
    UndoAmendment,
)
from yicha.subjects.testing import subject_row


@maker
def draft_plan(world: World) -> Ready:
    do("take_back_plan", take_back_plan(world).command)
    filed = lines(FILED, "SCJG")
    return Ready(DraftPlan(filed.region_path, filed.year, filed.department, filed.lines))


@maker
def file_plan(world: World) -> Ready:
    do("take_back_plan", take_back_plan(world).command)
    return Ready(lines(FILED, "SCJG"))


@maker
def take_back_plan(world: World) -> Ready:
    return Ready(TakeBackPlan(world.plan))


@maker
def return_plan(world: World) -> Ready:
    return Ready(ReturnPlan(world.plan, "请补充依据"))


@maker
def record_past_checks(world: World) -> Ready:
    check = PastCheck(SID, "食品安全", "市局", "city", date(2026, 1, 9))
    return Ready(RecordPastChecks(REGION, SOURCE, (check,)))


@maker
def freeze_year(world: World) -> Ready:
    return Ready(FreezeYear(REGION, FILED, PARTIES, BeaconPlan(), SALT))


@maker
def merge_programme(world: World) -> Ready:
    draw = do("freeze_year", freeze_year(world).command).draw
    hold_ceremony(draw, NOW)
    return Ready(MergeProgramme(draw, date(FILED, 1, 1)))


@maker
def ask_merge(world: World) -> Ready:
    return Ready(AskMerge(programme(SYSTEM, world.draft).draw, date(DRAFTED, 1, 1)))


@maker
def amend_programme(world: World) -> Ready:
    return Ready(AmendProgramme(world.draft, board(SYSTEM, world.draft).visits[0].key, Amending.PIN))


@maker
def undo_amendment(world: World) -> Ready:
    return Ready(UndoAmendment(world.draft, do("amend_programme", amend_programme(world).command).version))


@maker
def open_consultation(world: World) -> Ready:
    return Ready(OpenConsultation(world.draft))


@maker
def give_opinion(world: World) -> Ready:
    do("open_consultation", OpenConsultation(world.draft))
    return Ready(GiveOpinion(world.draft, "SCJG", Stance.AGREE))


@maker
def close_consultation(world: World) -> Ready:
    do("open_consultation", OpenConsultation(world.draft))
    return Ready(CloseConsultation(world.draft), NOW + timedelta(days=30))


@maker
def decide_opinion(world: World) -> Ready:
    for number in range(2):
        do("open_consultation", OpenConsultation(world.draft))
        for department in programme(SYSTEM, world.draft).awaited:
            stance = Stance.ADJUST if department == "SCJG" else Stance.AGREE
            do("give_opinion", GiveOpinion(world.draft, department, stance, f"第{number}次"))
    return Ready(DecideOpinion(world.draft, "SCJG", accepted=False, reason="按方案"))


@maker
def adopt_programme(world: World) -> Ready:
    return Ready(AdoptProgramme(world.draft))


@maker
def freeze_staffing(world: World) -> Ready:
    do("adopt_programme", AdoptProgramme(world.draft))
    return Ready(FreezeStaffing(world.draft, PARTIES, next_issue(REGION, DRAFTED), SALT))


@maker
def place_late(world: World) -> Ready:
    draw = programme(SYSTEM, world.programme).draw
    lost = drawn_lists(REGION, draw_of(SYSTEM, draw).number, NOW.date()).lines[0].drawn[0]
    said = FreezeReplacement(draw, (LostSubject(lost, LossReason.CLOSED, "注销登记"),), PARTIES, next_issue(REGION, NOW.year))
    hold_ceremony(freeze_replacement(SYSTEM, said, NOW).draw, NOW + timedelta(minutes=1))
    return Ready(PlaceLate(world.programme))


@maker
def ask_replan(world: World) -> Ready:
    return Ready(AskReplan(world.programme, NOW.date() + timedelta(days=1), "执法人员病休"))


@maker
def run_replan(world: World) -> Ready:
    return Ready(RunReplan(do("ask_replan", ask_replan(world).command).replan))


@maker
def adopt_replan(world: World) -> Ready:
    return Ready(AdoptReplan(do("run_replan", run_replan(world).command).replan, "联席会议纪要〔2026〕7号"))


@maker
def freeze_relief(world: World) -> Ready:
    row = planned(world.untouched)
    return Ready(FreezeRelief(row.id, row.officers[0].cert_no, "病假", PARTIES, next_issue(REGION, row.first_day.year), SALT))


@maker
def relieve_officer(world: World) -> Ready:
    draw = do("freeze_relief", freeze_relief(world).command).draw
    hold_ceremony(draw, NOW)
    return Ready(RelieveOfficer(draw))


@maker
def staff_visits(world: World) -> Ready:
    draw = do("freeze_staffing", freeze_staffing(world).command).draw
    hold_ceremony(draw, NOW)
    return Ready(StaffVisits(draw))


@maker
def notify_visit(world: World) -> Ready:
    return Ready(NotifyVisit(world.untouched.visit), department=planned(world.untouched).lead)


@maker
def propose_hours(world: World) -> Ready:
    row = planned(world.untouched)
    return Ready(ProposeHours(REGION, row.first_day.year, row.week, row.lead), department=row.lead)


@maker
def set_hours(world: World) -> Ready:
    row = planned(world.untouched)
    return Ready(SetHours(row.id, on_the_day(world.untouched)), department=row.lead)


@maker
def ask_hours(world: World) -> Ready:
    row = planned(world.untouched)
    notify(world.untouched)
    before = on_the_day(world.untouched) - timedelta(days=7)
    return Ready(AskHours(row.id, on_the_day(world.untouched, 14), "上午盘点"), before, department=f"subject:{row.sid}")


@maker
def answer_hours(world: World) -> Ready:
    asked = ask_hours(world)
    do("ask_hours", asked.command, asked.at, owner(planned(world.untouched).sid))
    return Ready(AnswerHours(world.untouched.visit, grant=True), asked.at, department=planned(world.untouched).lead)


@maker
def finish_visit(world: World) -> Ready:
    return Ready(FinishVisit(world.untouched.visit))


@maker
def cancel_visit(world: World) -> Ready:
    return Ready(CancelVisit(world.untouched.visit, "企业停业"))


@maker
def give_back_department(world: World) -> Ready:
    gone = next(one for one in planned(world.untouched).departments if one != planned(world.untouched).lead)
    return Ready(GiveBackDepartment(world.untouched.visit, gone, "人员集中办案"))


@maker
def file_unplanned(world: World) -> Ready:
    return Ready(FileUnplanned(REGION, "SCJG", subject_row(11).sid, "SCJG-I", "食品安全", UNPLANNED_DAY, 60, "专项整治"))


@maker
def consent_unplanned(world: World) -> Ready:
    return Ready(ConsentUnplanned(do("file_unplanned", file_unplanned(world).command).filing, consent=True))


@maker
def plan_unplanned(world: World) -> Ready:
    filing = do("file_unplanned", replace(file_unplanned(world).command, sid=free_subject(world))).filing
    do("consent_unplanned", ConsentUnplanned(filing, consent=True))
    return Ready(PlanUnplanned(filing))


def free_subject(world: World) -> str:
    """Not yet visited this year."""
    visited = {planned(row).sid for row in world.inspections}
    return next(row.sid for row in map(subject_row, range(12)) if row.sid not in visited)


@maker
def plan_triggered(world: World) -> Ready:
    what = ("SCJG", SID, "SCJG-I", "食品安全", UNPLANNED_DAY, 60, TriggerSource.COMPLAINT, "12345-1")
    return Ready(PlanTriggered(REGION, *what))


@maker
def defer_unplanned(world: World) -> Ready:
    late = replace(file_unplanned(world).command, visit_on=NOW.date() + timedelta(days=1))
    return Ready(DeferUnplanned(late))


@maker
def propose_campaign(world: World) -> Ready:
    days = (date(FILED, 9, 1), date(FILED, 9, 30))
    return Ready(ProposeCampaign(REGION, "SCJG", "燃气安全专项行动", "餐饮场所用气事故多发", *days))


@maker
def approve_campaign(world: World) -> Ready:
    proposed = do("propose_campaign", propose_campaign(world).command).campaign
    return Ready(ApproveCampaign(proposed, approved=True, number="青政发〔2026〕3号", approver="青禾县人民政府", decided_on=NOW.date()))


@maker
def publish_campaign(world: World) -> Ready:
    return Ready(PublishCampaign(do("approve_campaign", approve_campaign(world).command).campaign))


@maker
def spare_subject(world: World) -> Ready:
    return Ready(SpareSubject(REGION, subject_row(11).sid, "", NOW.date(), date(FILED, 12, 31), "青政办〔2026〕9号", "信用A类"))


@maker
def end_sparing(world: World) -> Ready:
    return Ready(EndSparing(do("spare_subject", spare_subject(world).command).spared, NOW.date(), "列入经营异常名录"))


@maker
def ask_simulation(world: World) -> Ready:
    return Ready(AskSimulation(programme(SYSTEM, world.draft).draw, (Change(Parameter.CLASS_CAP, 2),)))


@maker
def run_simulation(world: World) -> Ready:
    return Ready(RunSimulation(do("ask_simulation", ask_simulation(world).command).simulation))
