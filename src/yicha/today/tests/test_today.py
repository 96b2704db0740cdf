"""The page of the day: whose matters stand there, that the counts are the lists, that nobody is shown what is not his."""

import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yicha.disclosure.testing import draft_results
from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.propose_void import propose_void
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.actions.type_beacon import type_beacon
from yicha.draws.actions.void_draw import void_draw
from yicha.draws.queries import draw
from yicha.draws.testing import MINUTE, READ, commitment, next_issue
from yicha.draws.types import BeaconPlan, CommitReveal, ProposeVoid, RecordBeacon, SealManifest, TypeBeacon, VoidDraw
from yicha.engines.deadlines import Light
from yicha.inspections.testing import make_inspections, officer, planned
from yicha.items.testing import item_row, make_items
from yicha.items.types import CheckPoint, ItemClass
from yicha.kernel.actor import NOBODY, SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, make_dead_letter, run_sql
from yicha.kernel.testing import actor as actor_who
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region
from yicha.orgs.types import DepartmentKind
from yicha.orgs.types import Role as PostRole
from yicha.planning.actions.draft_plan import draft_plan
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.actions.open_consultation import open_consultation
from yicha.planning.actions.return_plan import return_plan
from yicha.planning.models import AnnualPlan
from yicha.planning.queries import programmes
from yicha.planning.testing import DEPARTMENTS, PARTIES, SALT, YEAR, adopt_year, draw_year, line_row, make_county, make_plans, merge_year
from yicha.planning.types import (
    DraftPlan,
    FilePlan,
    FreezeYear,
    MergeProgramme,
    OpenConsultation,
    ReturnPlan,
)
from yicha.scenes.actions.review_scene import review_scene
from yicha.scenes.testing import content, proposed_scene, scene_items
from yicha.scenes.types import Offer, ReviewScene, SceneItem
from yicha.shell.testing import acting
from yicha.today.queries import day_of
from yicha.today.types import Day, Tab

pytestmark = pytest.mark.django_db
OFFICE, CLERK, HEAD = (make_actor(role) for role in (Role.COORDINATOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD))
STRANGER, SUPERVISOR = make_actor(Role.COORDINATOR, region="62/6299"), make_actor(Role.LEGAL_SUPERVISOR, "SFJ", name="supervisor")
BEFORE = datetime(YEAR - 1, 12, 1, 9, tzinfo=NOW.tzinfo)
MARCH = datetime(YEAR, 3, 2, 9, tzinfo=NOW.tzinfo)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.today.web.pages.now", lambda: NOW)


def day(actor: Actor, tab: Tab = Tab.WAITING, at: datetime = NOW) -> Day:
    return day_of(actor, tab, at)


def titles(actor: Actor, tab: Tab = Tab.WAITING, at: datetime = NOW) -> list[str]:
    return [row.title for row in day(actor, tab, at).rows]


class TestTheOffice:
    def test_it_waits_for_plans_then_freezes_them(self) -> None:
        make_county()
        file_plan(SYSTEM, FilePlan(REGION, YEAR, "SCJG", (line_row(),)), NOW)
        row = day(OFFICE).rows[0]
        assert (row.title, row.act) == ("收齐2026年部门计划", "看计划")
        assert row.note.count("、") == len(DEPARTMENTS) - 2
        for other in set(DEPARTMENTS) - {"SCJG"}:
            file_plan(SYSTEM, FilePlan(REGION, YEAR, other, (line_row(department=other),)), NOW)
        assert titles(OFFICE) == ["冻结2026年部门计划"]

    @pytest.mark.clause("R-PLAN-1")
    @pytest.mark.parametrize(("month", "light"), [(1, Light.OK), (3, Light.NOW), (4, Light.OVER)], ids=["January", "31 March", "1 April"])
    def test_the_plan_is_to_be_public_by_the_end_of_march_even_if_nobody_has_filed(self, month: int, light: Light) -> None:
        make_county()
        file_plan(SYSTEM, FilePlan(REGION, YEAR, "SCJG", (line_row(),)), NOW)
        run_sql(actor_who(RUN_SQL), Sql("UPDATE planning_annualplan SET year = year - 1", ()), NOW)
        at = datetime(YEAR, month, {1: 5, 3: 31, 4: 1}[month], 9, tzinfo=NOW.tzinfo)
        row = next(row for row in day(OFFICE, at=at).rows if row.title == "公布2026年度检查计划")
        assert (row.note, row.clause) == ("还没有部门报计划", "R-PLAN-1")
        assert row.clock is not None
        assert (row.clock.due.day, row.clock.light) == (date(YEAR, 3, 31), light)
        assert bool(titles(OFFICE, Tab.OVERDUE, at)) is (light is Light.OVER)
        assert [one.kind for one in day(OFFICE, at=at).expiring] == ["年度检查计划公布"]
        assert [one.kind for one in day(CLERK, at=at).expiring] == []

    def test_who_began_in_the_middle_of_the_year_is_not_asked_for_what_was_due_before(self) -> None:
        make_county()
        assert "公布2026年度检查计划" not in titles(OFFICE)

    @pytest.mark.clause("R-PLAN-1")
    def test_it_stands_there_between_the_freezing_and_the_draw_too(self) -> None:
        make_county()
        make_plans()
        assert "公布2026年度检查计划" not in titles(OFFICE)  # it is to be frozen, and that row has the clock
        freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, next_issue(REGION, YEAR), SALT), NOW)
        (row,) = [row for row in day(OFFICE).rows if row.clause == "R-PLAN-1"]
        assert (row.title, row.note) == ("公布2026年度检查计划", "计划已冻结，还没有抽取监管对象")

    def test_it_merges_then_gathers_opinions_then_draws_officers(self) -> None:
        make_county()
        make_plans()
        draw_year()
        assert "合并2026年各部门的计划" in titles(OFFICE)

    def test_a_merged_programme_waits_for_opinions(self) -> None:
        make_county()
        make_plans()
        draft = merge_year().programme
        (row,) = day(OFFICE).rows
        assert (row.title, row.clause) == ("收齐意见，审定2026年合并计划", "R-PLAN-1")
        assert row.clock is not None
        assert row.clock.light is Light.OVER  # it is November, and the plan was to be public by 31 March
        assert titles(CLERK) == []
        open_consultation(OFFICE, OpenConsultation(draft), NOW)
        assert titles(CLERK) == ["答复合并方案"]

    def test_an_adopted_one_wants_its_officers(self) -> None:
        make_county()
        make_plans()
        adopt_year()
        assert titles(OFFICE) == ["抽2026年执法人员"]
        assert titles(CLERK) == []

    def test_the_year_before_it_sees_what_the_next_one_wants(self) -> None:
        make_county()
        make_plans()
        drawn = draw_year()
        (row,) = [row for row in day(OFFICE, at=BEFORE).rows if row.act == "合并"]
        assert (row.title, row.href) == ("合并2026年各部门的计划", f"/programmes/?year={YEAR}")
        merge_programme(SYSTEM, MergeProgramme(drawn, date(YEAR, 1, 1)), NOW)
        assert titles(OFFICE, at=BEFORE) == ["收齐意见，审定2026年合并计划"]
        open_consultation(OFFICE, OpenConsultation(programmes(SYSTEM, REGION, YEAR)[0].id), BEFORE)
        assert "答复合并方案" in titles(CLERK, at=BEFORE)
        assert day(OFFICE, at=BEFORE).progress is None

    def test_visits_to_which_nobody_went_are_told_and_counted(self) -> None:
        rows = make_inspections()
        found = day(OFFICE)
        assert f"{len(rows)} 次上门过了期没有人去" in [row.title for row in found.rows]
        late = day(OFFICE, Tab.OVERDUE).rows
        assert sum(int(re.match(r"\d+", row.note)[0]) for row in late) == len(rows)  # type: ignore[index,misc] # every note begins so

    def test_how_far_the_year_has_come(self) -> None:
        rows = make_inspections()
        progress = day(OFFICE, at=MARCH).progress
        assert progress is not None
        figures = {figure.label: figure.value for figure in progress.figures}
        assert figures["合并后进门"] <= figures["各部门分别要进门"]
        assert sum(bar.together for bar in progress.charts[0].bars) == progress.charts[0].together <= len(rows)
        assert all(bar.together_height <= bar.apart_height <= 140 for bar in progress.charts[0].bars)


@pytest.mark.clause("YX-2.7b")
class TestTwoPersons:
    def test_what_one_typed_waits_for_another(self) -> None:
        pk = sealed_draw()
        assert not second_typings(OFFICE, SUPERVISOR)
        type_beacon(OFFICE, TypeBeacon(pk, READ), NOW + 4 * MINUTE)
        assert second_typings(OFFICE, SUPERVISOR) == [SUPERVISOR.id]
        assert [title for title in titles(OFFICE) if title.startswith("等另一人录入第二遍")]
        assert "揭示秘密数" not in titles(make_actor(Role.DEPARTMENT_HEAD, PARTIES[0]))
        other = make_actor(Role.COORDINATOR, name="other")
        assert second_typings(other) == [other.id]
        assert not [title for title in titles(other) if title.startswith(("等", "登记"))]
        assert not second_typings(STRANGER, CLERK)
        record_beacon(SUPERVISOR, RecordBeacon(pk, READ), NOW)
        assert not second_typings(OFFICE, SUPERVISOR, other)
        (row,) = [row for row in day(OFFICE).rows if row.title.startswith("抽取：")]
        assert row.note.startswith("没有揭示的：")

    def test_a_number_without_a_result_is_asked_for_and_then_overdue(self) -> None:
        sealed_draw()
        row = next(row for row in day(OFFICE, at=NOW + MINUTE).rows if row.title.startswith("等揭示"))
        assert row.clock is not None
        said = NOW + 4 * MINUTE
        assert next(row for row in day(OFFICE, at=said).rows if row.title.startswith("登记公开随机数")).clock is not None
        assert "揭示秘密数" not in {row.title for row in day(make_actor(Role.DEPARTMENT_HEAD, PARTIES[0]), at=said).rows}
        assert not [row for row in day(OFFICE, Tab.OVERDUE, at=said).rows if row.title == "抽取没有结果"]
        assert [row for row in day(OFFICE, Tab.OVERDUE, at=said.replace(day=27)).rows if row.title == "抽取没有结果"]

    @pytest.mark.clause("LYG-5.6")
    def test_a_proposed_void_waits_for_another_whatever_the_year(self) -> None:
        pk = sealed_draw()
        propose_void(SUPERVISOR, ProposeVoid(pk, "名录有误"), NOW)
        for at in (NOW, NOW.replace(year=YEAR + 1)):
            (row,) = [row for row in day(OFFICE, at=at).rows if row.title.startswith("确认作废")]
            assert (row.note, row.href) == (f"{SUPERVISOR.id}提议：名录有误", f"/draws/{pk}/")
        for person in (SUPERVISOR, STRANGER, CLERK):
            assert not [title for title in titles(person) if title.startswith("确认作废")]
        void_draw(OFFICE, VoidDraw(pk, "名录有误"), NOW)
        assert not [title for title in titles(OFFICE) if title.startswith("确认作废")]


def sealed_draw() -> int:
    """Everybody has committed, nobody has revealed."""
    make_county()
    make_plans()
    pk = freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, next_issue(REGION, YEAR), SALT), NOW).draw
    row = draw(SYSTEM, pk)
    for one in row.participants:
        commit_reveal(SYSTEM, CommitReveal(pk, one.department, commitment(row.number, one.place, one.department)), NOW)
    seal_manifest(SYSTEM, SealManifest(pk), NOW + MINUTE)
    return pk


def second_typings(*persons: Actor) -> list[str]:
    """Who of them is asked for it."""
    return [one.id for one in persons if any(title.startswith("录入第二遍公开随机数") for title in titles(one))]


class TestADepartment:
    def test_it_is_asked_for_its_plan_once_others_have_begun(self) -> None:
        make_county()
        assert titles(CLERK) == []
        file_plan(SYSTEM, FilePlan(REGION, YEAR, "XFJY", (line_row(department="XFJY"),)), NOW)
        assert titles(CLERK) == ["填报2026年部门计划"]
        draft_plan(SYSTEM, DraftPlan(REGION, YEAR, "SCJG", (line_row(),)), NOW)
        row = day(CLERK).rows[0]
        assert (row.title, row.note, row.clause) == ("报送2026年部门计划", "草稿 1 行", "R-PLAN-1")
        assert row.clock is not None
        assert row.clock.due.day == date(YEAR, 3, 31)
        assert "SCJG" in day(OFFICE).rows[0].note  # a draft is not filed

    def test_a_returned_plan_says_why(self) -> None:
        make_county()
        make_plans()
        assert titles(CLERK, Tab.STARTED) == ["2026年部门计划已报送"]
        plan = AnnualPlan.objects.get(department="SCJG")
        return_plan(SYSTEM, ReturnPlan(plan.pk, "时间窗太短"), NOW)
        row = day(CLERK).rows[0]
        assert (row.title, row.note) == ("改好退回的2026年计划", "时间窗太短")

    def test_firms_are_told_in_time(self) -> None:
        rows = make_inspections()
        first = min(planned(row).first_day for row in rows)
        eve = datetime.combine(first, datetime.min.time(), NOW.tzinfo).replace(hour=9)
        leads = {planned(row).lead for row in rows if planned(row).first_day == first}
        clerk = make_actor(Role.DEPARTMENT_CLERK, min(leads))
        assert any(title.startswith("发出") for title in titles(clerk, at=eve))

    def test_its_head_approves_and_publishes(self) -> None:
        row = make_inspections()[0]
        drafts = draft_results(row)
        head = make_actor(Role.DEPARTMENT_HEAD, drafts[0].department)
        assert "公示 1 条检查结果" in titles(head)
        assert titles(make_actor(Role.DEPARTMENT_HEAD, "NONE")) == []

    def test_a_head_whose_secret_is_wanted_is_asked_for_it(self) -> None:
        make_county()
        make_plans()
        freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, BeaconPlan(), SALT), NOW)
        heads = [make_actor(Role.DEPARTMENT_HEAD, party) for party in PARTIES]
        assert [titles(head).count("提交秘密数的承诺") for head in heads] == [1] * len(PARTIES)
        assert any(title.startswith("等承诺") for title in titles(OFFICE))

    def test_an_officer_sees_the_firms_to_which_he_was_drawn(self) -> None:
        rows = make_inspections()
        visit = planned(rows[0])
        eve = datetime.combine(visit.first_day, datetime.min.time(), NOW.tzinfo).replace(hour=9)
        drawn = officer(rows[0], visit.departments[0])
        assert visit.name in titles(drawn, at=eve)


class TestOthers:
    def test_who_keeps_the_list_sees_what_is_proposed(self) -> None:
        make_county()
        make_items(item_row(5, department="SCJG"))
        assert all("审定" in title for title in titles(make_actor(Role.DATA_STEWARD)))

    def test_a_scene_goes_from_desk_to_desk(self) -> None:
        """LYG-4.1: justice reviews, the joint office publishes, a member proposes what the scene brings along."""
        make_county()
        scene_items()
        justice, member = make_actor(Role.LEGAL_SUPERVISOR), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
        offered = SceneItem("XFJY", "油烟管道检查", offer=Offer("消防", "《消防法》", ItemClass.GENERAL, (CheckPoint("1", "清洗"),)))
        row = proposed_scene(items=(*content().items, offered))
        assert f"审核场景：{row.content.name}" in titles(justice)
        assert f"为场景提出事项：{row.content.name}" in titles(member)
        assert not [title for title in titles(CLERK) if "场景" in title]
        review_scene(SYSTEM, ReviewScene(row.id, agrees=False, note="依据不全"), NOW)
        assert f"改退回的场景：{row.content.name}" in titles(CLERK)
        assert not [title for title in titles(justice) if "场景" in title]
        assert not [title for title in titles(STRANGER) if "场景" in title]

    @pytest.mark.parametrize("role", list(Role))
    def test_the_page_of_everybody_opens_and_its_counts_are_its_lists(self, role: Role) -> None:
        load_shipped()
        make_region()
        actor = make_actor(role)
        seen = acting(actor).get("/")
        assert seen.headers.get("Location") == "/firm/" if role is Role.ENTERPRISE else seen.status_code == 200
        for tab in Tab:
            found = day(actor, tab)
            assert next(one.count for one in found.tabs if one.tab is tab) == len(found.rows)

    def test_another_region_sees_nothing_of_it(self) -> None:
        make_inspections()
        found = day(STRANGER)
        assert (found.rows, found.expiring, found.progress) == ((), (), None)

    def test_nobody_is_shown_the_way_in(self) -> None:
        assert acting(NOBODY).get("/").headers["Location"] == "/sign-in/"

    def test_an_empty_home_says_what_comes_first(self) -> None:
        load_shipped()
        make_region()
        steps = day(OFFICE).steps
        assert [(step.done, step.current) for step in steps] == [(False, True), (True, False), *[(False, False)] * 4]
        assert "先把家底摸清" in acting(OFFICE).get("/").content.decode()

    def test_everybody_is_offered_the_steps_that_are_his(self) -> None:
        load_shipped()
        make_region()
        steward = make_actor(Role.DATA_STEWARD, "SJJ", name="steward")
        offered = {actor: {step.act for step in day(actor).steps if step.href} for actor in (OFFICE, CLERK, steward, SUPERVISOR)}
        assert offered == {
            OFFICE: {"看参数", "导入"},
            CLERK: {"看参数", "导入", "看清单", "填计划"},
            steward: {"看参数", "导入", "看清单"},
            SUPERVISOR: {"看参数"},
        }
        for actor in offered:
            for step in day(actor).steps:
                assert not step.href or acting(actor).get(step.href).status_code == 200, step
        assert "由各部门科室办" in acting(SUPERVISOR).get("/").content.decode()

    def test_three_administrators_bring_people_into_office_and_are_led_there(self) -> None:
        load_shipped()
        make_region()
        admins = [make_actor(role, name=role.value) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)]
        assert [[bool(step.href) for step in day(admin).steps] for admin in admins] == [
            [True, True, False, False],
            [False, False, True, False],
            [False, False, False, True],
        ]
        for admin in admins:
            assert all(acting(admin).get(step.href).status_code == 200 for step in day(admin).steps if step.href)
        make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
        make_department("SCJG")
        for name, role, office in (("a", Role.COORDINATOR, "LXB"), ("b", Role.DEPARTMENT_CLERK, "SCJG")):
            assert [step.current for step in day(admins[0]).steps].index(True) == (1 if name == "a" else 2)
            make_account(name)
            make_post(name, role, office)
        assert [day(admin).steps for admin in admins] == [()] * 3

    def test_what_could_not_be_delivered_waits_for_who_runs_the_home(self) -> None:
        load_shipped()
        make_region()
        make_dead_letter("RuleBroken: 不予受理")
        (row,) = day(make_actor(Role.SYSTEM_ADMIN)).rows
        assert (row.title, row.note, row.href) == ("1 条消息投递失败", "RuleBroken: 不予受理", "/admin/letters/")
        assert titles(make_actor(Role.AUDIT_ADMIN)) == []

    def test_once_there_is_a_plan_the_steps_are_gone(self) -> None:
        make_county()
        assert [step.current for step in day(OFFICE).steps].index(True) == 5
        make_plans()
        assert day(OFFICE).steps == ()

    def test_what_one_did_oneself_is_listed_with_its_clause(self) -> None:
        make_county()
        make_account("clerk-9")
        clerk = make_actor(PostRole.DEPARTMENT_CLERK)
        file_plan(clerk, FilePlan(REGION, YEAR, "SCJG", (line_row(),)), NOW)
        done = day(clerk, Tab.DONE).rows
        clauses = "LYG-4.3a LYG-4.3b GX-3.2b R-ITEM-1 R-FREQ-3 GX-3.5 LYG-5.4 WY-5.4"
        assert [(row.title, row.clause) for row in done] == [("报送计划", clauses)]

    def test_it_asks_the_database_once_for_each_thing_that_can_wait(self) -> None:
        make_inspections()
        with CaptureQueriesContext(connection) as asked:
            acting(OFFICE).get("/")
        assert len({query["sql"] for query in asked}) == len(asked)
        assert len(asked) <= 29  # a register more that can wait is a query more

    def test_looking_changes_nothing_and_an_unknown_tab_is_the_first(self) -> None:
        load_shipped()
        make_region()
        assert acting(CLERK).get("/?tab=nonsense").context["tab"] is Tab.WAITING
        assert acting(CLERK).post("/").status_code == 405
