"""What nobody does alone: making a draw void, and saying what the public number was. And what is used once only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from yicha.draws.actions.propose_void import propose_void
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.actions.type_beacon import type_beacon
from yicha.draws.actions.void_draw import void_draw
from yicha.draws.queries import draw
from yicha.draws.testing import MINUTE, READ, hold_ceremony, make_void, next_issue, secret
from yicha.draws.tests.test_ceremony import committed, frozen, head, revealed, sealed
from yicha.draws.types import (
    BeaconPlan,
    DrawPermission,
    DrawStatus,
    ProposeVoid,
    RecordBeacon,
    RevealSecret,
    SealManifest,
    TypeBeacon,
    VoidDraw,
)
from yicha.kernel.actor import Role
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.types import KernelPermission
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region

pytestmark = pytest.mark.django_db

ONE, OTHER = (actor(*DrawPermission, KernelPermission.KEEP_FILE, id=name, whole_region=True) for name in ("one", "other"))
SQL = actor(RUN_SQL)
OTHER_READ = "030b11161c1f0a"
SAID = NOW + 4 * MINUTE
LONELY = "UPDATE draws_draw SET status = 'void', void_because = 'x', void_proposed_by = 'one', void_proposed_at = now()"


def attack(statement: str, *values: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(SQL, Sql(statement, values), NOW)


@pytest.mark.clause("LYG-5.6 YX-2.7b")
def test_who_proposes_does_not_confirm() -> None:
    pk = sealed()
    with pytest.raises(RuleBroken, match="还没有人提议"):
        void_draw(OTHER, VoidDraw(pk, "名录有误"), NOW)
    propose_void(ONE, ProposeVoid(pk, "名录有误"), NOW)
    with pytest.raises(RuleBroken, match="不能自己确认"):
        void_draw(ONE, VoidDraw(pk, "名录有误"), NOW)
    assert draw(ONE, pk).status is DrawStatus.SEALED
    done = void_draw(OTHER, VoidDraw(pk, "名录有误"), NOW + MINUTE)
    assert (done.reason, done.proposed_by) == ("名录有误", "one")
    assert (draw(ONE, pk).status, draw(ONE, pk).void_because, draw(ONE, pk).void_proposal) == (DrawStatus.VOID, "名录有误", None)


def test_confirmed_is_what_was_read() -> None:
    pk = sealed()
    propose_void(ONE, ProposeVoid(pk, "名录有误"), NOW)
    propose_void(ONE, ProposeVoid(pk, "换一批"), NOW)
    with pytest.raises(RuleBroken, match="刚刚改过"):
        void_draw(OTHER, VoidDraw(pk, "名录有误"), NOW)


def test_a_proposal_is_no_void_yet() -> None:
    pk = revealed()
    propose_void(ONE, ProposeVoid(pk, "名录有误"), NOW)
    row = draw(ONE, pk)
    assert row.void_proposal is not None
    assert (row.status, row.void_because, row.void_proposal.by) == (DrawStatus.SEALED, "", "one")


@pytest.mark.clause("LYG-5.6")
def test_the_legal_supervisor_is_told_of_both_steps() -> None:
    make_region()
    make_department("SFJ")
    make_account("supervisor")
    make_post("supervisor", Role.LEGAL_SUPERVISOR, "SFJ")
    pk = sealed()
    make_void(pk, "名录有误", NOW)
    told = inbox(make_actor(Role.LEGAL_SUPERVISOR, "SFJ", name="supervisor"))
    assert {one.title.partition(" ")[0] for one in told} == {"已作废抽取", "提议作废抽取"}
    assert {one.text for one in told} == {"名录有误"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE draws_draw SET status = 'void', void_because = 'x'",
        "UPDATE draws_draw SET status = 'void', void_because = 'x', void_proposed_by = 'one', voided_by = 'one'",
        f"{LONELY}, voided_by = 'one', voided_at = now()",
        "UPDATE draws_draw SET beacon_value = '030b11161c1f09'",
        "UPDATE draws_draw SET beacon_value = 'ff', beacon_typed = 'ff', beacon_typed_by = 'one', beacon_read_by = 'one'",
        "UPDATE draws_draw SET beacon_value = 'ff', beacon_typed = 'fe', beacon_typed_by = 'one', beacon_read_by = 'other'",
    ],
)
def test_the_database_wants_two_persons_too(statement: str) -> None:
    sealed()
    attack(statement)


def test_what_is_void_stays_so() -> None:
    make_void(sealed(), "名录有误", NOW)
    attack("UPDATE draws_draw SET void_because = 'x'")
    attack("UPDATE draws_draw SET status = 'sealed'")


@pytest.mark.clause("YX-2.7b")
def test_what_the_beacon_said_is_typed_twice() -> None:
    pk = revealed()
    with pytest.raises(RuleBroken, match="还没有第一遍"):
        record_beacon(OTHER, RecordBeacon(pk, READ), NOW)
    type_beacon(ONE, TypeBeacon(pk, OTHER_READ), SAID)
    with pytest.raises(RuleBroken, match="不一致"):
        record_beacon(OTHER, RecordBeacon(pk, READ), NOW)
    with pytest.raises(RuleBroken, match="已由别人"):
        type_beacon(OTHER, TypeBeacon(pk, OTHER_READ), SAID)
    type_beacon(ONE, TypeBeacon(pk, READ), SAID)
    with pytest.raises(RuleBroken, match="另一个人"):
        record_beacon(ONE, RecordBeacon(pk, READ), NOW)
    record_beacon(OTHER, RecordBeacon(pk, READ), NOW)
    assert draw(ONE, pk).beacon_value == READ
    for again in (lambda: type_beacon(ONE, TypeBeacon(pk, READ), SAID), lambda: record_beacon(OTHER, RecordBeacon(pk, READ), NOW)):
        with pytest.raises(RuleBroken, match="已经登记"):
            again()


@pytest.mark.clause("YX-2.7b LYG-5.6")
def test_who_types_a_false_number_and_will_not_correct_it_forces_no_void() -> None:
    make_region()
    make_department("SFJ")
    make_account("supervisor")
    make_post("supervisor", Role.LEGAL_SUPERVISOR, "SFJ")
    pk = revealed()
    type_beacon(ONE, TypeBeacon(pk, OTHER_READ), SAID)
    type_beacon(OTHER, TypeBeacon(pk, READ), SAID)
    told = inbox(make_actor(Role.LEGAL_SUPERVISOR, "SFJ", name="supervisor"))
    assert [one.title.partition(" ")[0] for one in told] == ["公开随机数的第一遍被替下"]
    with pytest.raises(RuleBroken, match="另一个人"):
        record_beacon(OTHER, RecordBeacon(pk, READ), SAID)
    third = actor(*DrawPermission, id="third", whole_region=True)
    record_beacon(third, RecordBeacon(pk, READ), SAID)
    assert draw(ONE, pk).beacon_value == READ


def test_from_the_first_typing_on_nobody_reveals() -> None:
    pk = sealed()
    type_beacon(ONE, TypeBeacon(pk, READ), SAID)
    own = secret(draw(ONE, pk).number, "SFJ").hex()
    with pytest.raises(RuleBroken, match="已经登记"):
        reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", own), NOW + 3 * MINUTE)
    attack("UPDATE draws_participant SET reveal = %s, revealed_at = now() + interval '9 days' WHERE department = 'SFJ'", own)


def test_nothing_is_typed_before_the_seal_or_for_a_test() -> None:
    pk = frozen().draw
    with pytest.raises(RuleBroken, match="不能 type_beacon"):
        type_beacon(ONE, TypeBeacon(pk, READ), SAID)
    attack("UPDATE draws_draw SET beacon_typed = '00'")
    test = frozen(beacon=BeaconPlan()).draw
    committed(test)
    seal_manifest(ONE, SealManifest(test), NOW + 2 * MINUTE)
    with pytest.raises(RuleBroken, match="试验抽取"):
        type_beacon(ONE, TypeBeacon(test, READ), NOW)


@pytest.mark.clause("YX-2.7b")
@pytest.mark.parametrize(("name", "issue"), [("福彩3D", "2099245"), ("排列5", "99101"), ("七星彩", "99045"), ("骰子", "1")])
def test_what_can_be_chosen_or_guessed_is_refused_at_the_seal(name: str, issue: str) -> None:
    pk = frozen(beacon=BeaconPlan(name, issue, NOW + 3 * MINUTE)).draw
    committed(pk)
    with pytest.raises(RuleBroken, match="至少24位"):
        seal_manifest(ONE, SealManifest(pk), NOW + 2 * MINUTE)


@pytest.mark.clause("YX-2.7b")
def test_what_is_said_already_decides_nothing_and_nobody_types_what_is_not_said_yet() -> None:
    with pytest.raises(RuleBroken, match="已经公布"):
        frozen(beacon=BeaconPlan("drand", "1000"))  # in 2023
    with pytest.raises(RuleBroken, match="已经公布"):
        frozen(beacon=BeaconPlan("双色球", "2099045", NOW))
    pk = frozen(beacon=BeaconPlan("双色球", "2099045", NOW + 3 * MINUTE)).draw
    committed(pk)
    with pytest.raises(RuleBroken, match="已经公布"):
        seal_manifest(ONE, SealManifest(pk), NOW + 3 * MINUTE)
    seal_manifest(ONE, SealManifest(pk), NOW + 2 * MINUTE)
    with pytest.raises(RuleBroken, match="还没有公布"):
        type_beacon(ONE, TypeBeacon(pk, READ), NOW + 2 * MINUTE)
    type_beacon(ONE, TypeBeacon(pk, READ), NOW + 3 * MINUTE)


@pytest.mark.clause("YX-2.7b")
def test_an_issue_serves_one_draw() -> None:
    used = next_issue(REGION, 2026)
    first = frozen(beacon=used).draw
    with pytest.raises(RuleBroken, match="照发行机构的期号"):
        frozen(beacon=replace(used, round=f"第{used.round}期"))
    with pytest.raises(RuleBroken, match="一期只用一次"), transaction.atomic():
        frozen(beacon=used)
    hold_ceremony(first, NOW + MINUTE)
    make_void(first, "名录有误", NOW + timedelta(hours=1))
    with pytest.raises(RuleBroken, match="一期只用一次"), transaction.atomic():
        frozen(beacon=used)


def test_an_issue_that_was_never_sealed_in_is_free_again() -> None:
    used = next_issue(REGION, 2026)
    make_void(frozen(beacon=used).draw, "名录有误", NOW)
    assert frozen(beacon=used).number.endswith("D2")


def test_a_secret_that_everybody_knows_is_no_secret() -> None:
    first = frozen().draw
    hold_ceremony(first, NOW + MINUTE)
    known = draw(ONE, first).participants[0].reveal
    sealed()
    attack("UPDATE draws_participant SET reveal = %s, revealed_at = now() + interval '9 days' WHERE reveal = ''", known)


def test_who_may_not_void_may_not_propose() -> None:
    with pytest.raises(NotPermitted):
        propose_void(make_actor(Role.DEPARTMENT_HEAD), ProposeVoid(frozen().draw, "x"), NOW)
