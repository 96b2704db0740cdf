"""The pages of the room: the right role gets them, the wrong one does not, a foreign thing is no thing, and only a POST changes."""

import csv
import io
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from yicha.kernel.access import actor_of
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION, make_dead_letter
from yicha.kernel.types import RecordRead
from yicha.orgs.models import Account, Department, Post, Region, SecondFactor
from yicha.orgs.queries import subject_of
from yicha.orgs.rules.second_factor import STEP_SECONDS, code_of
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region
from yicha.orgs.tests.signing_in import WORD, at, enter, give_password, put_numbers
from yicha.orgs.tests.world import World
from yicha.orgs.types import PostStatus
from yicha.orgs.web import enterprise as enterprise_pages
from yicha.orgs.web.second_factor import unseal
from yicha.shell.testing import acting as shown_to
from yicha.shell.testing import table_of, unlike_its_file

HOUR = timedelta(hours=1)
PEOPLE = {
    Role.SYSTEM_ADMIN: "sys",
    Role.SECURITY_ADMIN: "sec",
    Role.AUDIT_ADMIN: "aud",
    Role.DEPARTMENT_HEAD: "head",
    Role.DEPARTMENT_CLERK: "clerk",
}


@dataclass
class Office:
    """A browser for each role, signed in."""

    world: World
    browsers: dict[Role, Client]

    def __getitem__(self, role: Role) -> Client:
        return self.browsers[role]


@pytest.fixture
def office(crowded: World) -> Iterator[Office]:
    put_numbers()
    browsers = {role: Client() for role in PEOPLE}
    for role, username in PEOPLE.items():
        make_account(username)
        make_post(username, role)
        give_password(username)
    with at(NOW + HOUR):
        for role, browser in browsers.items():
            assert enter(browser, PEOPLE[role])["Location"] == "/"
        yield Office(crowded, browsers)


SEEN_BY: dict[str, set[Role]] = {
    "/account/": set(PEOPLE),
    "/account/password/": set(PEOPLE),
    "/account/factor/": set(PEOPLE),
    "/account/factor/off/": set(PEOPLE),
    "/posts/choose/": set(PEOPLE),
    "/admin/accounts/": set(PEOPLE) - {Role.DEPARTMENT_CLERK},
    "/admin/accounts/o1/": set(PEOPLE) - {Role.DEPARTMENT_CLERK},
    "/admin/new-account/": {Role.SYSTEM_ADMIN},
    "/admin/departments/": set(PEOPLE),
    "/admin/departments/new/": {Role.SYSTEM_ADMIN},
    "/admin/departments/SCJG/close/": {Role.SYSTEM_ADMIN},
    "/admin/letters/": {Role.SYSTEM_ADMIN},
    "/admin/regions/": set(PEOPLE),
    "/admin/posts/": set(PEOPLE) - {Role.DEPARTMENT_CLERK},
    "/admin/new-post/": {Role.SECURITY_ADMIN},
    "/admin/links/": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN},
    "/admin/substitutions/": {Role.DEPARTMENT_HEAD, Role.SECURITY_ADMIN},
    "/admin/new-substitution/": {Role.DEPARTMENT_HEAD},
    "/admin/new-hand-over/": {Role.DEPARTMENT_HEAD, Role.SECURITY_ADMIN},
    "/admin/audit/": {Role.AUDIT_ADMIN},
}


def test_who_sees_which_page_and_looking_changes_nothing(office: Office) -> None:
    before = Entry.objects.count()
    for address, roles in SEEN_BY.items():
        for role in PEOPLE:
            status = office[role].get(address).status_code
            assert (address, role, status) == (address, role, 200 if role in roles else 403)
        assert Client().get(address)["Location"].startswith("/sign-in/?next=")
    assert Entry.objects.count() == before


def test_a_foreign_account_and_none_are_the_same_answer(office: Office) -> None:
    pages = [office[Role.SYSTEM_ADMIN].get(f"/admin/accounts/{name}/") for name in ("o3", "nobody")]
    assert [page.status_code for page in pages] == [404, 404]
    assert without_tokens(pages[0].content.decode()) == without_tokens(pages[1].content.decode())
    for address in ("/admin/accounts/o3/disable/", "/admin/accounts/o3/sessions/", "/admin/accounts/o3/link/"):
        assert office[Role.SYSTEM_ADMIN].post(address, {"reason": "x"}).status_code == 404
    assert office[Role.AUDIT_ADMIN].post(f"/admin/posts/{office.world.foreign.proposed}/approve/").status_code == 404
    assert office[Role.DEPARTMENT_HEAD].get("/admin/accounts/o2/").status_code == 404  # a sibling department's


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())


def test_from_a_new_account_to_a_right_four_people_do_their_part(office: Office) -> None:
    """System admin, security admin, audit admin, and the person."""
    given = {"region": "620799", "username": "neu", "display_name": "新人", "person": "工号9"}
    assert office[Role.SYSTEM_ADMIN].post("/admin/new-account/", given)["Location"] == "/admin/accounts/neu/"
    page = office[Role.SYSTEM_ADMIN].post("/admin/accounts/neu/link/").content.decode()
    link = "/links/" + page.partition("testserver/links/")[2].partition("/")[0] + "/"
    asked = {"account": "neu", "role": "officer", "region": "620799", "department": "SCJG"}
    assert office[Role.SECURITY_ADMIN].post("/admin/new-post/", asked).status_code == 303
    post = Post.objects.get(account="neu")
    assert office[Role.SECURITY_ADMIN].post(f"/admin/posts/{post.pk}/approve/").status_code == 403
    assert office[Role.AUDIT_ADMIN].post(f"/admin/posts/{post.pk}/approve/").status_code == 303
    person = Client()
    assert person.post(link, {"new": WORD, "again": WORD})["Location"] == "/"
    assert person.session["post"] == post.pk


@pytest.mark.clause("WS-2.2")
def test_a_department_is_founded_and_closed_on_the_pages(office: Office) -> None:
    admin, given = office[Role.SYSTEM_ADMIN], {"name": "应急管理局", "short_name": "应急局", "code": "YJGL", "region": "620799"}
    asked = given | {"kind": "department", "valid_from": "2026-01-01"}
    refused = admin.post("/admin/departments/new/", asked | {"kind": "zone"})
    assert (refused.status_code, "执法片区要列出所辖乡镇" in refused.content.decode()) == (422, True)
    assert admin.post("/admin/departments/new/", asked | {"region": "620798"}).status_code == 422
    assert admin.post("/admin/departments/new/", asked)["Location"] == "/admin/departments/"
    assert Department.objects.get(pk="YJGL").region_id == "620799"
    other = {"name": "城市管理局", "short_name": "城管局"}
    assert "代码已被使用" in admin.post("/admin/departments/new/", asked | other).content.decode()
    ending = {"last_day": "2025-01-01", "reason": "机构改革"}
    assert "早于" in admin.post("/admin/departments/YJGL/close/", ending).content.decode()
    assert admin.post("/admin/departments/YJGL/close/", ending | {"last_day": "2026-01-31"}).status_code == 303
    assert "已撤销" in admin.get("/admin/departments/").content.decode()
    foreign, unknown = (admin.get(f"/admin/departments/{code}/close/") for code in ("LX", "NONE"))
    assert (foreign.status_code, unknown.status_code) == (404, 404)


@pytest.mark.clause("WY-5.8b")
def test_what_could_not_be_delivered_is_shown_with_its_reason_and_done_again(db: None) -> None:
    make_region()
    make_department("SCJG")
    admin, dead = shown_to(make_actor(Role.SYSTEM_ADMIN)), make_dead_letter("RuleBroken: 不予受理")
    page = admin.get("/admin/letters/").content.decode()
    assert all(words in page for words in ("draft_publication", "不予受理", f"/admin/letters/{dead}/retry/"))
    assert shown_to(make_actor(Role.AUDIT_ADMIN)).post(f"/admin/letters/{dead}/retry/").status_code == 403
    assert admin.post(f"/admin/letters/{dead}/retry/").status_code == 303
    assert admin.post(f"/admin/letters/{dead}/retry/").status_code == 404
    assert "都办成了" in admin.get("/admin/letters/").content.decode()


def test_who_holds_a_part_of_the_home_sees_no_letters(office: Office) -> None:
    dead = make_dead_letter("x")
    assert "都办成了" in office[Role.SYSTEM_ADMIN].get("/admin/letters/").content.decode()
    assert office[Role.SYSTEM_ADMIN].post(f"/admin/letters/{dead}/retry/").status_code == 404


@pytest.mark.clause("GX-2.1")
def test_a_town_is_added_and_renamed_but_none_of_the_neighbours(office: Office) -> None:
    admin = office[Role.SYSTEM_ADMIN]
    for name in ("云渠镇", "云渠街道"):
        assert admin.post("/admin/regions/load/", {"code": "620799105", "name": name}).status_code == 303
    assert Region.objects.get(pk="620799105").name == "云渠街道"
    for outside in ("620798105", "62079"):
        assert admin.post("/admin/regions/load/", {"code": outside, "name": "某镇"}).status_code == 422


def test_what_the_rules_refuse_is_said_at_the_form(office: Office) -> None:
    given = {"region": "620799", "username": "o1", "display_name": "新人", "person": "工号9"}
    answer = office[Role.SYSTEM_ADMIN].post("/admin/new-account/", given)
    assert (answer.status_code, "账号名已被使用" in answer.content.decode()) == (422, True)
    asked = {"account": "sec", "role": "officer", "region": "620799", "department": "SCJG"}
    answer = office[Role.SECURITY_ADMIN].post("/admin/new-post/", asked)
    assert (answer.status_code, "不同的人" in answer.content.decode()) == (422, True)
    assert office[Role.SECURITY_ADMIN].post("/admin/new-post/", asked | {"account": "nobody"}).status_code == 422


def test_people_and_posts_are_found_sorted_and_kept_as_views(office: Office) -> None:
    client = office[Role.SECURITY_ADMIN]
    for address in ("/admin/accounts/?sort=-display_name", "/admin/posts/?sort=-role_name", "/admin/departments/?sort=-short_name"):
        page = (office[Role.SYSTEM_ADMIN] if "departments" in address else client).get(address).content.decode()
        assert ('aria-sort="descending"' in page, "存下的视图" in page) == (True, True)
        words = [row[1] for row in table_of(page)[1:]]
        assert words == sorted(words, reverse=True)
        assert len(words) > 1
    found = table_of(client.get("/admin/posts/?q=o1").content.decode())[1:]
    assert found
    assert all("o1" in row[0] for row in found)
    assert "这里现在没有" in client.get("/admin/posts/?q=没有这个人").content.decode()
    refused = office[Role.DEPARTMENT_CLERK].get("/admin/posts/").content.decode()
    assert "需要：分管领导、系统管理员、安全管理员、审计管理员" in refused


def test_people_and_posts_are_taken_out_as_they_are_seen_by_who_supervises(office: Office) -> None:
    """三员分立: who creates accounts and who grants rights take no lists out."""
    for address in ("/admin/accounts/?sort=-display_name", "/admin/posts/?state=approved&sort=-role_name"):
        assert unlike_its_file(office[Role.AUDIT_ADMIN], address) == []
        assert "导出" not in office[Role.SYSTEM_ADMIN].get(address).content.decode()
    assert office[Role.SYSTEM_ADMIN].post("/admin/accounts.xlsx").status_code == 403


def test_a_proposal_is_refused_with_a_reason(office: Office) -> None:
    post = office.world.own.proposed
    assert office[Role.AUDIT_ADMIN].post(f"/admin/posts/{post}/refuse/", {"reason": " "}).status_code == 409
    assert office[Role.AUDIT_ADMIN].post(f"/admin/posts/{post}/refuse/", {"reason": "材料不全"}).status_code == 303
    assert Post.objects.get(pk=post).status == PostStatus.ENDED
    assert office[Role.AUDIT_ADMIN].post(f"/admin/posts/{office.world.own.post}/refuse/", {"reason": "x"}).status_code == 409


def test_ending_and_disabling(office: Office) -> None:
    own = office.world.own
    assert office[Role.SECURITY_ADMIN].post(f"/admin/posts/{own.post}/end/", {"reason": "调离"}).status_code == 303
    assert Post.objects.get(pk=own.post).status == PostStatus.ENDED
    assert office[Role.SECURITY_ADMIN].post("/admin/accounts/o1/sessions/", {"reason": "手机丢失"}).status_code == 303
    assert office[Role.SYSTEM_ADMIN].post("/admin/accounts/o1/disable/", {"reason": "离职"}).status_code == 303
    assert Account.objects.get(pk="o1").disabled_at is not None


def test_the_head_lends_a_post_takes_it_back_and_hands_over(office: Office) -> None:
    head, own = office[Role.DEPARTMENT_HEAD], office.world.own
    asked = {"post": own.post, "account": "clerk", "valid_from": "2026-12-10T08:00", "valid_to": "2026-12-20T18:00", "reason": "出差"}
    refused = head.post("/admin/new-substitution/", asked | {"account": "head"})
    assert (refused.status_code, "不同的人" in refused.content.decode()) == (422, True)
    assert head.post("/admin/new-substitution/", asked).status_code == 303
    lent = Post.objects.get(account="clerk", stands_in_for=own.post)
    assert head.post(f"/admin/substitutions/{lent.pk}/end/", {"reason": "回来了"}).status_code == 303
    assert head.post("/admin/new-hand-over/", {"account": "o1", "successor": "c1", "reason": "调离"}).status_code == 303
    assert "调离" in head.get("/admin/substitutions/").content.decode()


def test_the_second_administrator_confirms_and_tells_a_word(office: Office) -> None:
    office[Role.SYSTEM_ADMIN].post("/admin/accounts/sec/link/")
    page = office[Role.AUDIT_ADMIN].get("/admin/links/").content.decode()
    address, *_ = re.findall(r'action="/admin/links/(\d+/confirm/)"', page)
    told = office[Role.AUDIT_ADMIN].post(f"/admin/links/{address}")
    assert told.status_code == 200
    assert "yc-mono orgs-word" in told.content.decode()
    assert office[Role.SYSTEM_ADMIN].post(f"/admin/links/{address}").status_code == 403


class TestOwnAccount:
    def test_the_password_changes_only_for_who_knows_it(self, office: Office) -> None:
        clerk = office[Role.DEPARTMENT_CLERK]
        new = {"new": "Another-2027?", "again": "Another-2027?"}
        assert clerk.post("/account/password/", {"old": "x", **new}).status_code == 422
        assert clerk.post("/account/password/", {"old": WORD, "new": "weak", "again": "weak"}).status_code == 422
        elsewhere = Client()
        enter(elsewhere, "clerk")
        assert clerk.post("/account/password/", {"old": WORD, **new}).status_code == 303
        assert clerk.get("/account/").status_code == 200
        assert elsewhere.get("/account/").status_code == 302
        assert enter(Client(), "clerk").status_code == 422

    def test_a_second_factor_is_turned_on_and_off_with_its_code(self, office: Office) -> None:
        clerk = office[Role.DEPARTMENT_CLERK]
        sealed = clerk.get("/account/factor/").context["form"].initial["sealed"]
        step = int(time.time() // STEP_SECONDS)
        assert clerk.post("/account/factor/", {"sealed": sealed, "password": WORD, "code": "000000"}).status_code == 422
        assert clerk.post("/account/factor/", {"sealed": sealed, "password": "x", "code": code_of(unseal(sealed), step)}).status_code == 422
        assert clerk.post("/account/factor/", {"sealed": "forged", "password": WORD, "code": "1"}).status_code == 409
        on = clerk.post("/account/factor/", {"sealed": sealed, "password": WORD, "code": code_of(unseal(sealed), step)})
        assert on.status_code == 303
        off = {"password": WORD, "code": code_of(unseal(sealed), step + 1)}
        assert clerk.post("/account/factor/off/", {**off, "code": "000000"}).status_code == 422
        assert clerk.post("/account/factor/off/", off).status_code == 303
        assert not SecondFactor.objects.exists()

    def test_all_sessions_end_at_once(self, office: Office) -> None:
        clerk, elsewhere = office[Role.DEPARTMENT_CLERK], Client()
        enter(elsewhere, "clerk")
        assert clerk.post("/account/sessions/end/")["Location"] == "/sign-in/"
        assert {clerk.get("/account/").status_code, elsewhere.get("/account/").status_code} == {302}


class TestAudit:
    def test_the_search_finds_by_person_thing_clause_and_time(self, office: Office) -> None:
        audit = office[Role.AUDIT_ADMIN]
        record_read(make_actor(Role.DEPARTMENT_CLERK, name="clerk"), RecordRead("subject:9", "法定代表人电话"), NOW)

        def shown(**asked: str) -> list[str]:
            return [line.row.about for line in audit.get("/admin/audit/", asked).context["lines"]]

        assert "subject:9" in shown(person="clerk")
        assert shown(about="subject:9") == ["subject:9"]
        assert shown(reads="on") == ["subject:9"]
        assert shown(person="clerk", until="2026-11-20T09:00") == []
        assert set(shown(clause="YX-2.13")) >= {"account:c1"}
        assert "法定代表人电话" in audit.get("/admin/audit/", {"about": "subject:9"}).content.decode()

    def test_what_cannot_be_read_is_said_and_does_not_break(self, office: Office) -> None:
        for asked in ({"since": "x"}, {"event": "x"}, {"page": "x"}, {"page": "99999999999999"}, {"person": "x" * 200}):
            assert office[Role.AUDIT_ADMIN].get("/admin/audit/", asked).status_code == 200

    @pytest.mark.parametrize("kind", ["xlsx", "csv"])
    def test_an_export_has_the_filtered_rows_as_text_and_leaves_a_mark(self, kind: str, office: Office) -> None:
        evil = '=HYPERLINK("http://evil.example")'
        record_read(make_actor(Role.DEPARTMENT_CLERK, name="clerk"), RecordRead(evil, "法定代表人电话"), NOW)
        answer = office[Role.AUDIT_ADMIN].post(f"/admin/audit/export.{kind}?reads=on")
        assert answer.status_code == 200
        assert f".{kind}" in answer["Content-Disposition"]
        rows = rows_of(kind, answer.content)
        assert (len(rows), rows[1][6]) == (2, evil if kind == "xlsx" else f"'{evil}")
        mark = Entry.objects.filter(actor="aud", event__endswith="PersonalRead").get()
        assert "1 行" in json.loads(mark.payload.text or "")["what"]
        assert office[Role.AUDIT_ADMIN].get(f"/admin/audit/export.{kind}").status_code == 405
        assert office[Role.SYSTEM_ADMIN].post(f"/admin/audit/export.{kind}").status_code == 403

    def test_more_than_the_norm_allows_leaves_the_house_by_nobody_alone(self, office: Office) -> None:
        full = SimpleNamespace(rows=(None,) * 1001)
        with patch("yicha.orgs.web.audit.audit.search", return_value=full):
            asked = office[Role.AUDIT_ADMIN].post("/admin/audit/export.csv")
        assert asked.status_code == 302
        assert "1 001" in office[Role.AUDIT_ADMIN].get(asked["Location"]).content.decode()

    def test_no_filter_of_the_address_leads_outside_the_region(self, office: Office) -> None:
        lines = office[Role.AUDIT_ADMIN].get("/admin/audit/", {"about": "account:o3"}).context["lines"]
        assert lines == []


def rows_of(kind: str, content: bytes) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


class TestEnterprise:
    @pytest.fixture(autouse=True)
    def codes(self, world: World) -> Iterator[None]:  # noqa: ARG002 prepares the house
        def enterprise_of_code(code: str, at: object) -> object:
            return SimpleNamespace(sid="LOC:7", region_path=REGION, name="青禾饭店") if code == "RIGHT-CODE" else None

        put_numbers()
        with patch.object(enterprise_pages, "import_string", lambda _: enterprise_of_code), at(NOW):
            yield

    def test_the_code_of_a_notice_acts_for_its_firm_alone(self, client: Client) -> None:
        assert client.post("/firm/sign-in/", {"code": "RIGHT-CODE"})["Location"] == "/"
        actor = acting(client)
        assert (actor.id, actor.role, actor.region, subject_of(actor)) == ("firm:LOC:7", Role.ENTERPRISE, REGION, "LOC:7")
        assert client.get("/admin/accounts/").status_code == 403
        assert client.get("/account/").status_code == 404

    def test_a_wrong_one_does_not_and_guesses_are_counted(self, client: Client) -> None:
        statuses = [client.post("/firm/sign-in/", {"code": f"W{number}"}).status_code for number in range(12)]
        assert statuses == [422] * 10 + [429] * 2
        assert client.get("/firm/sign-in/?code=RIGHT-CODE").status_code == 200

    def test_it_ends_as_every_session_does(self, client: Client) -> None:
        client.post("/firm/sign-in/", {"code": "RIGHT-CODE"})
        with at(NOW + HOUR):
            assert not acting(client).id


def acting(client: Client) -> Actor:
    """As the middleware set it."""
    return actor_of(client.get("/sign-in/").wsgi_request)


def test_the_room_that_makes_the_codes_is_there(db: None) -> None:
    """By the name in the settings, since it stands above this one."""
    assert enterprise_pages.enterprise_of("NONE-SUCH", NOW) is None
