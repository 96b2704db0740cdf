"""What happens at the door besides the ordinary: nobody there, no code, who comes along, help (LYG-4.4a, R-PROC-4, R-SUB-3, GX-4.3b)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.types import LossReason
from yicha.inspections.actions.answer_assistance import answer_assistance
from yicha.inspections.actions.decide_urgency import decide_urgency
from yicha.inspections.actions.enter_without_code import enter_without_code
from yicha.inspections.actions.name_companion import name_companion
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.report_absence import report_absence
from yicha.inspections.actions.request_assistance import request_assistance
from yicha.inspections.documents import Approval
from yicha.inspections.queries import absence_of, assistance, companions, evidence, inspection, paper_of, visits_at_code
from yicha.inspections.testing import (
    PHOTOGRAPH,
    check,
    clean_results,
    conclude,
    enter_with_code,
    notify,
    officer,
    officer_with,
    on_the_day,
    planned,
)
from yicha.inspections.types import (
    AnswerAssistance,
    AssistanceGround,
    CompanionRole,
    DecideUrgency,
    DocumentKind,
    EnterWithoutCode,
    InspectionRow,
    InspectionStatus,
    NameCompanion,
    ReportAbsence,
    RequestAssistance,
    TaskStatus,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.uploads import upload
from yicha.orgs.testing import make_account, make_actor, make_officer, make_post
from yicha.planning.types import VisitStatus

scenarios("features/at_the_door.feature")

USCC, FOREIGN = "91620799MA71ABCD0X", "62/6208/620899"


@dataclass
class Story:
    row: InspectionRow
    refusal: Refusal | None = None

    @property
    def now(self) -> InspectionRow:
        return inspection(SYSTEM, self.row.id)

    @property
    def at(self) -> datetime:
        return on_the_day(self.row, 12)

    @property
    def lead(self) -> str:
        return planned(self.row).lead

    @property
    def who(self) -> Actor:
        return officer(self.row, self.lead)

    def attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as refusal:
            self.refusal = refusal

    def report(self, who: Actor, shots: int) -> None:
        files = tuple(upload(who, [PHOTOGRAPH], self.at, kind="photo", name="门.png", limit=len(PHOTOGRAPH)).file for _ in range(shots))
        self.attempt(lambda: report_absence(who, ReportAbsence(self.row.id, LossReason.CLOSED, "卷帘门紧闭", files), self.at))

    def enter(self, row: InspectionRow, reason: str) -> None:
        who = officer(row, planned(row).lead)
        self.attempt(lambda: enter_without_code(who, EnterWithoutCode(row.id, reason), on_the_day(row)))

    def approve(self, department: str, hours: int, *, approve: bool) -> None:
        head, at = make_actor(Role.DEPARTMENT_HEAD, department), on_the_day(self.row) + timedelta(hours=hours)
        self.attempt(lambda: decide_urgency(head, DecideUrgency(self.row.id, approve, "险情属实"), at))

    def accompany(self, number: str) -> None:
        clerk = make_actor(Role.DEPARTMENT_CLERK, self.lead)
        said = NameCompanion(self.row.id, CompanionRole.EXPERT, "王教授", number, "省职院")
        self.attempt(lambda: name_companion(clerk, said, self.at))

    def ask(self) -> None:
        said = RequestAssistance(self.row.id, AssistanceGround.OBSTRUCTION, "堵门不让进", "东街5号")
        self.attempt(lambda: request_assistance(self.who, said, self.at))

    def answer(self, role: Role, words: str) -> None:
        asked = assistance(SYSTEM, inspections=[self.row.id])[0]
        self.attempt(lambda: answer_assistance(make_actor(role, "SFJ"), AnswerAssistance(asked.id, words), self.at))


POSTS = {
    "steward": Role.DATA_STEWARD,
    "office": Role.COORDINATOR,
    "head": Role.DEPARTMENT_HEAD,
    "leader": Role.TEAM_LEADER,
    "command": Role.ZONE_COMMAND,
    "justice": Role.LEGAL_SUPERVISOR,
}


def told(name: str) -> list[str]:
    return [one.title for one in inbox(actor(id=name))]


def licensed(row: InspectionRow) -> str:
    """The firm of the visit has a licence from now on."""
    run_sql(
        actor(RUN_SQL), Sql("UPDATE subjects_subject SET uscc = %s, enterprise = %s WHERE sid = %s", (USCC, USCC, planned(row).sid)), NOW
    )
    return USCC


@given("各部门的检查已通知，今天上门", target_fixture="story")
def _(opened: list[InspectionRow]) -> Story:
    story = Story(opened[0])
    notify(story.row)
    for name, role in POSTS.items():
        make_account(name)
        make_post(name, role, department=story.lead, at=on_the_day(story.row, 8))
    return story


@given("本地规定上门未找到也计入")
def _(monkeypatch: pytest.MonkeyPatch) -> None:
    norms = "yicha.norms.types.NormsInForce.text"
    monkeypatch.setattr(norms, lambda _self, code: "yes" if "absence" in code else "enterprise")


@given("已经入企查完，企业签了字")
def _(story: Story) -> None:
    enter_with_code(story.row, story.row.code)
    check(story.row)


@given("已经亮码入企")
def _(story: Story) -> None:
    enter_with_code(story.row, story.row.code)


@given("牵头部门今年已有一次未亮码入企")
def _(story: Story, opened: list[InspectionRow]) -> None:
    other = next(one for one in opened[1:] if planned(one).lead == story.lead)
    notify(other)
    story.enter(other, "手机没电")
    assert told("justice") == []


@given("检查员请求协助“堵门不让进”，片区指挥已答复")
def _(story: Story) -> None:
    story.ask()
    story.answer(Role.ZONE_COMMAND, "民警五分钟到")


@when(parsers.parse("检查员报告“已关门停业”，附一张门头照片"))
def _(story: Story) -> None:
    story.report(story.who, 1)


@when("检查员报告“已关门停业”，不附照片")
def _(story: Story) -> None:
    story.report(story.who, 0)


@given(parsers.parse("检查员因“{reason}”情况紧急先入企"))
@when(parsers.parse("检查员因“{reason}”情况紧急先入企"))
def _(story: Story, reason: str) -> None:
    enter_without_code(story.who, EnterWithoutCode(story.row.id, reason, urgent=True), on_the_day(story.row))


@when(parsers.parse("牵头部门负责人在{hours:d}小时后{word}补批"))
def _(story: Story, hours: int, word: str) -> None:
    story.approve(story.lead, hours, approve=word == "同意")


@when("配合部门负责人同意补批")
def _(story: Story) -> None:
    story.approve(planned(story.row).departments[1], 2, approve=True)


@when("牵头部门负责人核定")
def _(story: Story) -> None:
    check(story.row)
    story.attempt(lambda: conclude(story.row, story.lead))


@then("牵头部门负责人收到“情况紧急先入企，待补批”")
def _() -> None:
    assert told("head") == ["情况紧急先入企，待补批"]


@then(parsers.parse("审批表上写着“{words}”"))
def _(story: Story, words: str) -> None:
    paper = paper_of(story.row.id, DocumentKind.APPROVAL)
    assert isinstance(paper, Approval)
    assert paper.opinion is not None
    assert paper.opinion.words == words


@then("可以核定")
def _(story: Story) -> None:
    assert story.refusal is None
    check(story.row)
    conclude(story.row, story.lead)


@when("没抽中的检查员报告“已关门停业”")
def _(story: Story) -> None:
    story.report(officer_with(make_officer(999, department=story.lead).cert_no, story.lead), 1)


@when(parsers.parse("检查员因“{reason}”未亮码入企"))
def _(story: Story, reason: str) -> None:
    story.enter(story.row, reason)


@when(parsers.parse("科室登记专家“王教授”，证件号“{number}”"))
def _(story: Story, number: str) -> None:
    story.accompany(number)


@when("科室把抽中的执法人员登记为辅助人员")
def _(story: Story) -> None:
    story.accompany(planned(story.row).officers[0].cert_no)


@when("检查员请求协助“堵门不让进”")
def _(story: Story) -> None:
    story.ask()


@when("行政执法监督再答复")
def _(story: Story) -> None:
    story.answer(Role.LEGAL_SUPERVISOR, "另派人")


@when("检查员扫企业营业执照的码")
def _(story: Story) -> None:
    licensed(story.row)


@then("检查结束，各部门任务撤回，没有结论")
def _(story: Story) -> None:
    assert story.refusal is None
    assert (story.now.status, story.now.cancelled_because) == (InspectionStatus.CANCELLED, "卷帘门紧闭")
    assert {(task.status, task.outcome) for task in story.now.tasks} == {(TaskStatus.WITHDRAWN, None)}


@then("照片在证据链上")
def _(story: Story) -> None:
    assert [(one.place, one.question) for one in evidence(SYSTEM, story.row.id)] == [(1, "absence")]


@then("登记部门、联席办和部门负责人收到通知")
def _(story: Story) -> None:
    assert {name: told(name) for name in ("steward", "office", "head")} == {
        "steward": ["上门未找到，请核实登记状态"],
        "office": ["上门未找到，可另抽同类递补"],
        "head": ["上门未找到，任务已撤回"],
    }
    assert inbox(actor(id="steward"))[0].link == reverse("dossier:dossier", args=[planned(story.row).sid])


@then("这次上门不计数")
def _(story: Story) -> None:
    assert planned(story.row).status is VisitStatus.CANCELLED
    found = absence_of(SYSTEM, story.row.id)
    assert found is not None
    assert not found.counted


@then("这次上门计数")
def _(story: Story) -> None:
    assert story.refusal is None
    assert planned(story.row).status is VisitStatus.DONE


@then(parsers.parse("检查已开始，记着“{reason}”"))
def _(story: Story, reason: str) -> None:
    assert story.refusal is None
    assert (story.now.status, story.now.no_code_because) == (InspectionStatus.STARTED, reason)


@then("行政执法监督还没有收到预警")
def _() -> None:
    assert told("justice") == []


@then(parsers.parse("行政执法监督收到“{title}”"))
def _(title: str) -> None:
    assert told("justice")[0] == title


@then("这次检查有一名专家随行")
def _(story: Story) -> None:
    assert story.refusal is None
    assert [(one.role, one.number) for one in companions(SYSTEM, story.row.id)] == [(CompanionRole.EXPERT, "ZJ-07")]


@then("请求有编号，片区指挥、行政执法监督、组长和分管领导收到通知")
def _(story: Story) -> None:
    assert story.refusal is None
    assert assistance(SYSTEM, inspections=[story.row.id])[0].number == f"协助〔{story.at.year}〕1号"
    assert {name for name in POSTS if told(name) == ["现场请求协助"]} == {"command", "justice", "leader", "head"}


@then(parsers.parse("片区指挥答复“{words}”，检查员收到"))
def _(story: Story, words: str) -> None:
    story.answer(Role.ZONE_COMMAND, words)
    assert story.refusal is None
    assert words in inbox(actor(id=story.who.id))[0].text


@then("打开的是今天在这家的检查")
def _(story: Story) -> None:
    shown = f"https://qr.example.invalid/licence?uniscid={planned(story.row).uscc.lower()}&t=1"
    assert [one.inspection.id for one in visits_at_code(story.who, shown, story.at)] == [story.row.id]
    assert [one.inspection.id for one in visits_at_code(story.who, story.row.code, story.at)] == [story.row.id]


@then("别的企业的码打不开")
def _(story: Story) -> None:
    assert visits_at_code(story.who, "91620799MA7000000X", story.at) == []
    assert visits_at_code(story.who, "", story.at) == []


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


ATTACKS = (
    ("UPDATE inspections_departmenttask SET status = 'concluded', concluded_at = submitted_at WHERE status = 'submitted'", "nobody has"),
    ("UPDATE inspections_urgency SET approved = true", "urgency_decided_whole"),
    ("UPDATE inspections_urgency SET entered_at = entered_at - interval '1 day'", "stands"),
    ("DELETE FROM inspections_urgency", "DELETE"),
)


@pytest.mark.clause("R-PROC-1")
def test_no_way_of_writing_goes_round_the_approval(opened: list[InspectionRow]) -> None:
    row = opened[0]
    notify(row)
    lead = planned(row).lead
    enter_without_code(officer(row, lead), EnterWithoutCode(row.id, "冒烟报警", urgent=True), on_the_day(row))
    check(row)
    record_results(officer(row, lead), clean_results(row, lead), on_the_day(row, 11))
    for attack, why in ATTACKS:
        with pytest.raises(DatabaseError, match=why), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack, ()), NOW)
    decide_urgency(make_actor(Role.DEPARTMENT_HEAD, lead), DecideUrgency(row.id, approve=True, opinion="险情属实"), on_the_day(row, 12))
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE inspections_urgency SET opinion = 'x'", ()), NOW)
