"""The ceremony as the clauses have it: features/ceremony.feature."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.actions.invite_participant import invite_participant
from yicha.draws.actions.propose_void import propose_void
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.renew_invitation import renew_invitation
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.actions.void_draw import void_draw
from yicha.draws.queries import bundle, draw, draws, invited, selected, upcoming_number
from yicha.draws.testing import MINUTE, SECOND, hold_ceremony, next_issue, read_beacon
from yicha.draws.tests.test_ceremony import (
    COORDINATOR,
    PARTIES,
    frozen,
    head,
    revealed,
    sealed,
    sealed_without,
    secret_of,
    subjects_frame,
)
from yicha.draws.types import (
    CommitReveal,
    DrawStatus,
    FreezePool,
    InviteParticipant,
    ProposeVoid,
    RecordBeacon,
    RenewInvitation,
    RevealSecret,
    RunDraw,
    SealManifest,
    VoidDraw,
)
from yicha.engines.draw import pack, read_manifest, verify
from yicha.kernel.archive import keep
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, clock_at, run_sql
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode
from yicha.orgs.testing import make_department, make_region
from yicha.orgs.types import DepartmentKind

pytestmark = pytest.mark.django_db
scenarios("features/ceremony.feature")

REASON = "名录有误"
LINKS = {name: sha256(name.encode()).hexdigest() for name in ("old", "new")}


@dataclass
class Story:
    draw: int = 0
    refused: list[Exception] = field(default_factory=list)

    def attempt(self, act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                act()
        except (Refusal, DatabaseError) as refusal:
            self.refused.append(refusal)


@pytest.fixture
def story() -> Story:
    make_region()
    for code in PARTIES:
        make_department(code)
    make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
    return Story()


def read_out() -> int:
    pk = revealed()
    read_beacon(pk, NOW + 4 * MINUTE)
    return pk


def drawn() -> int:
    pk = read_out()
    run_draw(COORDINATOR, RunDraw(pk), NOW + 5 * MINUTE)
    return pk


REACHED: dict[str, Callable[[], int]] = {
    "名录冻结": lambda: frozen().draw,
    "清单封存": sealed,
    "随机数": read_out,
    "抽取": drawn,
}
ACTS: dict[str, Callable[[int], object]] = {
    "封存清单": lambda pk: seal_manifest(COORDINATOR, SealManifest(pk), NOW),
    "交出种子": lambda pk: reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", secret_of(pk, "SFJ")), NOW),
    "登记随机数": lambda pk: record_beacon(COORDINATOR, RecordBeacon(pk, "ff"), NOW),
    "改登随机数": lambda pk: record_beacon(COORDINATOR, RecordBeacon(pk, "ff"), NOW),
    "改交承诺": lambda pk: commit_reveal(head("SFJ"), CommitReveal(pk, "SFJ", "ab" * 32), NOW),
    "抽取": lambda pk: run_draw(COORDINATOR, RunDraw(pk), NOW),
    "再抽一次": lambda pk: run_draw(COORDINATOR, RunDraw(pk), NOW),
}


@given("名录冻结了：A类54户抽四分之一，D类6户全查")
def _(story: Story) -> None:
    story.draw = frozen().draw


@given(parsers.parse("抽取已办到“{step}”"))
def _(story: Story, step: str) -> None:
    story.draw = REACHED[step]()


@given(parsers.parse("联席办邀请“{name}”"))
def _(story: Story, name: str) -> None:
    invite_participant(COORDINATOR, InviteParticipant(story.draw, name, LINKS["old"]), NOW)


@when("抽取按程序办完")
def _(story: Story) -> None:
    hold_ceremony(story.draw, NOW + MINUTE)


@when("有人直接改库，换一份名录")
def _(story: Story) -> None:
    story.attempt(lambda: run_sql(actor(RUN_SQL), Sql("UPDATE draws_draw SET frame = 'another', pool_hash = repeat('a', 64)"), NOW))


@when("联席办跳过编号冻结名录")
def _(story: Story) -> None:
    skipped = upcoming_number(REGION, 2026).replace("D1", "D9")
    frame = keep(COORDINATOR, pack(subjects_frame(skipped).to_files()), "frame", "frame.zip", NOW)
    story.attempt(lambda: freeze_pool(COORDINATOR, FreezePool(REGION, 2026, frame, PARTIES, next_issue(REGION, 2026)), NOW))


@when(parsers.parse("有人要{act}"))
def _(story: Story, act: str) -> None:
    story.attempt(lambda: ACTS[act](story.draw))


@when("司法局不交种子，其他各方照办")
def _(story: Story) -> None:
    story.draw = sealed_without("SFJ")


@given(parsers.parse("清单要 {count:d} 位见证人签名"))
def _(count: int) -> None:
    put_norm(NormCode.WITNESSES_MIN, count)


@when("公开随机数公布以后，司法局才交种子")
def _(story: Story) -> None:
    command = RevealSecret(story.draw, "SFJ", secret_of(story.draw, "SFJ"))
    story.attempt(lambda: reveal_secret(head("SFJ"), command, NOW + 4 * MINUTE))


@then("抽取页写明公开随机数已公布、还没有结果")
def _(story: Story) -> None:
    number = draw(COORDINATOR, story.draw).number
    clock_at(NOW + timedelta(days=1))
    assert "到现在还没有结果" in Client().get(f"/public/draws/{number}/").content.decode()


@when(parsers.parse("联席办给“{name}”重发链接"))
def _(story: Story, name: str) -> None:
    done = renew_invitation(COORDINATOR, RenewInvitation(story.draw, len(PARTIES), LINKS["new"]), NOW)
    assert done.name == name


@when("联席办一人提议作废又自己确认")
def _(story: Story) -> None:
    propose_void(COORDINATOR, ProposeVoid(story.draw, REASON), NOW + 6 * MINUTE)
    story.attempt(lambda: void_draw(COORDINATOR, VoidDraw(story.draw, REASON), NOW + 6 * MINUTE))


@when("司法监督确认作废")
def _(story: Story) -> None:
    void_draw(SECOND, VoidDraw(story.draw, REASON), NOW + 7 * MINUTE)


@then("D类6户都在名单里，A类有14户")
def _(story: Story) -> None:
    found = set(selected(COORDINATOR, story.draw)["L1"])
    worst = {f"LOC:{number:04d}" for number in range(0, 60, 10)}
    assert worst <= found
    assert len(found - worst) == 14


@then("完整包和公开包都通得过核验")
def _(story: Story) -> None:
    for public in (False, True):
        assert verify(bundle(COORDINATOR, story.draw, public=public)).problems == []


@then("数据库拒绝")
def _(story: Story) -> None:
    (refusal,) = story.refused
    assert isinstance(refusal, DatabaseError)
    assert "stays fixed" in str(refusal)


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    refusal = story.refused[-1]
    assert isinstance(refusal, Refusal)
    assert set(refusal.clause.split()) <= set(clause.split())
    assert refusal.exits


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    refusal = story.refused[-1]
    assert isinstance(refusal, Refusal)
    assert refusal.clause == clause


@then("不点名就不能抽取")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken, match="未揭示的参与方：SFJ"):
        run_draw(COORDINATOR, RunDraw(story.draw), NOW + 5 * MINUTE)


@then(parsers.parse("点名“{name}”后抽得成，抽取包通得过核验"))
def _(story: Story, name: str) -> None:
    assert run_draw(COORDINATOR, RunDraw(story.draw, (name,)), NOW + 5 * MINUTE).missing == (name,)
    assert verify(bundle(COORDINATOR, story.draw, public=True)).ok


@then("封存的清单里有“SCJG”“SFJ”“县公证处”三方的承诺")
def _(story: Story) -> None:
    manifest = read_manifest(bundle(COORDINATOR, story.draw, public=True)["manifest.json"])
    assert [one.name for one in manifest.participants] == [*PARTIES, "县公证处"]
    assert len({one.commitment for one in manifest.participants}) == 3


@then("旧链接打不开，新链接打得开")
def _(story: Story) -> None:
    with pytest.raises(NotFound):
        invited(LINKS["old"])
    assert invited(LINKS["new"])[1] == story.draw


@then("这一号作废，原因人人看得到，下一次抽取用下一号")
def _(story: Story) -> None:
    (row,) = draws(COORDINATOR, REGION, 2026)
    assert (row.status, row.void_because) == (DrawStatus.VOID, REASON)
    assert draw(COORDINATOR, frozen().draw).number == "620799-2026-D2"
