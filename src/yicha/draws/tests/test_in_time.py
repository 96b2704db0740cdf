"""What must be done before the public number is said: revealing, and being seen by witnesses. And what is read if it is not said."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.actions.type_beacon import type_beacon
from yicha.draws.queries import bundle, draw, draws, public_draws
from yicha.draws.testing import MINUTE, READ, SECOND, hold_ceremony, make_void, next_issue
from yicha.draws.tests.test_ceremony import COORDINATOR, PARTIES, committed, frozen, head, revealed, sealed, secret_of
from yicha.draws.types import BeaconPlan, DrawStatus, Fallback, RecordBeacon, RevealSecret, RunDraw, SealManifest, TypeBeacon
from yicha.engines.draw import verify
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.cosigning import Seen, WitnessLine
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.norms.testing import put_norm, put_text
from yicha.norms.types import NormCode
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region
from yicha.orgs.types import DepartmentKind
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db

SAID = NOW + 3.5 * MINUTE
LATER = NOW + 90 * MINUTE
REVEAL = "UPDATE draws_participant SET reveal = %s, revealed_at = %s WHERE department = 'SFJ'"


def reveal(pk: int, at: datetime) -> None:
    reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", secret_of(pk, "SFJ")), at)


def write(statement: str, *values: object) -> None:
    with transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(statement, tuple(map(str, values))), NOW)


@pytest.mark.clause("YX-2.7b")
class TestLateReveal:
    @pytest.mark.parametrize("late", [SAID, SAID + 1440 * MINUTE], ids=["at the hour", "a day later"])
    def test_is_never_taken(self, late: datetime) -> None:
        pk = sealed()
        with pytest.raises(RuleBroken, match="公布以后交出的种子不算") as refused:
            reveal(pk, late)
        assert [one.what for one in refused.value.exits] == ["按没有交出计，点名后抽取", "作废本次抽取后重新冻结名录"]
        with pytest.raises(DatabaseError, match="before the public number is said"):
            write(REVEAL, secret_of(pk, "SFJ"), late.isoformat())

    def test_a_moment_before_it_is(self) -> None:
        pk = sealed()
        reveal(pk, SAID - MINUTE / 60)
        assert draw(SYSTEM, pk).participants[1].revealed

    def test_counts_as_withheld_and_the_draw_goes_on(self) -> None:
        pk = sealed()
        reveal_secret(head("SCJG"), RevealSecret(pk, "SCJG", secret_of(pk, "SCJG")), NOW + 3 * MINUTE)
        type_beacon(SYSTEM, TypeBeacon(pk, READ), SAID)
        record_beacon(SECOND, RecordBeacon(pk, READ), SAID)
        assert run_draw(COORDINATOR, RunDraw(pk, ("SFJ",)), SAID + MINUTE).missing == ("SFJ",)
        assert verify(bundle(COORDINATOR, pk, public=True)).ok

    def test_or_it_is_made_void_by_two(self) -> None:
        pk = sealed()
        make_void(pk, "司法局没有按时交出", SAID + MINUTE)
        assert draw(SYSTEM, pk).status is DrawStatus.VOID

    def test_is_seen_by_everybody_as_long_as_there_is_no_result(self) -> None:
        row = draw(SYSTEM, revealed())
        assert [row.without_result(at) for at in (SAID - MINUTE, SAID)] == [False, True]
        test = draw(SYSTEM, frozen(beacon=BeaconPlan()).draw)
        assert not test.without_result(LATER)


def test_whatever_is_read_last_has_its_hour() -> None:
    with pytest.raises(RuleBroken, match="何时公布"):
        frozen(beacon=BeaconPlan("双色球", "2099045"))
    put_text(NormCode.GAME_SSQ, "2,4,7 21:15")
    put_text(NormCode.GAME_RESTS, "2026-02-14/2026-02-23;2026-10-01/2026-10-04")
    by_calendar = frozen(beacon=BeaconPlan("双色球", "2026134")).draw
    assert draw(SYSTEM, by_calendar).beacon.due == datetime(2026, 11, 22, 21, 15, tzinfo=NOW.tzinfo)
    pk = frozen(beacon=BeaconPlan("drand", "50000000")).draw
    assert (draw(SYSTEM, pk).beacon.due or NOW) > NOW


@pytest.mark.clause("YX-2.7b")
class TestWitnesses:
    @pytest.fixture
    def vouch(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        put_norm(NormCode.WITNESSES_MIN, 2)

        def signed(*hours: datetime) -> None:
            lines = tuple(WitnessLine(f"w{place}", 9, at, None) for place, at in enumerate(hours))
            monkeypatch.setattr("yicha.draws.queries.witnessing.seen", lambda *_: Seen(3, lines) if lines else None)

        return signed

    def test_so_many_come_before_the_secrets_and_before_the_number(self, vouch: Callable[..., None]) -> None:
        pk = sealed()
        assert draw(SYSTEM, pk).witnesses_wanted == 2
        vouch()
        with pytest.raises(RuleBroken, match="要 2 位见证人在公布前签名，现有 0 位"):
            reveal(pk, NOW + 3 * MINUTE)
        vouch(NOW + 2 * MINUTE, SAID)
        with pytest.raises(RuleBroken, match="现有 1 位"):
            reveal(pk, NOW + 3 * MINUTE)
        with pytest.raises(RuleBroken, match="现有 1 位"):
            type_beacon(SYSTEM, TypeBeacon(pk, READ), SAID)
        vouch(NOW + 2 * MINUTE, NOW + 2 * MINUTE)
        reveal(pk, NOW + 3 * MINUTE)
        type_beacon(SYSTEM, TypeBeacon(pk, READ), SAID)

    def test_how_many_is_fixed_with_the_manifest(self) -> None:
        pk = sealed()
        with pytest.raises(DatabaseError, match="stays fixed"):
            write("UPDATE draws_draw SET witnesses_wanted = 1")
        assert draw(SYSTEM, pk).witnesses_wanted == 0

    def test_a_test_draw_wants_none(self, vouch: Callable[..., None]) -> None:
        vouch()
        pk = frozen(beacon=BeaconPlan()).draw
        committed(pk)
        seal_manifest(COORDINATOR, SealManifest(pk), NOW + 2 * MINUTE)
        reveal(pk, NOW + 3 * MINUTE)


def with_fallback() -> BeaconPlan:
    first = next_issue(REGION, 2026)
    return BeaconPlan(first.name, first.round, first.due, Fallback("大乐透", "99120", LATER))


def sealed_with_fallback() -> int:
    pk = frozen(beacon=with_fallback()).draw
    committed(pk)
    seal_manifest(COORDINATOR, SealManifest(pk), NOW + 2 * MINUTE)
    for party in PARTIES:
        reveal_secret(head(party), RevealSecret(pk, party, secret_of(pk, party)), NOW + 3 * MINUTE)
    return pk


SECOND_READ = "01050c131b0203"


@pytest.mark.clause("YX-2.7b")
class TestFallback:
    def test_is_read_when_it_has_been_said_and_the_bundle_names_it(self) -> None:
        make_region()
        make_department("SFJ")
        make_account("supervisor")
        make_post("supervisor", Role.LEGAL_SUPERVISOR, "SFJ")
        pk = sealed_with_fallback()
        with pytest.raises(RuleBroken, match="大乐透第99120期还没有公布"):
            type_beacon(SYSTEM, TypeBeacon(pk, SECOND_READ, fallback=True), LATER - MINUTE)
        type_beacon(SYSTEM, TypeBeacon(pk, SECOND_READ, fallback=True), LATER)
        with pytest.raises(RuleBroken, match="不是同一期"):
            record_beacon(SECOND, RecordBeacon(pk, SECOND_READ), LATER)
        assert record_beacon(SECOND, RecordBeacon(pk, SECOND_READ, fallback=True), LATER).fallback
        run_draw(COORDINATOR, RunDraw(pk), LATER + MINUTE)
        assert draw(SYSTEM, pk).source == Fallback("大乐透", "99120", LATER)
        files = bundle(COORDINATOR, pk, public=True)
        assert verify(files).ok
        assert '"name":"大乐透","round":"99120"' in files["seed.json"].decode()
        (told,) = inbox(make_actor(Role.LEGAL_SUPERVISOR, "SFJ", name="supervisor"))
        assert told.title.startswith("改用备用的公开随机数")

    def test_the_first_is_still_the_first(self) -> None:
        pk = sealed_with_fallback()
        type_beacon(SYSTEM, TypeBeacon(pk, READ), SAID)
        record_beacon(SECOND, RecordBeacon(pk, READ), SAID)
        assert draw(SYSTEM, pk).source.name == "双色球"

    def test_does_not_open_the_door_to_late_secrets(self) -> None:
        pk = frozen(beacon=with_fallback()).draw
        committed(pk)
        seal_manifest(COORDINATOR, SealManifest(pk), NOW + 2 * MINUTE)
        with pytest.raises(RuleBroken, match="种子不算"):
            reveal(pk, LATER - MINUTE)

    @pytest.mark.parametrize(
        ("second", "said"),
        [
            (Fallback("大乐透", "99120", SAID), "在第一个之后公布"),
            (Fallback("福彩3D", "2099245", LATER), "不能作公开随机数"),
            (Fallback("大乐透", "99120"), "何时公布"),
            (Fallback("大乐透", "", LATER), "写明一期"),
        ],
        ids=["not later", "weak", "no hour", "no issue"],
    )
    def test_is_as_strong_and_comes_later(self, second: Fallback, said: str) -> None:
        first = next_issue(REGION, 2026)
        with pytest.raises(RuleBroken, match=said):
            frozen(beacon=BeaconPlan(first.name, first.round, first.due, second))

    def test_of_none_nothing_is_read(self) -> None:
        with pytest.raises(RuleBroken, match="没有定备用"):
            type_beacon(SYSTEM, TypeBeacon(revealed(), SECOND_READ, fallback=True), LATER)

    def test_a_test_draw_has_none(self) -> None:
        with pytest.raises(RuleBroken, match="也没有备用的"):
            frozen(beacon=BeaconPlan(fallback=Fallback("大乐透", "99120", LATER)))

    @pytest.mark.parametrize(
        "statement",
        ["UPDATE draws_draw SET fallback_round = '26121'", "UPDATE draws_draw SET fallback_due = fallback_due + interval '1 day'"],
        ids=["issue", "hour"],
    )
    def test_is_fixed_when_the_pool_is(self, statement: str) -> None:
        sealed_with_fallback()
        with pytest.raises(DatabaseError, match="stays fixed"):
            write(statement)

    def test_nobody_says_afterwards_that_it_was_the_other(self) -> None:
        pk = sealed_with_fallback()
        type_beacon(SYSTEM, TypeBeacon(pk, READ), SAID)
        record_beacon(SECOND, RecordBeacon(pk, READ), SAID)
        with pytest.raises(DatabaseError, match="stays fixed"):
            write("UPDATE draws_draw SET fell_back = true")


def test_a_list_of_draws_is_asked_for_in_as_many_questions_however_long() -> None:
    def questions(ask: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert getattr(ask(), "status_code", 200) == 200
        return len(asked)

    make_region()
    make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
    office = make_actor(Role.COORDINATOR, "LXB")
    asks: tuple[Callable[[], object], ...] = (
        lambda: draws(COORDINATOR, REGION),
        lambda: public_draws(REGION),
        lambda: acting(office).get("/draws/?year=2026"),
        lambda: Client().get("/public/draws/"),
        lambda: Client().get("/public/draws/620799-2026-D2/"),
    )
    hold_ceremony(frozen().draw, NOW + MINUTE)
    make_void(frozen().draw, "名录有误", NOW)
    few = [questions(ask) for ask in asks]
    for _ in range(4):
        make_void(frozen().draw, "名录有误", NOW)
    assert [questions(ask) for ask in asks] == few
    assert few[:2] == [3, 3]
    assert [row.redraws for row in draws(COORDINATOR, REGION)] == [0, 0, 1, 2, 3, 4]
