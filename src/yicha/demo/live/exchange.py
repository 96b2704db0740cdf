"""What went up week by week, what the province sent back, and which data the departments give each other."""

import json
from datetime import timedelta

from yicha.demo.county.chance import Chance
from yicha.demo.county.regions import department_code
from yicha.demo.live.incidents import days
from yicha.demo.live.sharing import FIRE, MARKET
from yicha.demo.story import Story
from yicha.exchange.actions.answer_share import answer_share
from yicha.exchange.actions.ask_share import ask_share
from yicha.exchange.actions.build_batch import build_batch
from yicha.exchange.actions.check_share import check_share
from yicha.exchange.actions.draft_data_resource import draft_data_resource
from yicha.exchange.actions.enter_measure import enter_measure
from yicha.exchange.actions.note_sent import note_sent
from yicha.exchange.actions.publish_data_resource import publish_data_resource
from yicha.exchange.actions.review_data_resource import review_data_resource
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.queries import CHECKS, records, regions_waiting, rows_of_batch
from yicha.exchange.types import (
    AnswerShare,
    AskShare,
    BatchBuilt,
    BuildBatch,
    CheckShare,
    DraftDataResource,
    EnterMeasure,
    Frequency,
    NoteSent,
    Receipt,
    RecordRow,
    RecordStatus,
    Remark,
    RowAnswer,
    Secrecy,
    Sharing,
    StepDataResource,
    Supply,
    TakeReceipt,
    Verdict,
)
from yicha.kernel.actor import SYSTEM, Role

SAFETY = department_code("02")
SENT_BACK = 3  # of a hundred
WHY = Remark("administrative_cp", "与省级市场主体登记库的名称不一致")
MANY, NOTHING = 50, "1"
PENALTY = (
    ("punish_truth", "疏散通道堆放货物，当场没有改正"),
    ("punish_action_name", "堵塞疏散通道案"),
    ("case_source", "1"),
    ("punish_according", "《消防法》第六十条"),
    ("punish_program", "1"),
    ("is_hearing", "0"),
    ("is_criminal", "0"),
    ("punish_document", "青消罚〔2026〕4号"),
    ("punish_date", "2026-03-24"),
    ("punish_kind", "警告"),
    ("punish_result", "警告，责令立即改正"),
    ("reconsideration", "未申请"),
    ("litigation", "未提起"),
    ("no_punishment", "0"),
)
RESOURCES = (
    (MARKET, "食品经营许可信息", "许可证号、主体、经营项目、有效期", Sharing.FREE, Frequency.DAILY),
    (FIRE, "公众聚集场所检查合格证", "场所、地址、面积、合格证号、日期", Sharing.CONDITIONAL, Frequency.WEEKLY),
    (SAFETY, "烟花爆竹零售许可信息", "许可证号、零售点、存放限量、有效期", Sharing.CONDITIONAL, Frequency.MONTHLY),
)


def push_week(story: Story, *, answered: bool) -> None:
    """On the last day of a week the data bureau carries up what waits; the province answers the same day, the last batch not yet."""
    if (story.place, CHECKS) not in story.steady.read(regions_waiting):
        return
    steward = story.who(Role.DATA_STEWARD)
    built = story.steady.do(build_batch, steward, BuildBatch(story.place, CHECKS))
    story.steady.do(note_sent, steward, NoteSent(built.batch))
    if answered:
        story.steady.do(take_receipt, steward, _receipt(story, built))


def _receipt(story: Story, built: BatchBuilt) -> TakeReceipt:
    rows: list[RecordRow] = story.steady.read(lambda: list(rows_of_batch(SYSTEM, built.batch)))
    return receipt_of(story, built.number, tuple(_answer(row) for row in rows))


def receipt_of(story: Story, number: str, answers: tuple[RowAnswer, ...]) -> TakeReceipt:
    """The province's receipt of a batch."""
    content = json.dumps({"batch": number, "rows": [_said(one) for one in answers]}, ensure_ascii=False)
    return TakeReceipt(story.place, content, Receipt(number, answers))


def _said(one: RowAnswer) -> dict[str, object]:
    reasons = [{"column": why.column, "reason": why.reason} for why in one.remarks]
    return {"cd_id": one.row, "result": one.verdict.value, "reasons": reasons}


def _answer(row: RecordRow) -> RowAnswer:
    if Chance("receipt", row.key).percent(SENT_BACK):
        return RowAnswer(row.key, Verdict.REJECTED, (WHY,))
    return RowAnswer(row.key, Verdict.ACCEPTED)


def enter_a_penalty(story: Story) -> None:
    """By a department without a system of its own, after the first check of its that the province has and that found something."""
    checks = story.steady.read(lambda: list(records(SYSTEM, RecordStatus.ACCEPTED, FIRE)[:MANY]))
    found = [row for row in checks if dict(row.last.content)["check_result"] != NOTHING] or checks
    for row in found[:1]:
        clerk = story.who(Role.DEPARTMENT_CLERK, FIRE)
        story.steady.do(enter_measure, clerk, EnterMeasure(row.id, "punish_action", PENALTY), days(-1, 16))


def share_data(story: Story) -> None:
    """Three entries: one asked for and given, one asked for just now, one that waits for its head."""
    steward = story.who(Role.DATA_STEWARD)
    licences, halls, _ = (_drafted(story, one) for one in RESOURCES)
    for department, resource in ((MARKET, licences), (FIRE, halls)):
        story.steady.do(review_data_resource, story.who(Role.DEPARTMENT_HEAD, department), StepDataResource(resource), days(-9))
        story.steady.do(publish_data_resource, steward, StepDataResource(resource), days(-8))
    for asker, resource, purpose in ((FIRE, licences, "检查前核对场所的经营项目"), (MARKET, halls, "开业核查时核对消防合格证")):
        asked = story.steady.do(ask_share, story.who(Role.DEPARTMENT_CLERK, asker), AskShare(resource, asker, purpose), days(-3))
        story.steady.do(check_share, steward, CheckShare(asked.share), days(-2))
    wanted = AskShare(halls, SAFETY, "核对烟花爆竹零售点周边的人员密集场所")
    last = story.steady.do(ask_share, story.who(Role.DEPARTMENT_CLERK, SAFETY), wanted, days(-7)).share
    story.steady.do(check_share, steward, CheckShare(last), days(-6))
    story.steady.do(answer_share, story.who(Role.DEPARTMENT_HEAD, FIRE), AnswerShare(last, granted=True), days(-6) + timedelta(hours=3))


def _drafted(story: Story, resource: tuple[str, str, str, Sharing, Frequency]) -> int:
    department, name, content, sharing, frequency = resource
    said = DraftDataResource(
        region_path=story.place,
        department=department,
        name=name,
        content=content,
        sharing=sharing,
        supply=Supply.INTERFACE,
        procedure="在线申请，数据局形式审核，提供部门答复",
        term="同意后1个工作日内开通",
        frequency=frequency,
        secrecy=Secrecy.INTERNAL,
    )
    made: int = story.steady.do(draft_data_resource, story.who(Role.DEPARTMENT_CLERK, department), said, days(-10)).resource
    return made
