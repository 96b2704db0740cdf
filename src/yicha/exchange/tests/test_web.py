"""The pages of 数据交换: who sees what, and that looking changes nothing."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.actions.note_failed import note_failed
from yicha.exchange.queries import batches, by_provider, partners, record, records
from yicha.exchange.testing import built, map_part, name_subject, ready
from yicha.exchange.types import BatchStatus, NoteFailed, PartnerStatus, RecordRow, RecordStatus
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting, sheet_of, table_of, unlike_its_file

CLERK, FIRE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
HEAD, STEWARD = make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DATA_STEWARD, "SJJ")
OFFICE, OFFICER = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.OFFICER)
ELSEWHERE = make_actor(Role.DATA_STEWARD, "SJJ", region="62/6208/620899")


@pytest.fixture
def held(county: list[InspectionRow]) -> RecordRow:
    return map_part(county[0])


@pytest.fixture
def waiting(county: list[InspectionRow]) -> RecordRow:
    return ready(county[0], invented_uscc(8))


def status_of(row: RecordRow) -> RecordStatus:
    return record(SYSTEM, row.id).status


def page(who: Actor, address: str) -> str:
    return acting(who).get(address).content.decode()


def test_a_department_sees_its_own_and_the_region_sees_all(held: RecordRow) -> None:
    assert held.name in page(CLERK, "/exchange/")
    assert held.name in page(OFFICE, "/exchange/?status=held")
    assert "行政相对人证件类型必填" in page(OFFICE, "/exchange/?status=held")
    assert held.name not in page(OFFICE, "/exchange/?status=accepted")
    assert held.key not in page(FIRE, "/exchange/")
    assert held.key not in page(ELSEWHERE, "/exchange/")


def test_the_page_of_a_record_says_why_and_offers_the_way_back(held: RecordRow) -> None:
    address = reverse("exchange:record", args=[held.id])
    said = page(CLERK, address)
    assert "行政相对人证件号码必填" in said
    assert reverse("exchange:mend", args=[held.id]) in said
    assert reverse("exchange:mend", args=[held.id]) not in page(HEAD, address)


@pytest.mark.parametrize("column", ["department", "checked_at", "status", "due"])
def test_the_board_stands_in_the_order_of_a_column(held: RecordRow, column: str) -> None:
    said = page(OFFICE, f"/exchange/?sort={column}")
    assert held.key in said
    assert f"sort=-{column}" in said
    assert len(table_of(said)) == len(table_of(page(OFFICE, "/exchange/?sort=nonsense")))
    there, back = ([getattr(row, column) for row in records(SYSTEM, order=f"{sign}{column}")] for sign in ("", "-"))
    assert (there, back) == (sorted(there), sorted(back, reverse=True))


def test_the_board_is_taken_out_as_it_is_seen(held: RecordRow) -> None:
    assert held.name in page(CLERK, "/exchange/?status=held&sort=-checked_at")
    assert unlike_its_file(acting(CLERK), "/exchange/?status=held&sort=-checked_at") == []
    assert len(sheet_of(acting(FIRE).post("/exchange/export/?status=held").content)) == len(records(FIRE, RecordStatus.HELD)) + 1
    assert acting(make_actor(Role.OFFICER)).post("/exchange/export/").status_code == 403


@pytest.mark.clause("GX-5.3")
def test_each_column_says_where_it_came_from_and_what_the_rules_found(held: RecordRow) -> None:
    rows = {row[0].split()[0]: row[1:] for row in table_of(page(CLERK, reverse("exchange:record", args=[held.id])))[1:]}
    assert rows["行政相对人"] == [held.name, "监管对象名录", "通过"]
    assert rows["检查结果"][1:] == ["检查记录", "通过"]
    assert rows["行政相对人证件号码"] == ["—", "—", "行政相对人证件号码必填"]


def test_mending_tells_what_is_left_and_then_lets_go(held: RecordRow) -> None:
    mend, client = reverse("exchange:mend", args=[held.id]), acting(CLERK)
    assert client.post(mend).status_code == 303
    assert "源头还没有改好" in client.get(reverse("exchange:record", args=[held.id])).content.decode()
    assert len(record(SYSTEM, held.id).versions) == 1
    name_subject(held.sid, invented_uscc(9))
    assert client.post(mend).status_code == 303
    assert status_of(held) is RecordStatus.PENDING
    assert "<ins" in page(CLERK, reverse("exchange:record", args=[held.id]))


def test_the_head_takes_it_back_with_a_reason(held: RecordRow) -> None:
    address, shown = (reverse(f"exchange:{name}", args=[held.id]) for name in ("withdraw", "record"))
    assert address in page(HEAD, shown)
    assert address not in page(CLERK, shown)
    assert acting(CLERK).post(address, {"reason": "报错了"}).status_code == 403
    assert acting(make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899")).post(address, {"reason": "报错了"}).status_code == 404
    assert acting(HEAD).post(address, {"reason": ""}).status_code == 422
    assert acting(HEAD).post(address, {"reason": "报错了"}).status_code == 303
    assert status_of(held) is RecordStatus.WITHDRAWN
    assert "已撤回，不再上报" in page(HEAD, shown)
    assert address not in page(HEAD, shown)
    (owed,) = by_provider(OFFICE, held.due + timedelta(days=90))
    assert (owed.withdrawn, owed.late) == (1, 0)


def test_nothing_is_gone_without_a_reason(held: RecordRow) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE exchange_record SET status = 'withdrawn'"), NOW)


def test_the_steward_builds_carries_and_takes_the_answer(waiting: RecordRow) -> None:
    client = acting(STEWARD)
    assert client.post(reverse("exchange:build")).status_code == 303
    (row,) = batches(STEWARD)
    said = json.loads(client.get(reverse("exchange:batch_file", args=[row.id])).content)
    assert [one["cd_id"] for one in said["rows"]] == [waiting.key]
    assert client.post(reverse("exchange:send", args=[row.id])).status_code == 303
    assert batches(STEWARD)[0].status is BatchStatus.SENT
    answer = json.dumps({"batch": row.number, "rows": [{"cd_id": waiting.key, "result": "accepted"}]}).encode()
    sent = client.post(reverse("exchange:receipt"), {"document": SimpleUploadedFile("r.json", answer)})
    assert sent.status_code == 303
    assert status_of(waiting) is RecordStatus.ACCEPTED
    assert waiting.name in page(STEWARD, reverse("exchange:batch", args=[row.id]))
    assert row.number in page(CLERK, reverse("exchange:record", args=[waiting.id]))


@pytest.mark.parametrize("said", [b"", b"{}", b"\xff\xfe", b'{"batch": "2026112000001", "rows": [{"cd_id": "x", "result": "accepted"}]}'])
def test_what_cannot_be_read_is_said_at_the_form(waiting: RecordRow, said: bytes) -> None:
    built()
    answer = acting(STEWARD).post(reverse("exchange:receipt"), {"document": SimpleUploadedFile("r.json", said)})
    assert answer.status_code == 422
    assert status_of(waiting) is RecordStatus.BATCHED


def test_whose_business_it_is(waiting: RecordRow) -> None:
    own = [reverse("exchange:record", args=[waiting.id])]
    many = [reverse("exchange:batches"), reverse("exchange:batch", args=[built().batch])]
    assert {acting(OFFICER).get(address).status_code for address in [*own, *many, "/exchange/"]} == {403}
    assert {acting(CLERK).get(address).status_code for address in many} == {403}
    assert (
        acting(FIRE).get(own[0]).status_code
        == acting(ELSEWHERE).get(own[0]).status_code
        == acting(ELSEWHERE).get(many[1]).status_code
        == 404
    )
    assert acting(FIRE).post(reverse("exchange:mend", args=[waiting.id])).status_code == 403
    assert acting(ELSEWHERE).post(reverse("exchange:send", args=[built_number()])).status_code == 404


def built_number() -> int:
    return int(batches(SYSTEM)[0].id)


@pytest.mark.parametrize("query", ["", "?status=held", "?status=nonsense", "?page=x", "?page=99", "?department=SCJG", "?q=青禾"])
def test_looking_changes_nothing(held: RecordRow, query: str) -> None:
    assert acting(OFFICE).get(f"/exchange/{query}").status_code == 200
    assert record(SYSTEM, held.id) == held


SECURITY, AUDIT = make_actor(Role.SECURITY_ADMIN), make_actor(Role.AUDIT_ADMIN)
PLATFORM = {"name": "省级平台", "way": "api", "address": "https://exchange.example.gov.cn/v1"}


def test_one_names_the_platform_and_another_admits_it(county: list[InspectionRow]) -> None:
    assert acting(SECURITY).post(reverse("exchange:propose_partner"), PLATFORM).status_code == 303
    (row,) = partners(SYSTEM)
    approve, end = reverse("exchange:approve_partner", args=[row.id]), reverse("exchange:end_partner", args=[row.id])
    assert approve in page(AUDIT, "/exchange/partners/")
    assert approve not in page(SECURITY, "/exchange/partners/")
    assert {acting(who).post(approve).status_code for who in (SECURITY, STEWARD, CLERK)} == {403}
    assert acting(AUDIT).get(approve).status_code == 405
    assert acting(AUDIT).post(approve).status_code == 303
    assert "在用" in page(STEWARD, "/exchange/partners/")
    assert acting(SECURITY).post(end, {f"p{row.id}-reason": ""}).status_code == 422
    assert acting(SECURITY).post(end, {f"p{row.id}-reason": "换平台"}).status_code == 303
    assert partners(SYSTEM)[0].status is PartnerStatus.ENDED


@pytest.mark.parametrize("said", [{"address": ""}, {"address": "file:///etc/passwd"}, {"way": "file"}, {"name": ""}, {"way": "mail"}])
def test_what_is_no_platform_is_said_at_the_form(county: list[InspectionRow], said: dict[str, str]) -> None:
    answer = acting(SECURITY).post(reverse("exchange:propose_partner"), PLATFORM | said)
    assert answer.status_code == 422
    assert partners(SYSTEM) == []


def test_what_could_not_be_carried_is_seen(waiting: RecordRow) -> None:
    batch = built().batch
    note_failed(SYSTEM, NoteFailed(batch, "对方答复 503"), NOW)
    assert "对方答复 503" in page(STEWARD, "/exchange/batches/")
    assert "1 次没有送到" in page(STEWARD, reverse("exchange:batch", args=[batch]))
