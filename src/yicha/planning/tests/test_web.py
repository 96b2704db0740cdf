"""The screens of 计划: who sees them, what they change, and that their numbers are counts of rows."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from yicha.config.roles import ROLES
from yicha.draws.queries import draw as draw_of
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.ask_merge import ask_merge
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.queries import board, filings, opinions, plan_of, plan_rows, programme
from yicha.planning.testing import YEAR, draw_year, line_row, make_county, make_plans, merge_year
from yicha.planning.types import AskMerge, FileUnplanned, MergeProgramme, PlanStatus, ProgrammeStatus
from yicha.shell.testing import acting
from yicha.subjects.queries import active_subjects

pytestmark = pytest.mark.django_db
ELSEWHERE = "62/6207/620798"
WHOLE = {Role.COORDINATOR, Role.LEGAL_SUPERVISOR}


def person(role: Role, department: str = "SCJG", region: str = REGION) -> Actor:
    whole = role in WHOLE
    return Actor(f"u-{role}", "张三", region, "" if whole else department, role, whole_region=whole, permissions=ROLES[role])


def office(region: str = REGION) -> Client:
    return acting(person(Role.COORDINATOR, region=region))


def clerk(department: str = "SCJG", region: str = REGION) -> Client:
    return acting(person(Role.DEPARTMENT_CLERK, department, region))


@pytest.fixture
def county() -> None:
    make_county()


@pytest.fixture
def draft() -> int:
    make_county()
    make_plans()
    return merge_year().programme


@pytest.fixture
def nothing_changes(request: pytest.FixtureRequest) -> Iterator[None]:
    for name in {"county", "draft"}.intersection(request.fixturenames):
        request.getfixturevalue(name)  # what the test begins with comes before the count
    before = Entry.objects.count()
    yield
    assert Entry.objects.count() == before


def text(answer: Any) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())


class TestBoard:
    @pytest.mark.usefixtures("nothing_changes")
    def test_it_shows_before_after_and_bound(self, draft: int) -> None:
        answer = office().get(f"/programmes/{draft}/")
        assert answer.status_code == 200
        shown = " ".join(text(answer).split())
        assert "本来要进门 18 次 → 现在 6 次" in shown
        assert "已到下界" in shown
        assert answer.content.decode().count('class="pl-card') >= 5

    def test_foreign_is_as_unknown(self, draft: int) -> None:
        foreign = office(ELSEWHERE)
        for part in ("", "state/", "visit/", "rows/?what=before", "materials/", "adopt/"):
            assert foreign.get(f"/programmes/{draft}/{part}").status_code == 404
            assert office().get(f"/programmes/{draft + 999}/{part}").status_code == 404

    def test_enterprises_see_nothing(self, draft: int) -> None:
        assert acting(person(Role.ENTERPRISE)).get(f"/programmes/{draft}/").status_code == 403

    @pytest.mark.parametrize("what", ["before", "doors", "apart", "lost"])
    @pytest.mark.usefixtures("nothing_changes")
    def test_every_number_opens_exactly_its_rows(self, draft: int, what: str) -> None:
        shown = board(SYSTEM, draft)
        apart = sum(visit.apart is not None for visit in shown.visits)
        wanted = {"before": shown.figures.alone_doors, "doors": shown.figures.doors, "apart": apart, "lost": shown.figures.unplaced}[what]
        answer = office().get(f"/programmes/{draft}/rows/?what={what}")
        assert answer.status_code == 200
        assert answer.context["total"] == wanted
        assert f"{wanted} 行" in text(answer)

    def test_the_departments_numbers_add_up_and_open_their_rows(self, draft: int) -> None:
        lines = office().get(f"/programmes/{draft}/").context["page"].departments
        assert sum(line.doors for line in lines) == board(SYSTEM, draft).figures.alone_doors
        for line in lines:
            assert office().get(line.href).context["total"] == line.doors

    @pytest.mark.usefixtures("county")
    def test_the_load_of_a_week_opens_the_visits_that_find_no_room(self) -> None:
        make_plans(SCJG=(line_row(ratio="100%", window=(date(YEAR, 3, 2), date(YEAR, 3, 6))),))
        pk = merge_year().programme
        page = office().get(f"/programmes/{pk}/").context["page"]
        column = next(column for column in page.columns if column.more)
        assert column.cards.count("<li>") + column.more == column.doors
        assert office().get(column.more_href).context["total"] == column.doors

    def test_filters_narrow_the_cards(self, draft: int) -> None:
        assert office().get(f"/programmes/{draft}/?show=apart").content.decode().count('data-key="') < 5
        assert "没有符合条件" in text(office().get(f"/programmes/{draft}/?town=没有的镇"))
        assert office().get(f"/programmes/{draft}/?from=x&visit=y&department=z").status_code == 200


class TestAmending:
    def post(self, draft: int, client: Client | None = None, **said: Any) -> Any:
        return (client or office()).post(f"/programmes/{draft}/amend/", said)

    def test_pin_move_and_undo(self, draft: int) -> None:
        first = board(SYSTEM, draft).visits[0]
        assert self.post(draft, visit=first.key, act="pin").status_code == 303
        week = next(week for week in first.weeks if week != first.week)
        assert self.post(draft, visit=first.key, act="move", week=week).status_code == 303
        moved = next(visit for visit in board(SYSTEM, draft).visits if visit.key == first.key)
        assert (moved.week, moved.pinned) == (week, True)
        assert office().post(f"/programmes/{draft}/undo/", {"version": 3}).status_code == 303
        assert next(visit for visit in board(SYSTEM, draft).visits if visit.key == first.key).week == first.week

    def test_a_refused_week_shows_its_reason_until_it_is_taken_back(self, draft: int) -> None:
        first = board(SYSTEM, draft).visits[0]
        assert self.post(draft, visit=first.key, act="reject", reason="").status_code == 409
        assert self.post(draft, visit=first.key, act="reject", reason="企业搬迁").status_code == 303
        address = f"/programmes/{draft}/?visit={first.key}"
        aside = text(office().get(f"/programmes/{draft}/visit/?visit={first.key}"))
        assert "联席会议没有同意第10周" in aside
        assert "企业搬迁" in aside
        assert "撤回不同意" in aside
        assert "撤回不同意" not in text(clerk().get(address))
        assert self.post(draft, visit=first.key, act="allow", week=first.week).status_code == 303
        assert "联席会议没有同意" not in text(office().get(address))

    @pytest.mark.usefixtures("nothing_changes")
    def test_a_refusal_stands_at_the_card_with_article_and_ways(self, draft: int) -> None:
        first = board(SYSTEM, draft).visits[0]
        answer = self.post(draft, visit=first.key, act="move", week=50)
        assert answer.status_code == 409
        shown = text(answer)
        assert "时间窗" in shown
        assert "连云港 4.3a" in shown
        assert "改到第" in shown

    @pytest.mark.usefixtures("nothing_changes")
    def test_only_the_office_amends(self, draft: int) -> None:
        first = board(SYSTEM, draft).visits[0]
        assert self.post(draft, clerk(), visit=first.key, act="pin").status_code == 403
        assert self.post(draft, office(ELSEWHERE), visit=first.key, act="pin").status_code == 404
        assert office().get(f"/programmes/{draft}/amend/").status_code == 405
        assert self.post(draft, visit=first.key, act="nonsense").status_code == 303


class TestConference:
    def test_a_department_answers_and_the_office_adopts(self, draft: int) -> None:
        client = clerk("XFJY")
        address = f"/programmes/{draft}/opinion/"
        assert "还没有征集部门意见" in text(office().get(f"/programmes/{draft}/adopt/"))
        assert client.post(f"/programmes/{draft}/consult/").status_code == 403
        assert office(ELSEWHERE).post(f"/programmes/{draft}/consult/").status_code == 404
        assert office().post(f"/programmes/{draft}/consult/").status_code == 303
        assert "还没有答复" in text(office().get(f"/programmes/{draft}/adopt/"))
        assert client.post(address, {"stance": "adjust", "note": ""}).status_code == 422
        assert client.post(address, {"stance": "adjust", "note": "6月有演练"}).status_code == 303
        assert [one.department for one in opinions(SYSTEM, draft)] == ["XFJY"]
        assert "6月有演练" in text(office().get(f"/programmes/{draft}/adopt/"))
        assert office().post(f"/programmes/{draft}/adopt/").status_code == 409
        for department in ("SCJG", "WSJK"):
            assert clerk(department).post(address, {"stance": "agree"}).status_code == 303
        assert office().post(f"/programmes/{draft}/adopt/").status_code == 409
        assert office().post(f"/programmes/{draft}/consult/").status_code == 303
        assert client.post(address, {"stance": "adjust", "note": "还是有演练"}).status_code == 303
        decide = f"/programmes/{draft}/opinions/XFJY/"
        assert "不采纳" in text(office().get(f"/programmes/{draft}/adopt/"))
        assert client.post(decide, {"accepted": "no", "reason": "只占一天"}).status_code == 403
        assert office().post(decide, {"accepted": "no"}).status_code == 422
        assert office().post(decide, {"accepted": "no", "reason": "只占一天"}).status_code == 303
        assert "只占一天" in text(office().get(f"/programmes/{draft}/"))
        assert office().post(f"/programmes/{draft}/adopt/").status_code == 303
        assert programme(SYSTEM, draft).status is ProgrammeStatus.ADOPTED
        assert office().get(f"/schedule/?year={YEAR}&week=12").status_code == 200

    @pytest.mark.usefixtures("nothing_changes")
    def test_only_the_office_adopts(self, draft: int) -> None:
        assert clerk().post(f"/programmes/{draft}/adopt/").status_code == 403
        assert office().post(f"/programmes/{draft}/opinion/", {"stance": "agree"}).status_code == 403

    @pytest.mark.usefixtures("nothing_changes")
    def test_materials_hold_the_figures(self, draft: int) -> None:
        assert "18" in text(office().get(f"/programmes/{draft}/materials/"))
        book = office().get(f"/programmes/{draft}/materials/programme.xlsx")
        assert book.status_code == 200
        assert book.content[:2] == b"PK"

    def test_officers_are_drawn_over_the_adopted_programme(self, draft: int) -> None:
        office().post(f"/programmes/{draft}/adopt/")
        address = f"/programmes/{draft}/staff/"
        assert office().get(address).status_code == 200
        assert office().post(address, {}).status_code == 422
        assert office().post(address, {"participants": ["SCJG", "XFJY"]}).status_code == 409  # 未经见证
        drawn = {"participants": ["SCJG", "XFJY"], "beacon_name": "双色球", "beacon_round": "2099001"}
        assert "写明何时开奖" in text(office().post(address, drawn))
        assert office().post(address, drawn | {"beacon_due": "2020-01-02T21:15"}).status_code == 409, "the number is out"
        drawn |= {"beacon_due": "2099-01-01T21:15", "fallback_name": "大乐透", "fallback_round": "99001"}
        assert "写明何时开奖" in text(office().post(address, drawn))
        assert office().post(address, drawn | {"fallback_due": "2099-01-01T21:15"}).status_code == 409, "it comes after the first"
        assert office().post(address, drawn | {"fallback_due": "2099-01-02T21:15"}).status_code == 303
        staffing = programme(SYSTEM, draft).staffing_draw
        assert staffing
        assert draw_of(SYSTEM, staffing).beacon.fallback is not None


class TestMerging:
    @pytest.mark.usefixtures("county")
    def test_asking_answers_at_once_and_the_page_waits(self) -> None:
        make_plans()
        draw = draw_year()
        answer = office().post("/programmes/merge/", {"draw": draw, "first_day": f"{YEAR}-01-01"})
        assert answer.status_code == 303
        pk = int(answer["Location"].strip("/").rpartition("/")[2])
        assert "正在合并" in text(office().get(f"/programmes/{pk}/"))
        waiting = office().get(f"/programmes/{pk}/state/")
        assert 'hx-trigger="every 2s"' in waiting.content.decode()
        merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1), pk), NOW)
        assert office().get(f"/programmes/{pk}/state/")["HX-Redirect"] == f"/programmes/{pk}/"

    @pytest.mark.usefixtures("county")
    def test_the_list_offers_what_was_drawn(self) -> None:
        make_plans()
        draw_year()
        shown = office().get(f"/programmes/?year={YEAR}")
        assert "可以合并" in text(shown)
        assert "可以合并" not in text(clerk().get(f"/programmes/?year={YEAR}"))
        assert clerk().post("/programmes/merge/", {"draw": 1}).status_code == 403

    def test_one_programme_is_its_list(self, draft: int) -> None:
        assert office().get(f"/programmes/?year={YEAR}")["Location"] == f"/programmes/{draft}/"
        assert f"/programmes/{draft}/" in office().get(f"/programmes/?year={YEAR}&all=1").content.decode()

    def test_another_draft_discards_the_first(self, draft: int) -> None:
        asked = ask_merge(SYSTEM, AskMerge(programme(SYSTEM, draft).draw, date(YEAR, 1, 1)), NOW)
        assert programme(SYSTEM, asked.programme).status is ProgrammeStatus.MERGING


LINE = {
    "item": "SCJG-I",
    "selection": "random",
    "ratio": "50%",
    "first_day": f"{YEAR}-03-02",
    "last_day": f"{YEAR}-06-26",
    "mode": "onsite",
    "announced": "on",
    "minutes": "60",
    "min_officers": "2",
    "mergeable": "on",
}


class TestPlans:
    @pytest.mark.usefixtures("county")
    def test_a_clerk_drafts_changes_and_removes_lines_and_files_them(self) -> None:
        client, address = clerk(), f"/plans/years/{YEAR}/lines/"
        assert client.get(address).status_code == 200
        assert client.post(address, LINE | {"towns": [], "word": "餐饮"}).status_code == 303
        filed = plan_of(SYSTEM, REGION, YEAR, "SCJG")
        assert filed is not None
        assert [(line.line_id, line.scope_query) for line in filed.lines] == [("SCJG-01", "scope LIKE '%餐饮%'")]
        assert client.post(address, LINE).status_code == 303
        assert client.post(f"{address}SCJG-02/", LINE | {"minutes": "90"}).status_code == 303
        assert client.get(f"{address}SCJG-02/").context["form"].initial["minutes"] == 90
        assert client.post(f"{address}SCJG-01/remove/").status_code == 303
        filed = plan_of(SYSTEM, REGION, YEAR, "SCJG")
        assert filed is not None
        assert [(line.line_id, line.minutes) for line in filed.lines] == [("SCJG-02", 90)]
        assert "草稿，还没有报送" in text(client.get(f"/plans/?year={YEAR}"))
        assert client.post(f"/plans/years/{YEAR}/file/").status_code == 303
        assert "撤回" in text(client.get(f"/plans/?year={YEAR}"))
        assert client.post(address, LINE).status_code == 422
        assert client.post(f"/plans/{filed.id}/take-back/").status_code == 303
        assert client.post(f"{address}SCJG-02/remove/").status_code == 303

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"scope_query": "town = = 1"}, "第1行"),
            ({"selection": "list"}, "名单为空"),
            ({"mergeable": ""}, "不合并须说明理由"),
            ({"ratio": "500%"}, "超过 100%"),
            ({"last_day": f"{YEAR}-01-01"}, "结束早于开始"),
            ({"min_officers": "1"}, "2"),
        ],
    )
    @pytest.mark.usefixtures("county", "nothing_changes")
    def test_what_is_wrong_is_said_at_the_field(self, wrong: dict[str, str], words: str) -> None:
        answer = clerk().post(f"/plans/years/{YEAR}/lines/", LINE | wrong)
        assert answer.status_code == 422
        assert words in text(answer)

    @pytest.mark.usefixtures("county", "nothing_changes")
    def test_the_count_follows_the_form(self) -> None:
        address = f"/plans/years/{YEAR}/count/"
        assert "对象 12 户，约 6 次" in text(clerk().get(address, {"ratio": "50%"}))
        assert "对象 12 户，约 12 次" in text(clerk().get(address, {"selection": "full"}))
        assert "对象 2 户，约 2 次" in text(clerk().get(address, {"selection": "list", "sids": "A;B"}))
        assert "第1行第6个字" in text(clerk().get(address, {"scope_query": "town ~ 1"}))
        assert "对象 0 户" in text(clerk().get(address, {"word": "没有这种"}))

    @pytest.mark.usefixtures("county")
    def test_the_office_sees_all_returns_and_freezes(self) -> None:
        make_plans(SCJG=(line_row(),), XFJY=(line_row(department="XFJY"),))
        shown = text(office().get(f"/plans/?year={YEAR}"))
        assert "未报" in shown
        row = plan_rows(SYSTEM, REGION, YEAR)[0]
        assert clerk().post(f"/plans/{row.id}/return/", {"reason": "x"}).status_code == 403
        assert office(ELSEWHERE).post(f"/plans/{row.id}/return/", {"reason": "x"}).status_code == 404
        assert office().post(f"/plans/{row.id}/return/", {"reason": "缺依据"}).status_code == 303
        assert plan_rows(SYSTEM, REGION, YEAR)[0].status is PlanStatus.RETURNED
        assert "缺依据" in text(office().get(f"/plans/{row.id}/"))
        assert office().post(f"/plans/years/{YEAR}/freeze/", {"participants": ["SCJG"]}).status_code == 303
        assert [one.status for one in plan_rows(SYSTEM, REGION, YEAR)] == [PlanStatus.RETURNED, PlanStatus.FROZEN]

    @pytest.mark.usefixtures("county")
    def test_a_frozen_plan_is_not_changed(self) -> None:
        make_plans(SCJG=(line_row(),))
        office().post(f"/plans/years/{YEAR}/freeze/", {"participants": ["SCJG"]})
        assert "加一行" not in text(clerk().get(f"/plans/?year={YEAR}"))
        answer = clerk().post(f"/plans/years/{YEAR}/lines/", LINE)
        assert answer.status_code == 422

    @pytest.mark.usefixtures("county")
    def test_plans_of_another_county_are_as_unknown(self) -> None:
        make_plans(SCJG=(line_row(),))
        pk = plan_rows(SYSTEM, REGION, YEAR)[0].id
        before = Entry.objects.count()
        assert office(ELSEWHERE).get(f"/plans/{pk}/").status_code == 404
        assert clerk(region=ELSEWHERE).get(f"/plans/{pk}/lines/SCJG-01/count/").status_code == 404
        assert office().get(f"/plans/{pk}/lines/SCJG-01/count/").status_code == 200
        assert clerk().get(f"/plans/years/{YEAR}/lines/NO-01/").status_code == 404
        assert Entry.objects.count() == before


class TestUnplanned:
    @pytest.mark.usefixtures("county")
    def test_filed_decided_and_arranged(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yicha.planning.web.unplanned.now", lambda: NOW)
        said = {"subject": "", "item": "SCJG-I", "visit_on": "2026-12-10", "minutes": "60", "reason": "群众反映集中"}
        page = clerk().get("/plans/unplanned/new/")
        assert page.status_code == 200
        sid = some_sid()
        assert clerk().post("/plans/unplanned/new/", said | {"subject": "没有这家"}).status_code == 422
        assert "最迟" in text(clerk().post("/plans/unplanned/new/", said | {"subject": sid, "visit_on": "2026-11-21"}))
        assert clerk().post("/plans/unplanned/new/", said | {"subject": sid}).status_code == 303
        row = filings(SYSTEM)[0]
        address = f"/plans/unplanned/{row.id}/"
        assert clerk().post(f"{address}decide/", {"consent": "yes"}).status_code == 403
        assert office(ELSEWHERE).get(f"{address}decide/").status_code == 404
        assert office().get(f"{address}decide/").status_code == 200
        assert office().post(f"{address}decide/", {"consent": "no"}).status_code == 409
        assert office().post(f"{address}decide/", {"consent": "yes"}).status_code == 303
        assert clerk("XFJY").post(f"{address}visit/").status_code == 403
        assert clerk().post(f"{address}visit/").status_code == 303
        assert "已排入" in text(office().get("/plans/unplanned/"))

    @pytest.mark.usefixtures("county")
    def test_a_department_sees_its_own(self) -> None:
        what = (some_sid(), "SCJG-I", "食品安全", date(2026, 12, 10), 60, "原因")
        file_unplanned(SYSTEM, FileUnplanned(REGION, "SCJG", *what), NOW)
        assert "原因" in text(clerk().get("/plans/unplanned/?status=filed"))
        assert "没有计划外" in text(clerk("XFJY").get("/plans/unplanned/"))


def some_sid() -> str:
    return active_subjects(SYSTEM, REGION, NOW.date())[0].sid


@pytest.mark.usefixtures("nothing_changes")
def test_the_schedule_shows_a_week(draft: int) -> None:
    answer = clerk().get(f"/schedule/?year={YEAR}&week=99&department=")
    assert answer.status_code == 200
    assert "没有安排上门" in text(answer)
    assert acting(person(Role.ENTERPRISE)).get("/schedule/").status_code == 403
