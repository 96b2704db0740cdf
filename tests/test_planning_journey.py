"""The coordinator plans next year in a real browser: freeze, draw, merge, pin, adopt, freeze the officers; each by its own button."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.served import Served, signed_in
from yicha.demo.live.incidents import TODAY
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
YEAR = TODAY.year + 1


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def test_next_year_is_planned_from_the_frozen_plans_to_the_draw_of_officers(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.COORDINATOR) as (page, seen):
        page.goto(served.at(f"/plans/years/{YEAR}/freeze/"))
        page.get_by_label("测试种子（演示）").check()
        press(page, "冻结并抽取")
        page.locator("[data-fill]").click()
        press(page, "用测试种子抽取")
        with page.expect_navigation():
            page.get_by_role("link", name="去合并").click()
        press(page, "合并")
        expect(page.locator("main")).to_contain_text("本来要进门", timeout=60_000)
        press(page, "固定 P")
        expect(page.locator(".yc-crumbs")).to_contain_text("v2")
        with page.expect_navigation():
            page.get_by_role("link", name="提交联席会议").click()
        press(page, "审定")
        expect(page.locator("main")).to_contain_text("已审定")
        with page.expect_navigation():
            page.get_by_role("link", name="抽执法人员").click()
        page.get_by_label("测试种子（演示）").check()
        with page.expect_navigation():
            page.locator("main form button.yc-btn-primary").click()
        assert re.search(r"/draws/\d+/$", page.url)
        assert seen.errors == []
