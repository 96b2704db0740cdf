"""0 lost and 0 doubled, whatever the other side does."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange import jobs
from yicha.exchange.actions.approve_partner import approve_partner
from yicha.exchange.actions.end_partner import end_partner
from yicha.exchange.actions.mend_record import mend_record
from yicha.exchange.actions.propose_partner import propose_partner
from yicha.exchange.queries import batches, folder_of, partner_of, partners, record, records, unread_receipts
from yicha.exchange.queries import platform as speaking
from yicha.exchange.testing import make_partner, map_part, name_subject, receipt
from yicha.exchange.tests.platform import BROKEN, DOWN, FAULTS, GARBAGE, PATIENCE, SLOW, WELL, Level, running
from yicha.exchange.types import (
    ApprovePartner,
    BatchStatus,
    EndPartner,
    MendRecord,
    PartnerStatus,
    ProposePartner,
    RecordRow,
    RecordStatus,
    Way,
)
from yicha.inspections.testing import planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.crypto import is_signed
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.norms.queries import norm
from yicha.norms.testing import put_text
from yicha.orgs.testing import make_account, make_actor, make_post

pytestmark = pytest.mark.usefixtures("county")
SECURITY, AUDIT = make_actor(Role.SECURITY_ADMIN), make_actor(Role.AUDIT_ADMIN)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def above(monkeypatch: pytest.MonkeyPatch) -> Iterator[Level]:
    """A level above on this machine, which the norm lets us reach."""
    monkeypatch.setattr(jobs, "Platform", lambda address, networks: speaking.Platform(address, networks, PATIENCE))
    put_text("exchange.networks", "127.0.0.0/8", region_path=REGION)
    with running() as level:
        make_partner(level.address)
        yield level


@pytest.fixture
def rows(county: list[InspectionRow]) -> list[RecordRow]:
    for number, one in enumerate(county):
        name_subject(planned(one).sid, invented_uscc(50 + number))
    return [map_part(one, department) for one in county for department in planned(one).departments]


def run(level: Level, hours: int, start: datetime = NOW) -> datetime:
    """The clock's job every twenty minutes for so many hours."""
    at = start
    for _ in range(3 * hours):
        jobs.push(at)
        at += timedelta(minutes=20)
    return at


def require_whole(level: Level, rows: list[RecordRow]) -> None:
    assert set(level.rows) == {row.key for row in rows}
    assert set(level.inserted.values()) == {1}
    assert {record(SYSTEM, row.id).status for row in rows} == {RecordStatus.ACCEPTED}


def test_what_waits_is_carried_and_answered(above: Level, rows: list[RecordRow]) -> None:
    jobs.push(NOW)
    require_whole(above, rows)
    (batch,) = batches(SYSTEM)
    assert (batch.number, batch.times, batch.status) == ("2026112000001", 1, BatchStatus.ANSWERED)
    assert above.asked == [f"GET {batch.number}", f"POST {batch.number}"]


@pytest.mark.parametrize("mood", FAULTS)
def test_nothing_is_lost_and_nothing_doubled(above: Level, rows: list[RecordRow], mood: str) -> None:
    above.mood = mood
    at = run(above, 2)
    if mood not in {SLOW, BROKEN}:
        assert above.rows == {}
        assert {record(SYSTEM, row.id).status for row in rows} == {RecordStatus.BATCHED}
    above.mood = WELL
    run(above, 6, at)
    require_whole(above, rows)
    assert len(above.batches) == 1


def test_who_takes_and_loses_is_found_out_the_day_after(above: Level, rows: list[RecordRow]) -> None:
    jobs.push(NOW)
    (number,) = above.batches
    above.forget(number)
    jobs.push(NOW + HOUR)
    assert above.rows == {}
    jobs.push(NOW + DAY + HOUR)
    jobs.push(NOW + DAY + 2 * HOUR)
    require_whole(above, rows)
    (batch,) = batches(SYSTEM)
    assert batch.times == 2
    jobs.push(NOW + 3 * DAY)
    assert batches(SYSTEM)[0].confirmed_at == NOW + 3 * DAY


def test_a_partner_that_is_down_is_left_alone_and_tried_again_later_and_later(above: Level, rows: list[RecordRow]) -> None:
    above.mood = DOWN
    run(above, 24 * 3)
    assert 5 <= len(above.asked) <= 20
    (batch,) = batches(SYSTEM)
    assert batch.trouble == "对方答复 503"
    assert batch.next_try_at is not None
    above.mood = WELL
    jobs.push(batch.next_try_at)
    require_whole(above, rows)
    healed = partner_of(REGION)
    assert healed is not None
    assert (healed.failures, healed.rests_until, batches(SYSTEM)[0].failures) == (0, None, 0)


def test_the_data_bureau_is_told_at_once_and_once(above: Level, rows: list[RecordRow]) -> None:
    make_post(make_account("steward"), Role.DATA_STEWARD)
    above.mood = DOWN
    run(above, 3)
    (told,) = inbox(actor(id="steward"))
    assert (told.title, told.at) == ("送不到 省级平台", NOW)
    assert "对方答复 503" in told.text


def test_what_is_refused_comes_back_and_is_sent_again(above: Level, rows: list[RecordRow]) -> None:
    above.refuses = {rows[0].name}
    jobs.push(NOW)
    refused = [row for row in rows if row.name == rows[0].name]
    assert {record(SYSTEM, row.id).status for row in refused} == {RecordStatus.REJECTED}
    assert {record(SYSTEM, row.id).remarks[0].reason for row in refused} == {"查无此主体"}
    above.refuses = set()
    name_subject(rows[0].sid, invented_uscc(77))
    for row in refused:
        mend_record(SYSTEM, MendRecord(row.id), NOW)
    jobs.push(NOW + HOUR)
    assert set(above.rows) == {row.key for row in rows}
    assert {above.rows[row.key]["cd_operation"] for row in refused} == {"u"}


def test_a_batch_of_garbage_holds_up_no_other(above: Level, rows: list[RecordRow]) -> None:
    above.mood = GARBAGE
    jobs.push(NOW)
    assert batches(SYSTEM)[0].trouble.startswith("读不懂回执")


def test_each_request_is_signed(above: Level, rows: list[RecordRow]) -> None:
    jobs.push(NOW)
    assert all(one.startswith("ed25519:") for one in above.signatures)
    said = f"GET\n{batches(SYSTEM)[0].number}\n{NOW.isoformat()}\n{sha256().hexdigest()}"
    assert is_signed("exchange", said.encode(), above.signatures[0])


def test_without_a_norm_no_network_of_the_house_is_reached(above: Level, rows: list[RecordRow]) -> None:
    put_text("exchange.networks", "10.0.0.0/8", region_path=REGION)
    run(above, 1)
    assert above.asked == []
    assert batches(SYSTEM)[0].trouble == "地址不在允许的网络内"


def test_without_a_partner_rows_wait_for_a_person(rows: list[RecordRow]) -> None:
    jobs.push(NOW)
    assert list(batches(SYSTEM)) == []
    assert {row.status for row in records(SYSTEM)[:50]} == {RecordStatus.PENDING}


def test_by_file_through_a_gateway(rows: list[RecordRow]) -> None:
    make_partner(way=Way.FILE)
    partner = partner_of(REGION)
    assert partner is not None
    jobs.push(NOW)
    (sent,) = folder_of(partner.id, "out").iterdir()
    assert sent.read_text(encoding="utf-8").startswith(f'{{"batch":"{sent.stem}"')
    back = folder_of(partner.id, "in")
    (back / "a.json").write_text("{")
    (back / "b.json").symlink_to("/etc/hostname")
    (back / "c.json").write_text(receipt(sent.stem, accepted=[row.key for row in rows]).content)
    jobs.push(NOW + HOUR)
    assert {record(SYSTEM, row.id).status for row in rows} == {RecordStatus.ACCEPTED}
    assert list(back.iterdir()) == []
    told = unread_receipts(SYSTEM)
    assert [(row.name, row.reason) for row in told] == [("a.json", "读不懂回执：不是 JSON"), ("b.json", "不是普通文件，或文件过大")]
    assert {path.name for path in folder_of(partner.id, "refused").iterdir()} == {row.file for row in told}
    jobs.push(NOW + 2 * HOUR)
    assert [path.name for path in folder_of(partner.id, "out").iterdir()] == [sent.name]


@pytest.mark.clause("GX-5.2b")
def test_a_file_that_was_taken_and_lost_is_dropped_again(rows: list[RecordRow]) -> None:
    make_partner(way=Way.FILE)
    partner = partner_of(REGION)
    assert partner is not None
    jobs.push(NOW)
    (sent,) = folder_of(partner.id, "out").iterdir()
    first = sent.read_bytes()
    jobs.push(NOW + 30 * HOUR)
    assert batches(SYSTEM)[0].times == 1, "it still lies there"
    sent.unlink()
    jobs.push(NOW + 12 * HOUR)
    assert not sent.exists(), "there is time to answer"
    jobs.push(NOW + 30 * HOUR)
    assert sent.read_bytes() == first
    assert batches(SYSTEM)[0].times == 2
    (folder_of(partner.id, "in") / "a.json").write_text(receipt(sent.stem, accepted=[row.key for row in rows]).content)
    sent.unlink()
    for hour in (31, 90):
        jobs.push(NOW + hour * HOUR)
    assert {record(SYSTEM, row.id).status for row in rows} == {RecordStatus.ACCEPTED}
    assert not sent.exists()


def door() -> int:
    return propose_partner(SECURITY, ProposePartner(REGION, "省平台", Way.API, "https://exchange.example.gov.cn/v1"), NOW).partner


def test_nobody_opens_a_door_alone() -> None:
    opened = door()
    both = actor(*SECURITY.permissions, *AUDIT.permissions, id=SECURITY.id)
    with pytest.raises(NotPermitted):
        approve_partner(both, ApprovePartner(opened), NOW)
    assert partner_of(REGION) is None
    approve_partner(AUDIT, ApprovePartner(opened), NOW)
    assert [one.status for one in partners(SYSTEM)] == [PartnerStatus.ACTIVE]
    with pytest.raises(RuleBroken):
        end_partner(SECURITY, EndPartner(opened, " "), NOW)
    end_partner(SECURITY, EndPartner(opened, "换平台"), NOW)
    assert partner_of(REGION) is None


def test_one_partner_at_a_time() -> None:
    approve_partner(AUDIT, ApprovePartner(door()), NOW)
    with pytest.raises(RuleBroken, match="已有一个"), transaction.atomic():
        approve_partner(AUDIT, ApprovePartner(door()), NOW)


def test_another_region_knows_no_partner_here() -> None:
    opened = door()
    elsewhere = make_actor(Role.AUDIT_ADMIN, region="62/6208/620899")
    with pytest.raises(NotFound):
        approve_partner(elsewhere, ApprovePartner(opened), NOW)
    assert partners(elsewhere) == []


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE exchange_partner SET status = 'active'",
        "UPDATE exchange_partner SET status = 'active', approved_by = proposed_by",
        "UPDATE exchange_partner SET address = ''",
        "UPDATE exchange_partner SET status = 'ended'",
        "DELETE FROM exchange_partner",
    ],
)
def test_the_table_refuses_what_makes_no_sense(attack: str) -> None:
    door()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)


def test_the_norm_as_shipped_names_no_network() -> None:
    assert norm("exchange.networks", "", date(2026, 11, 20)).text == "0.0.0.0/32"
