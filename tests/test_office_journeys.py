"""Who leads a team, a zone or a park, who watches for the procuratorate, and the three administrators: each at the own work, from the
sign-in until another person sees what came of it.

Whoever sits at a desk has no mouse where a list or a button is enough.
"""

import re
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Seen, scrolls_sideways
from tests.keyboard import enter, fill_in, tab_to
from tests.served import PHONE, Served, let_in, signed_in
from yicha.demo.live.incidents import TODAY
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
ILL = "下周住院手术，不能到场"
AWAY = TODAY + timedelta(days=6)
PATIENCE = 60
NEW = "liang.qiao"


def from_the_menu(page: Page, words: str) -> None:
    """As the person finds it; a new page begins at its top."""
    page.goto(re.match(r"https?://[^/]+/", page.url)[0])  # type: ignore[index] # an address
    enter(page, words)


def own_visit(page: Page, served: Served) -> tuple[str, str]:
    """The next one on the phone: its firm and its number."""
    page.goto(served.at("/check/"))
    link = page.locator(".insp-visit h2 a").first
    return link.inner_text(), str(link.get_attribute("href")).strip("/").rpartition("/")[2]


def until_told(page: Page, address: str, words: str) -> None:
    """The worker brings it."""
    for _ in range(PATIENCE):
        page.goto(address)
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
    pytest.fail(f"nothing of {words} on {address}")


def draw_another(page: Page, served: Served, number: str, ill: str) -> None:
    """The joint office: nobody names who comes instead."""
    page.goto(served.at(f"/visits/{number}/"))
    enter(page, "换人")
    page.locator(f"input[name=cert_no][value='{ill}']").check()
    fill_in(page, "#id_reason", ILL)
    tab_to(page, words="测试种子（演示）")
    page.keyboard.press("Space")
    enter(page, "冻结候选名单")
    tab_to(page, "[data-fill]")
    page.keyboard.press("Enter")
    enter(page, "用测试种子抽取")


def take_over(page: Page, served: Served, number: str, why: str) -> None:
    page.goto(served.at(f"/check/{number}/"))
    enter(page, "接手本部门任务")
    fill_in(page, "#id_reason", why)
    enter(page, "接手")
    assert not scrolls_sideways(page)


def colleague(browser: Browser, served: Served, cert_no: str) -> AbstractContextManager[tuple[Page, Seen]]:
    """By the list of sign-ins, or a one-time link."""
    officer = f"o{cert_no}"
    if officer == served.sign_ins[Role.OFFICER].username:
        return signed_in(browser, served, Role.OFFICER, PHONE)
    return let_in(browser, served, officer, PHONE)


def test_a_team_leader_takes_over_from_who_is_ill_and_another_is_drawn(browser: Browser, served: Served) -> None:
    leader = served.sign_ins[Role.TEAM_LEADER].username.removeprefix("o")
    with signed_in(browser, served, Role.TEAM_LEADER, PHONE) as (page, seen):
        _, number = own_visit(page, served)
        page.goto(served.at(f"/visits/{number}/"))
        team = page.locator("tr", has_text=leader).locator(".insp-person .yc-mono").all_inner_texts()
        ill = next(cert for cert in team if cert != leader)
        with colleague(browser, served, ill) as (theirs, noticed):
            take_over(theirs, served, number, "这家由我去")
            take_over(page, served, number, ILL)
            until_told(theirs, served.at("/notices/"), ILL)
            with signed_in(browser, served, Role.COORDINATOR) as (office, complaints):
                draw_another(office, served, number, ill)
                assert complaints.errors == []
            until_told(theirs, served.at("/notices/"), "检查人员已换人")
            assert noticed.errors == []
        page.goto(served.at(f"/visits/{number}/"))
        expect(page.locator("main")).to_contain_text(f"（{ILL}）")
        expect(page.locator("tr", has_text=leader)).not_to_contain_text(ill)
        from_the_menu(page, "执法人员")
        expect(page.locator(".yc-side [aria-current]")).to_be_in_viewport()
        page.locator("tbody tr", has_text=ill).get_by_role("link").click()
        for label in ("从哪天起", "到哪天止"):
            page.get_by_label(label).fill(f"{AWAY:%Y-%m-%d}")
        page.get_by_role("button", name="登记请假").click()
        assert seen.errors == []
    with signed_in(browser, served, Role.DEPARTMENT_CLERK) as (page, _):
        page.goto(served.at(f"/officers/{ill}/"))
        expect(page.get_by_role("region", name="请假")).to_contain_text(f"{AWAY:%Y-%m-%d}")


def test_the_zone_answers_who_asks_for_help_at_the_door(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.TEAM_LEADER, PHONE) as (page, seen):
        firm, number = own_visit(page, served)
        page.goto(served.at(f"/check/{number}/help/"))
        page.get_by_role("radio").first.check()
        page.get_by_label("在哪里").fill("后门卸货区")
        page.get_by_role("button", name="送出请求").click()
        asked = page.locator("main section strong").last.inner_text()
        with signed_in(browser, served, Role.ZONE_COMMAND) as (zone, noticed):
            from_the_menu(zone, "协助请求")
            expect(zone.locator("tbody")).to_contain_text(firm)
            enter(zone, f"答复 {asked}")
            fill_in(zone, "#id_answer", "综合执法中队两人，十分钟到")
            enter(zone, "答复请求")
            assert noticed.errors == []
        page.reload()
        expect(page.locator("main")).to_contain_text("综合执法中队两人，十分钟到")
        assert seen.errors == []


def test_the_park_whistles_the_department_reports_and_the_joint_office_reads_the_end(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.PARK_COMMITTEE) as (park, seen), signed_in(browser, served, Role.DEPARTMENT_CLERK) as (clerk, _):
        from_the_menu(park, "吹哨报到")
        enter(park, "吹哨")
        fill_in(park, "#id_place", "园区三号路东口")
        fill_in(park, "#id_matter", "叉车占用消防通道，两家企业互相推")
        tab_to(park, words="市场监管局")
        park.keyboard.press("Space")
        enter(park, "吹哨")
        from_the_menu(clerk, "吹哨报到")
        enter(clerk, "园区三号路东口")
        fill_in(clerk, "#id_note", "两人，半小时内到")
        enter(clerk, "报到")
        park.reload()
        expect(park.locator("main")).to_contain_text("两人，半小时内到")
        fill_in(park, "#id_result", "通道已清空，划线由园区负责")
        enter(park, "办结")
        assert seen.errors == []
    with signed_in(browser, served, Role.COORDINATOR) as (page, _):
        from_the_menu(page, "吹哨报到")
        enter(page, "园区三号路东口")
        expect(page.locator("main")).to_contain_text("通道已清空，划线由园区负责")


def test_the_procuratorate_reads_whether_results_are_in_time_and_is_seen_to_have_come(browser: Browser, served: Served) -> None:
    person = served.sign_ins[Role.PROCURATORATE]
    with signed_in(browser, served, Role.PROCURATORATE) as (page, seen):
        from_the_menu(page, "结果时限")
        expect(page.locator("tbody")).to_contain_text("市场监管局")
        assert seen.errors == []
        page.goto(served.at("/oversight/"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert [error for error in seen.errors if "403" not in error] == []  # what only the legal supervisor reads
    with signed_in(browser, served, Role.AUDIT_ADMIN) as (page, seen):
        from_the_menu(page, "审计")
        fill_in(page, "#id_person", person.username)
        enter(page, "查找")
        expect(page.locator("tbody tr").first).to_contain_text("登录")
        assert seen.errors == []


def test_one_administrator_proposes_another_approves_and_the_trail_names_both(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.SYSTEM_ADMIN) as (page, seen):
        page.goto(served.at("/admin/new-account/"))
        for label, words in (("账号名", NEW), ("姓名", "梁桥"), ("工号或证号", "XZ-2207")):
            page.get_by_label(label, exact=True).fill(words)
        enter(page, "建账号", "button")
        assert seen.errors == []
    with signed_in(browser, served, Role.SECURITY_ADMIN) as (page, seen):
        page.goto(served.at(f"/admin/accounts/{NEW}/"))
        enter(page, "提出任职")
        page.get_by_label("岗位").select_option(Role.DEPARTMENT_CLERK)
        page.get_by_label("部门").select_option(served.sign_ins[Role.DEPARTMENT_CLERK].department)
        enter(page, "提出")
        expect(page.locator("tbody")).to_contain_text(NEW)
        expect(page.get_by_role("button", name="批准")).to_have_count(0)  # who proposed does not approve
        assert seen.errors == []
    with signed_in(browser, served, Role.AUDIT_ADMIN) as (page, seen):
        from_the_menu(page, "任职")
        enter(page, "批准 梁桥")
        with let_in(browser, served, NEW) as (theirs, noticed):
            from_the_menu(theirs, "部门计划")
            assert noticed.errors == []
        from_the_menu(page, "审计")
        fill_in(page, "#id_about", f"account:{NEW}")
        enter(page, "查找")
        for act, who in (("提出任职", Role.SECURITY_ADMIN), ("批准任职", Role.AUDIT_ADMIN), ("登录", None)):
            row = page.locator("tbody tr", has_text=act)
            expect(row).to_contain_text(served.sign_ins[who].username if who else NEW)
        assert seen.errors == []
