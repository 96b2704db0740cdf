"""接入系统: the market bureau's own case system is admitted, gives penalties of its checks, and mends what came back."""

import secrets
from hashlib import sha256
from pathlib import Path

from yicha.demo.live.differing import sources_differ
from yicha.demo.live.exchange import receipt_of
from yicha.demo.live.incidents import TODAY, days
from yicha.demo.live.sharing import MARKET
from yicha.demo.live.sign_ins import write_closed
from yicha.demo.story import Story
from yicha.exchange.actions.build_batch import build_batch
from yicha.exchange.actions.note_sent import note_sent
from yicha.exchange.actions.propose_subscription import propose_subscription
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.actions.take_records import take_records
from yicha.exchange.queries import records
from yicha.exchange.types import (
    BuildBatch,
    GivenRow,
    NoteSent,
    ProposeSubscription,
    RecordRow,
    RecordStatus,
    Remark,
    RowAnswer,
    TakeRecords,
    Topic,
    Verdict,
)
from yicha.items.actions.load_catalogue import load_catalogue
from yicha.items.types import CatalogueKind, CatalogueRow, LoadCatalogue
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.orgs.actions.approve_program import approve_program
from yicha.orgs.actions.propose_program import propose_program
from yicha.orgs.queries import program_actor, token_digest
from yicha.orgs.types import ApproveProgram, ProposeProgram, Scope

TOKENS = "demo-programs.json"
NAME = "市监执法办案系统"
PENALTIES = "punish_action"
WANTED = 3  # one is accepted above, one comes back, one was wrong at first
COPIED = (
    *("supervise_item_implement_code", "administrative_cp", "administrative_cp_na", "administrative_cp_ce_type"),
    *("administrative_cp_ui_code", "address_registered", "check_action_code"),
)
PLAIN = {
    "punish_truth": "未按规定公示食品经营许可证",
    "punish_action_name": "未公示许可证案",
    "case_source": "1",
    "punish_according": "食品经营许可和备案管理办法",
    "punish_program": "1",
    "is_hearing": "0",
    "is_criminal": "0",
    "punish_kind": "警告",
    "punish_result": "警告",
    "reconsideration": "未申请",
    "litigation": "未提起",
    "no_punishment": "0",
}
SENT_BACK = Remark("punish_document", "文书号与省级行政处罚文书库的不一致")


def admit_a_program(story: Story, home: Path) -> None:
    """With its token in a file of the demo; and a subscription that waits for its second hand."""
    token = secrets.token_urlsafe(32)
    named = ProposeProgram(NAME, MARKET, (Scope.RECORDS, Scope.TASK_WORK), TODAY.replace(month=12, day=31))
    security, audit = story.appointments.security, story.appointments.audit
    program = story.steady.do(propose_program, security, named, days(-12)).program
    story.steady.do(approve_program, audit, ApproveProgram(program, token_digest(token)), days(-11))
    write_closed(home / TOKENS, [{"name": NAME, "department": MARKET, "token": token}])
    wanted = ProposeSubscription(story.place, MARKET, NAME, "https://cases.qinghe.example/events", tuple(Topic))
    story.steady.do(propose_subscription, security, wanted, days(-1))
    actor = story.steady.read(lambda: program_actor(token, TODAY))
    checks = story.steady.read(lambda: list(records(SYSTEM, RecordStatus.ACCEPTED, MARKET)[: 2 * WANTED]))
    if actor and len(checks) == 2 * WANTED:
        _load_names_of_the_nation(story, checks)
        penalties(story, actor, checks[:WANTED])
        sources_differ(story, actor, checks[WANTED:])


def _load_names_of_the_nation(story: Story, checks: list[RecordRow]) -> None:
    """What a system gives names its matters as the levels above do, so those of these checks stand in their list."""
    known = {said["supervise_item_implement_code"]: said["check_action_name"] for said in (dict(row.last.content) for row in checks)}
    rows = tuple(CatalogueRow(code, name) for code, name in sorted(known.items()))
    digest = sha256("".join(known).encode()).hexdigest()
    steward = story.who(Role.DATA_STEWARD)
    story.steady.do(load_catalogue, steward, LoadCatalogue(story.place, CatalogueKind.NATION, "", digest, rows), days(-9))


def penalties(story: Story, actor: Actor, checks: list[RecordRow]) -> None:
    """Three that follow from these checks."""
    rows = [_penalty(number, check) for number, check in enumerate(checks, 1)]
    wrong = _penalty(WANTED, checks[-1], punish_date="3月18日")
    story.steady.do(take_records, actor, TakeRecords(story.place, MARKET, PENALTIES, (*rows[:-1], wrong)), days(-8))
    steward = story.who(Role.DATA_STEWARD)
    built = story.steady.do(build_batch, steward, BuildBatch(story.place, PENALTIES), days(-7))
    story.steady.do(note_sent, steward, NoteSent(built.batch), days(-7))
    first, second = (f"{story.place.rpartition('/')[2]}/{MARKET}/{row.number}" for row in rows[:-1])
    said = (RowAnswer(first, Verdict.ACCEPTED), RowAnswer(second, Verdict.REJECTED, (SENT_BACK,)))
    story.steady.do(take_receipt, steward, receipt_of(story, built.number, said), days(-6))
    story.steady.do(take_records, actor, TakeRecords(story.place, MARKET, PENALTIES, (rows[-1],)), days(-2))


def _penalty(number: int, check: RecordRow, **said: str) -> GivenRow:
    known = dict(check.last.content)
    code = f"QHSJ-2026-{number:03}"
    own = {"punish_action_code": code, "punish_document": f"青市监罚〔2026〕{number}号", "punish_date": f"2026-03-{9 + number:02}"}
    columns = {name: known[name] for name in COPIED if known.get(name)} | PLAIN | own | said
    return GivenRow(code, tuple(columns.items()))
