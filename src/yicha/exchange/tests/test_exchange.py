"""The way of one row, as officials read it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.actions.build_batch import build_batch
from yicha.exchange.actions.mend_record import mend_record
from yicha.exchange.actions.reread_checks import reread_checks
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.actions.withdraw_checks import withdraw_checks
from yicha.exchange.actions.withdraw_record import withdraw_record
from yicha.exchange.queries import batch_file, batches, record
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.testing import map_part, name_subject, receipt
from yicha.exchange.types import BatchBuilt, BuildBatch, MendRecord, RecordRow, RecordStatus, RereadChecks, WithdrawChecks, WithdrawRecord
from yicha.inspections.actions.correct_result import correct_result
from yicha.inspections.types import CorrectResult, InspectionRow, Outcome
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.queries import facts_of
from yicha.subjects.types import CorrectSubject

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/exchange.feature")

CLERK, FIRE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
STEWARD = make_actor(Role.DATA_STEWARD, "SJJ")
HEADS = {"市场监管局": make_actor(Role.DEPARTMENT_HEAD), "消防大队": make_actor(Role.DEPARTMENT_HEAD, "XFJY")}
WORDS = {"待更正": "held", "待推送": "pending", "待回执": "batched", "已接收": "accepted", "被退回": "rejected", "已撤回": "withdrawn"}


@dataclass
class Story:
    record: RecordRow
    batch: BatchBuilt | None = None
    refusal: Refusal | None = None

    def tries(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as refusal:
            self.refusal = refusal

    @property
    def now(self) -> RecordRow:
        return record(SYSTEM, self.record.id)

    @property
    def number(self) -> str:
        assert self.batch is not None
        return self.batch.number


@pytest.fixture
def story(county: list[InspectionRow]) -> Story:
    return Story(map_part(county[0]))


@given("市场监管局办结一次检查，事项已匹配上级目录")
def _(story: Story) -> None:
    assert story.record.department == "SCJG"


@given("市场监管局在监管对象里补上统一社会信用代码并重新生成")
@when("市场监管局在监管对象里补上统一社会信用代码并重新生成")
def _(story: Story) -> None:
    name_subject(story.record.sid, invented_uscc(7))
    mend_record(CLERK, MendRecord(story.record.id), NOW)


@when("市场监管局在监管对象里补上地址并重新生成")
def _(story: Story) -> None:
    said = replace(facts_of(SYSTEM, story.record.sid), address="青禾县东川镇北街1号")
    correct_subject(SYSTEM, CorrectSubject(story.record.sid, said, "补地址"), NOW)
    story.tries(lambda: mend_record(CLERK, MendRecord(story.record.id), NOW))


@given(parsers.parse("{department}分管领导以“{reason}”撤回"))
@when(parsers.parse("{department}分管领导以“{reason}”撤回"))
def _(story: Story, department: str, reason: str) -> None:
    story.tries(lambda: withdraw_record(HEADS[department], WithdrawRecord(story.record.id, reason), NOW))


@when("市场监管局的公示撤回")
def _(story: Story, county: list[InspectionRow]) -> None:
    withdraw_checks(SYSTEM, WithdrawChecks(county[0].id, "SCJG", "公示的对象有误"), NOW)


@when("市场监管局的结果更正为“发现问题已责令改正”")
def _(story: Story, county: list[InspectionRow]) -> None:
    correct_result(SYSTEM, CorrectResult(county[0].id, "SCJG", Outcome.CORRECTED, "申诉成立"), NOW)
    reread_checks(SYSTEM, RereadChecks(county[0].id, "SCJG"), NOW)


@when("消防大队重新生成这条数据")
def _(story: Story) -> None:
    story.tries(lambda: mend_record(FIRE, MendRecord(story.record.id), NOW))


@given("数据局组批")
@when("数据局组批")
def _(story: Story) -> None:
    story.batch = build_batch(STEWARD, BuildBatch(REGION, CHECKS), NOW)


@given("对方回执接收")
@when("对方回执接收")
def _(story: Story) -> None:
    take_receipt(STEWARD, receipt(story.number, accepted=[story.record.key]), NOW)


@when(parsers.parse("对方回执退回，原因“{reason}”"))
def _(story: Story, reason: str) -> None:
    said = receipt(story.number, rejected=[(story.record.key, "address_operating", reason)])
    story.tries(lambda: take_receipt(STEWARD, said, NOW))


@then(parsers.parse("数据局再次组批被拒绝，依据“{clause}”"))
def _(clause: str) -> None:
    with pytest.raises(Refusal) as said:
        build_batch(STEWARD, BuildBatch(REGION, CHECKS), NOW)
    assert said.value.clause == clause


@then(parsers.parse("批次号是{number}，内容是{rows:d}行，操作为“{operation}”"))
def _(story: Story, number: str, rows: int, operation: str) -> None:
    (newest, *_) = batches(STEWARD)
    held, content = batch_file(STEWARD, newest.id)
    said = json.loads(content)
    assert (held, newest.rows, said["count"], len(said["rows"])) == (number, rows, rows, rows)
    assert {(row["cd_id"], row["cd_batch"], row["cd_operation"]) for row in said["rows"]} == {(story.record.key, number, operation)}


@then(parsers.parse("这条数据{word}，原因含“{reason}”"))
def _(story: Story, word: str, reason: str) -> None:
    assert story.now.status is RecordStatus(WORDS[word])
    assert reason in [one.reason for one in story.now.remarks]


@then(parsers.parse("这条数据{word}，共{versions:d}个版本"))
def _(story: Story, word: str, versions: int) -> None:
    assert (story.now.status, len(story.now.versions)) == (RecordStatus(WORDS[word]), versions)


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
