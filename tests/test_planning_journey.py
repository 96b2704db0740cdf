"""Next year in a real browser: the clerk files a line, the coordinator takes it from the frozen plans to the draw of officers.

Neither has a mouse: every act by Tab, Space and Enter.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.keyboard import enter, fill_in, focus_is_kept, tab_to, type_day
from tests.served import Served, signed_in
from yicha.demo.live.incidents import TODAY
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
YEAR = TODAY.year + 1
COUNTED = re.compile(r"\d")


def counted(page: Page) -> str:
    """户 and 次 of the form as it stands."""
    expect(page.locator("#pl-count")).to_contain_text(COUNTED)
    return page.locator("#pl-count").inner_text()


def test_a_clerk_files_a_line_by_keyboard_and_sees_whom_it_takes(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.DEPARTMENT_CLERK) as (page, seen):
        page.goto(served.at(f"/plans/years/{YEAR}/lines/"))
        everybody = counted(page)
        fill_in(page, "#id_word", "餐饮")
        fill_in(page, "#id_ratio", "50%")
        tab_to(page, "#id_min_count")
        expect(page.locator("#pl-count")).not_to_have_text(everybody)
        assert focus_is_kept(page)
        type_day(page, "#id_first_day", f"{YEAR}-09-01")
        type_day(page, "#id_last_day", f"{YEAR}-03-31")
        fill_in(page, "#id_skills", "食品")
        enter(page, "存入草稿")
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_role("alert")).to_contain_text("结束早于开始")
        kept = {"经营范围含": "餐饮", "抽查比例": "50%", "到": f"{YEAR}-03-31", "资格要求": "食品"}
        assert {label: page.get_by_label(label, exact=True).input_value() for label in kept} == kept
        type_day(page, "#id_last_day", f"{YEAR}-11-30")
        fill_in(page, "#id_skills", "")
        enter(page, "存入草稿")
        page.wait_for_url(f"**/plans/?year={YEAR}")
        row = page.locator("tbody tr").filter(has_text="餐饮").filter(has_text="50%")  # a scene of the same trade stands there too
        expect(row).to_contain_text(re.compile(r"\d+ 户，约 \d+ 次"))
        enter(page, "报送")
        expect(page.get_by_role("button", name="撤回")).to_be_visible()
        assert [error for error in seen.errors if "422" not in error] == []  # the days that were the wrong way round


def test_next_year_is_planned_by_keyboard_from_the_frozen_plans_to_the_draw_of_officers(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.COORDINATOR) as (page, seen):
        page.goto(served.at(f"/plans/years/{YEAR}/freeze/"))
        tab_to(page, words="测试种子（演示）")
        page.keyboard.press("Space")
        enter(page, "冻结并抽取")
        tab_to(page, "[data-fill]")
        page.keyboard.press("Enter")
        assert focus_is_kept(page)
        enter(page, "用测试种子抽取")
        enter(page, "去合并")
        enter(page, "合并")
        expect(page.locator("main")).to_contain_text("本来要进门", timeout=60_000)
        tab_to(page, words="固定 P")
        page.keyboard.press("Enter")
        expect(page.locator(".yc-crumbs")).to_contain_text("v2")
        expect(page.locator(".pl-card[aria-current]")).to_be_focused()
        enter(page, "提交联席会议")
        enter(page, "审定")
        expect(page.locator("main")).to_contain_text("已审定")
        enter(page, "抽执法人员")
        tab_to(page, words="测试种子（演示）")
        page.keyboard.press("Space")
        enter(page, selector="main form button.yc-btn-primary")
        assert re.search(r"/draws/\d+/$", page.url)
        assert seen.errors == []
