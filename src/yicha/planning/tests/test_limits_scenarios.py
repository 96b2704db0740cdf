from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.actions.approve_campaign import approve_campaign
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.defer_unplanned import defer_unplanned
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.actions.propose_campaign import propose_campaign
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.actions.spare_subject import spare_subject
from yicha.planning.queries import filing, plan_of, programmes, visit, visits
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans, staff_year
from yicha.planning.types import (
    ApproveCampaign,
    CancelVisit,
    ConsentUnplanned,
    DeferUnplanned,
    FilePlan,
    FileUnplanned,
    Ground,
    PastCheck,
    PlanTriggered,
    PlanUnplanned,
    ProposeCampaign,
    RecordPastChecks,
    SpareSubject,
    TriggerSource,
    VisitPlanned,
)
from yicha.subjects.testing import subject_row

pytestmark = pytest.mark.django_db
scenarios("features/limits.feature")

CLERK, COORDINATOR = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.COORDINATOR)
SOON = NOW.date() + timedelta(days=10)


@dataclass
class Story:
    visited: str = ""
    spared: str = ""
    filing: int = 0
    refusal: Refusal | None = None
    planned: VisitPlanned | None = None


@pytest.fixture
def story() -> Story:
    return Story()


def file_for(sid: str, day: date = SOON, at: datetime = NOW) -> int:
    command = FileUnplanned(REGION, "SCJG", sid, "SCJG-I", "食品安全", day, 60, "群众反映集中")
    return file_unplanned(CLERK, command, at).filing


@given("青禾县有三个部门和一份名录，合并计划已经审定")
def _(story: Story) -> None:
    make_county()
    make_plans()
    adopt_year()
    visited = {row.sid for row in visits(SYSTEM, REGION)}
    story.visited = min(visited)
    story.spared = min({subject_row(number).sid for number in range(12)} - visited)


@given("市场监管局就名录中已排食品安全检查的企业报备计划外食品安全检查，联席会议同意")
def _(story: Story) -> None:
    story.filing = file_for(story.visited)
    consent_unplanned(COORDINATOR, ConsentUnplanned(story.filing, consent=True), NOW)


@given("市场监管局报备了对未排检查企业的计划外食品安全检查")
def _(story: Story) -> None:
    story.filing = file_for(story.spared)


@given("联席会议同意")
def _(story: Story) -> None:
    consent_unplanned(COORDINATOR, ConsentUnplanned(story.filing, consent=True), NOW)


@given("省级部门今年已对未排检查企业做过食品安全检查")
def _(story: Story) -> None:
    done = PastCheck(story.spared, "食品安全", "省市场监督管理局", "省", date(YEAR, 2, 3))
    record_past_checks(COORDINATOR, RecordPastChecks(REGION, "0" * 64, (done,)), NOW)


@given(parsers.parse("联席办以“{reason}”撤销了同一企业的检查"))
def _(story: Story, reason: str) -> None:
    (row,) = [row for row in visits(SYSTEM, REGION) if row.sid == story.visited]
    cancel_visit(COORDINATOR, CancelVisit(row.id, reason), NOW)


@when("市场监管局安排这次计划外检查")
def _(story: Story) -> None:
    story.refusal = story.planned = None
    try:
        story.planned = plan_unplanned(CLERK, PlanUnplanned(story.filing), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@when("联席办抽取执法人员")
def _() -> None:
    (row,) = programmes(SYSTEM, REGION, YEAR)
    staff_year(row.id)


@then(parsers.parse("这次检查有{count:d}名市场监管局的执法人员"))
def _(story: Story, count: int) -> None:
    assert story.planned is not None
    assert [one.department for one in visit(SYSTEM, story.planned.visit).officers] == ["SCJG"] * count


@when(parsers.re("市场监管局因(?P<cause>投诉|监测预警)“(?P<reference>.*)”对同一企业安排食品安全检查"))
def _(story: Story, cause: str, reference: str) -> None:
    source = {"投诉": TriggerSource.COMPLAINT, "监测预警": TriggerSource.DATA_CLUE}[cause]
    command = PlanTriggered(REGION, "SCJG", story.visited, "SCJG-I", "食品安全", SOON, 60, source, reference)
    try:
        story.planned = plan_triggered(CLERK, command, NOW)
    except Refusal as refusal:
        story.refusal = refusal


@when(parsers.parse("今天是{today}，市场监管局报备{day}的计划外检查"))
def _(story: Story, today: str, day: str) -> None:
    at = datetime.combine(date.fromisoformat(today), NOW.timetz())
    try:
        story.filing = file_for(story.spared, date.fromisoformat(day), at)
    except Refusal as refusal:
        story.refusal = refusal


@given("市场监管局来不及报备对未排检查企业的食品安全检查，编入后续计划")
def _(story: Story) -> None:
    asked = FileUnplanned(REGION, "SCJG", story.spared, "SCJG-I", "食品安全", NOW.date() + timedelta(days=3), 60, "群众反映集中")
    story.filing = defer_unplanned(CLERK, DeferUnplanned(asked), NOW).filing


@then("市场监管局下一次报送的年度计划里有这家企业")
def _(story: Story) -> None:
    year = filing(SYSTEM, story.filing).plan_year
    assert year == YEAR + 1
    line = line_row(window=(date(year, 3, 1), date(year, 6, 25)))
    file_plan(CLERK, FilePlan(REGION, year, "SCJG", (line,)), NOW)
    found = plan_of(SYSTEM, REGION, year, "SCJG")
    assert found is not None
    assert story.spared in {sid for row in found.lines for sid in row.sids}


@when(parsers.re("市场监管局以“(?P<ground>.*)”报备未排检查企业，证明材料是“(?P<evidence>.*)”"))
def _(story: Story, ground: str, evidence: str) -> None:
    code = {"告知承诺": Ground.COMMITMENT, "环保安全": Ground.ENV_SAFETY, "国家省专项": Ground.SUPERIOR}[ground]
    asked = FileUnplanned(REGION, "SCJG", story.spared, "SCJG-I", "食品安全", SOON, 60, "风险突出", code, evidence)
    try:
        story.filing = file_unplanned(CLERK, asked, NOW).filing
    except Refusal as refusal:
        story.refusal = refusal


@then("不经同意也能排入")
def _(story: Story) -> None:
    assert story.refusal is None
    assert plan_unplanned(CLERK, PlanUnplanned(story.filing), NOW).sid == story.spared


@given("联席办把这家企业列入无事不扰清单")
def _(story: Story) -> None:
    spare_subject(COORDINATOR, SpareSubject(REGION, story.spared, "", NOW.date(), date(YEAR, 12, 31), "青政办〔2026〕9号", "信用A类"), NOW)


def propose(number: int) -> ApproveCampaign:
    days = (date(YEAR, 12, 1), date(YEAR, 12, 20))
    asked = ProposeCampaign(REGION, "SCJG", f"专项行动{number}", "餐饮场所用气事故多发", *days)
    campaign = propose_campaign(CLERK, asked, NOW).campaign
    return ApproveCampaign(campaign, approved=True, number=f"青政发〔2026〕{number}号", approver="青禾县人民政府", decided_on=NOW.date())


@given("市场监管局今年已有三个专项行动获得批准")
def _(story: Story) -> None:
    for number in range(1, 4):
        approve_campaign(COORDINATOR, propose(number), NOW)


@when("市场监管局第四个专项行动登记批准")
def _(story: Story) -> None:
    try:
        approve_campaign(COORDINATOR, propose(4), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@then(parsers.parse("报备{result}"))
def _(story: Story, result: str) -> None:
    assert (story.refusal is None) == (result == "成功")
    if story.refusal:
        assert story.refusal.clause == "LYG-4.3b"
        assert story.refusal.exits


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    assert story.planned is None
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert story.refusal.exits


@then("安排成功")
def _(story: Story) -> None:
    assert story.refusal is None
    assert story.planned is not None
    assert visit(SYSTEM, story.planned.visit).sid == story.planned.sid
