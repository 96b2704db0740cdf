"""The public pages: without sign-in, without a script, and without what is nobody's business."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.queries import publications
from yicha.disclosure.testing import draft_results, publish_results
from yicha.disclosure.types import PublicationRow, WithdrawPublication
from yicha.draws.queries import drawn_lists, draws, public_draws
from yicha.draws.testing import make_void
from yicha.draws.types import DrawKind, DrawRow
from yicha.engines.draw import unpack, verify
from yicha.engines.draw.inquiry import check_inquiry
from yicha.inspections.queries import inspection, mark_now
from yicha.inspections.testing import make_inspections, notify, on_the_day, planned
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql, sql
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind
from yicha.planning.actions.approve_campaign import approve_campaign
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.propose_campaign import propose_campaign
from yicha.planning.actions.publish_campaign import publish_campaign
from yicha.planning.queries import visits
from yicha.planning.testing import YEAR
from yicha.planning.types import ApproveCampaign, PlanTriggered, ProposeCampaign, PublishCampaign, TriggerSource
from yicha.portal.queries import ask, challenged, plans
from yicha.shell.testing import acting
from yicha.subjects.queries import subject

ROOT = actor(RUN_SQL, whole_region=True)
LIMIT = 150_000  # bytes of a first page
ADDRESSES = [
    "/public/",
    "/public/draws/",
    "/public/plans/",
    "/public/plans/lines/",
    "/public/items/",
    "/public/outside/",
    "/public/problems/",
    "/public/about/",
    "/public/data/",
    "/public/version/",
]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[InspectionRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        rows = make_inspections()
        make_department("LXB", name="青禾县联席办", kind=DepartmentKind.LEAD_OFFICE)
        publish_results(rows[0])
        draft_results(rows[1], Outcome.CORRECTED)
        notify(rows[2])
        yield rows
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def rows(made: list[InspectionRow]) -> Iterator[list[InspectionRow]]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


def page(address: str, status: int = 200, /, **query: str) -> str:
    answer = Client().get(address, query)
    assert answer.status_code == status
    return answer.content.decode()


def of(row: InspectionRow) -> list[PublicationRow]:
    return [one for one in publications(SYSTEM, REGION) if one.inspection == row.number]


def the_draw(kind: DrawKind = DrawKind.SUBJECTS) -> DrawRow:
    return next(row for row in draws(SYSTEM, REGION) if row.kind is kind)


@pytest.mark.parametrize("address", ADDRESSES)
def test_everybody_may_look_and_it_is_light(address: str) -> None:
    text = page(address)
    assert len(text.encode()) < LIMIT
    assert text.count("<h1") == 1
    assert "style=" not in text
    assert "onclick" not in text


def test_a_result_says_who_when_what_outcome_basis_and_where_to_object(rows: list[InspectionRow]) -> None:
    one = of(rows[0])[0]
    found = page("/public/", q=one.name)
    for said in (one.name, "三部门联合检查", "未发现问题", "SCJG（牵头）", "提异议", one.draw, "1 条公示记录", "1 家企业"):
        assert said in found
    whole = page(reverse("portal:subject", args=[one.sid]))
    for part in of(rows[0]):
        for item in part.items:
            assert item.name in whole
            assert item.basis in whole


def test_what_is_not_published_does_not_exist(rows: list[InspectionRow]) -> None:
    draft = of(rows[1])[0]
    assert "0 条公示记录" in page("/public/", q=draft.name)
    unknown = Client().get(reverse("portal:subject", args=["LOC:FFFF"]))
    hidden = Client().get(reverse("portal:subject", args=[draft.sid]))
    assert unknown.status_code == hidden.status_code == 404
    assert unknown.content == hidden.content


def test_what_is_withdrawn_vanishes_everywhere(rows: list[InspectionRow]) -> None:
    name, sid = of(rows[0])[0].name, of(rows[0])[0].sid
    for one in of(rows[0]):
        withdraw_publication(SYSTEM, WithdrawPublication(one.id, "主体填错"), NOW)
    assert name not in page("/public/")
    assert "0 条公示记录" in page("/public/", q=sid)
    page(reverse("portal:subject", args=[sid]), 404)
    assert json.loads(Client().get("/public/data/results.json").getvalue()) == []


@pytest.mark.parametrize(
    "query",
    [
        {"q": "饭店", "page": "99"},
        {"q": "饭店", "page": "-1"},
        {"q": "饭店", "page": "x"},
        {"q": "' OR 1=1 --"},
        {"q": "\0\ud7ff" * 99},
        {"year": "²⁰²⁶"},
        {"year": "0000"},
        {"outcome": "nonsense", "department": "nobody"},
    ],
)
def test_odd_questions_are_answered(query: dict[str, str]) -> None:
    page("/public/", **query)


def test_the_facets_open_the_rows_that_they_count(rows: list[InspectionRow]) -> None:
    text = page("/public/", q="饭店")
    assert "department=SCJG" in text
    assert "1 条公示记录" in page("/public/", q="饭店", department="SCJG", outcome="no_problem", year="2026")
    assert "0 条公示记录" in page("/public/", q="饭店", outcome="refused")


def test_a_draw_with_its_files(rows: list[InspectionRow]) -> None:
    row = the_draw()
    text = page(reverse("portal:draw", args=[row.number]))
    assert "验了这六件事" in text
    assert row.beacon.name in text
    files = {name: Client().get(reverse("portal:file", args=[row.number, name])).content for name in unpack_of(row)}
    assert verify(files).ok
    assert files == unpack_of(row)
    page(reverse("portal:file", args=[row.number, "officers-full.jsonl"]), 404)
    page(reverse("portal:draw", args=["620799-2026-D99"]), 404)
    page(reverse("portal:file", args=["620799-2026-D99", "manifest.json"]), 404)


def unpack_of(row: DrawRow) -> dict[str, bytes]:
    content = Client().get(reverse("portal:bundle", args=[row.number])).content
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    return unpack(content)


def test_why_a_firm_was_drawn_or_not(rows: list[InspectionRow]) -> None:
    row = the_draw()
    lists = drawn_lists(REGION, row.number, NOW.date())
    sid = lists.lines[0].drawn[0]
    (asker, *_) = [one for one in ask(row.number, NOW.date(), subject(SYSTEM, sid).name) if one.name == subject(SYSTEM, sid).name]
    assert asker.standing.fate == "drawn"
    text = page(reverse("portal:draw", args=[row.number]), who=subject(SYSTEM, sid).name)
    assert "抽中" in text
    assert asker.standing.ticket[:4] in text
    assert "没有找到这家" in page(reverse("portal:draw", args=[row.number]), who="没有这家")


NOBODY = "91620799MA0000000X"


def test_who_asks_takes_the_proof_home(rows: list[InspectionRow]) -> None:
    row = the_draw()
    sid = drawn_lists(REGION, row.number, NOW.date()).lines[0].drawn[0]
    for asked, present in ((sid, True), (NOBODY, False)):
        address = reverse("portal:inquiry", args=[row.number, asked])
        told = check_inquiry(Client().get(address).content)
        assert (told.draw, told.manifest, told.bundle) == (row.number, row.manifest_hash, row.bundle_number)
        assert (told.sid, told.present, bool(told.drawn)) == (asked, present, present)
        assert address in page(reverse("portal:draw", args=[row.number]), who=asked)
    assert "不在这次的名录里" in page(reverse("portal:draw", args=[row.number]), who=NOBODY)
    for number, asked in ((row.number, "no-sid"), ("620799-2026-D99", sid)):
        page(reverse("portal:inquiry", args=[number, asked]), 404)


def test_low_tickets_that_were_not_drawn_are_listed_with_their_reasons(rows: list[InspectionRow]) -> None:
    row = the_draw()
    listed = challenged(row.number, NOW.date())
    assert [one.ticket for one in listed] == sorted(one.ticket for one in listed)
    text = page(reverse("portal:draw", args=[row.number]))
    assert ("免抽说明" in text) == bool(listed)
    assert all(one.name in text for one in listed)


def test_officers_of_a_draw_have_no_names() -> None:
    row = the_draw(DrawKind.OFFICERS)
    text = page(reverse("portal:draw", args=[row.number]))
    assert "执法员" not in text
    assert all(
        b"\xe6\x89\xa7\xe6\xb3\x95\xe5\x91\x98" not in content for name, content in unpack_of(row).items() if name == "officers.jsonl"
    )


def test_the_list_shows_void_draws_too(rows: list[InspectionRow]) -> None:
    make_void(the_draw(DrawKind.OFFICERS).id, "证件有误", NOW)
    text = page("/public/draws/")
    assert text.count("<tr>") == len(public_draws(REGION)) + 1
    assert "证件有误" in text


def test_plans_are_figures_without_names(rows: list[InspectionRow]) -> None:
    text = page("/public/plans/")
    assert "少打扰" in text
    assert all(planned(row).name not in text and planned(row).sid not in text for row in rows)
    (plan,) = plans(NOW.date())
    assert plan.late == ("晚于规定的" in text)
    assert plan.published_on == NOW.date()
    assert plan.doors == sum(count for _, count in plan.months) == len({row.visit for row in rows})


def test_lines_of_the_plan_say_who_checks_whom_and_name_nobody(rows: list[InspectionRow]) -> None:
    text = page("/public/plans/lines/")
    for said in ("3 项检查", "SCJG-01", "SCJG", "全部主体", "双随机 · 现场", "50%", "2026年3月2日", "6月26日"):
        assert said in text
    assert all(planned(row).name not in text and planned(row).sid not in text for row in rows)
    assert "1 项检查" in page("/public/plans/lines/", department="SCJG", year="2026")
    assert "3 项检查" in page("/public/plans/lines/", year="1999", page="99")
    assert 'href="/public/plans/lines/"' in page("/public/plans/")


def test_who_is_not_told_before_is_not_told_by_the_lines(rows: list[InspectionRow]) -> None:
    """Unannounced lines are left out, named firms are a number, and a condition that may point at one firm is not shown."""
    change, filed_so = "UPDATE planning_planline SET", "ALTER TABLE planning_planline DISABLE TRIGGER planning_stands_as_filed"
    for statement in ("SET CONSTRAINTS ALL IMMEDIATE", filed_so, "SET CONSTRAINTS ALL DEFERRED"):
        sql(statement)
    for statement, *values in (
        (f"{change} announced = false, secret_because = '举报线索' WHERE line_id = 'SCJG-01'",),
        (f"{change} scope_query = %s WHERE line_id = 'XFJY-01'", f"name LIKE '{planned(rows[0]).name}'"),
        (f"{change} selection = 'list', sids = ARRAY[%s] WHERE line_id = 'WSJK-01'", planned(rows[0]).sid),
    ):
        run_sql(ROOT, Sql(statement, tuple(values)), NOW)
    text = page("/public/plans/lines/") + Client().get("/public/data/lines.json").getvalue().decode()
    assert "SCJG-01" not in text
    assert "2 项检查" in text
    assert "名单所列 1 家" in text
    assert "按条件选定" in text
    assert planned(rows[0]).name not in text
    assert planned(rows[0]).sid not in text


def test_of_a_year_without_adopted_programme_no_line_is_shown() -> None:
    run_sql(ROOT, Sql("UPDATE planning_programme SET status = 'discarded', published_on = NULL"), NOW)
    assert "还没有审定的计划" in page("/public/plans/lines/")


def test_items_in_force_can_be_looked_up() -> None:
    text = page("/public/items/")
    for said in ("3 个事项", "食品安全检查", "SCJG-I", "重点"):
        assert said in text
    assert "1 个事项" in page("/public/items/", q="消防")
    assert "1 个事项" in page("/public/items/", department="SCJG")
    assert "没有查到事项" in page("/public/items/", q="没有这个")


def test_a_code_says_who_comes_and_what_is_no_code_says_nothing(rows: list[InspectionRow]) -> None:
    view = inspection(SYSTEM, rows[2].id)
    text = page(f"/v/{view.code}")
    assert planned(view).name in text
    assert "这是真的检查码" in text
    assert "某" in text
    assert "执法员" not in text
    silent, unknown = (Client().get(f"/v/{code}") for code in (rows[3].code, "0000000"))
    assert silent.status_code == unknown.status_code == 404
    assert silent.content == unknown.content
    page(f"/v/{'9' * 200}", 404)


def test_a_code_says_in_which_minute_a_phone_showed_it(rows: list[InspectionRow], monkeypatch: pytest.MonkeyPatch) -> None:
    view = inspection(SYSTEM, rows[2].id)
    at = on_the_day(view)
    monkeypatch.setattr("yicha.portal.web.codes.now", lambda: at)
    shown = f"/v/{view.code}?m="
    assert "的手机在" in page(f"{shown}{mark_now(view.code, at)}")
    earlier = page(f"{shown}{mark_now(view.code, at - timedelta(hours=2))}")
    assert "不是现在的" in earlier
    assert "08:00" in earlier
    for forged in ("00000000", mark_now(view.code, at - timedelta(days=30)), mark_now(rows[3].code, at), "x" * 300, "码"):
        assert "可能是伪造的" in page(f"{shown}{forged}")
    assert "亮出" not in page(f"/v/{view.code}")


def test_large_letters_stay_over_pages_and_only_lead_back_here() -> None:
    client = Client()
    assert "yc-elder" not in client.get("/public/").content.decode()
    answer = client.post("/public/version/", {"size": "30", "next": "/public/draws/"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/public/draws/")
    for address in ADDRESSES:
        text = client.get(address).content.decode()
        assert "yc-elder" in text
        assert "portal-30" in text
    client.post("/public/version/", {"size": "standard"})
    assert "yc-elder" not in client.get("/public/").content.decode()
    assert client.get("/public/version/", {"size": "22", "next": "/public/plans/"}).headers["Location"] == "/public/plans/"
    assert "yc-elder" in client.get("/public/").content.decode()
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/public/version/?next=x"):
        assert client.post("/public/version/", {"size": "22", "next": evil}).headers["Location"] == "/public/"
    assert client.post("/public/version/", {"size": "999"}).status_code == 200


@pytest.mark.parametrize("address", ["/public/", "/public/draws/", "/public/plans/", "/public/about/", "/public/data/"])
def test_caches_may_keep_a_page_and_ask_whether_it_still_holds(address: str) -> None:
    first = Client().get(address)
    assert first.headers["Cache-Control"].startswith("public, no-cache" if address == "/public/" else "public, max-age=")
    assert {"Cookie", "Accept-Language"} <= set(first.headers["Vary"].split(", "))
    again = Client().get(address, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_who_is_signed_in_gets_it_fresh() -> None:
    assert acting(make_actor(Role.COORDINATOR)).get("/public/").headers["Cache-Control"] == "no-store"


def test_looking_changes_nothing(rows: list[InspectionRow]) -> None:
    before = publications(SYSTEM, REGION), draws(SYSTEM, REGION)
    for address in ADDRESSES:
        page(address)
    assert (publications(SYSTEM, REGION), draws(SYSTEM, REGION)) == before
    assert Client().post("/public/").status_code == 405


def test_checks_outside_the_plan_are_told_in_figures_and_campaigns_by_name() -> None:
    (sid, name) = next((row.sid, row.name) for row in visits(SYSTEM, REGION))
    cause = PlanTriggered(REGION, "SCJG", sid, "SCJG-I", "食品安全", date(YEAR, 12, 15), 60, TriggerSource.COMPLAINT, "12345-77")
    plan_triggered(SYSTEM, cause, NOW)
    days = (date(YEAR, 12, 1), date(YEAR, 12, 20))
    proposed = [propose_campaign(SYSTEM, ProposeCampaign(REGION, "SCJG", f"燃气专项{n}", "事故多发", *days), NOW).campaign for n in (1, 2)]
    for campaign in proposed:
        document = (f"青政发〔2026〕{campaign}号", "青禾县人民政府", NOW.date())
        approve_campaign(SYSTEM, ApproveCampaign(campaign, True, *document), NOW)
    publish_campaign(SYSTEM, PublishCampaign(proposed[0]), NOW)
    told = page("/public/outside/")
    assert re.search(r"投诉举报<br><small[^>]*>[^<]*</small></th><td class=\"num\"[^>]*>1</td>", told)
    assert "燃气专项1" in told
    assert "燃气专项2" not in told  # approved, not yet published
    assert name not in told
    assert "12345-77" not in told
