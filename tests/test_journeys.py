"""People at their work, in a real browser on a small county: the head makes results public, anybody finds them and computes a draw again,
and the legal supervisor stops a visit without ever touching the mouse.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.keyboard import enter, tab_to
from tests.served import DESK, PHONE, Served, signed_in, window
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
REASON = "企业停业装修，恢复营业后另行安排"


def test_the_supervisor_stops_a_visit_by_keyboard_only(browser: Browser, served: Served) -> None:
    person = served.sign_ins[Role.LEGAL_SUPERVISOR]
    with signed_in(browser, served, None) as (page, seen):
        page.goto(served.at("/sign-in/?next=/visits/%3Fstatus%3Dscheduled"))
        for selector, word in (("#id_username", person.username), ("#id_password", person.password)):
            tab_to(page, selector)
            page.keyboard.type(word)
        page.keyboard.press("Enter")
        page.wait_for_url("**/visits/?status=scheduled")
        for selector in ("tbody tr:last-child th a", "a.yc-btn-danger"):  # the first is what an officer of these tests goes to
            tab_to(page, selector)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        tab_to(page, "#id_reason")
        page.keyboard.type(REASON)
        tab_to(page, "button.yc-btn-danger")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/visits/\d+/$"))
        expect(page.locator("main")).to_contain_text(REASON)
        page.goto(served.at("/oversight/"))
        expect(page.locator("main")).to_contain_text(REASON)
        expect(page.locator(".yc-side [aria-current]")).to_be_in_viewport()  # one of the last entries of a long menu
        assert seen.errors == []


def test_what_the_head_makes_public_anybody_finds(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.DEPARTMENT_HEAD) as (page, seen):
        page.goto(served.at("/results/?status=draft"))
        name = page.locator("tbody th a").first.inner_text()
        tab_to(page, "tbody tr:first-child input[name=publication]")
        page.keyboard.press("Space")
        enter(page, "核准公示")
        assert seen.errors == []
    with signed_in(browser, served, None) as (page, seen):
        page.goto(served.at("/public/"))
        page.get_by_role("searchbox").fill(name)
        page.get_by_role("button", name="查询").click()
        expect(page.locator(".portal-rows")).to_contain_text(name)
        page.locator(".portal-rows a").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        assert seen.errors == []


def test_large_letters_are_one_tap_away_and_lead_back_to_the_same_page(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, None, PHONE) as (page, seen):
        page.goto(served.at("/public/plans/?year=2026"))
        page.get_by_role("button", name="大字版").click()
        expect(page.locator("body")).to_have_class(re.compile("yc-elder"))
        assert page.url == served.at("/public/plans/?year=2026")
        page.get_by_role("button", name="标准版").click()
        expect(page.locator("body")).not_to_have_class(re.compile("yc-elder"))
        assert seen.errors == []


def first_draw(page: Page, served: Served) -> None:
    page.goto(served.at("/public/draws/"))
    page.locator("tbody a").last.click()
    page.wait_for_url(re.compile(r"/public/draws/[^/]+/$"))


def test_a_draw_is_computed_again_in_the_browser(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, None) as (page, seen):
        first_draw(page, served)
        expect(page.locator("[data-holds]")).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="再验一遍").click()
        expect(page.locator("[data-holds]")).to_be_visible(timeout=60_000)
        assert seen.errors == []


def test_a_draw_with_a_changed_byte_does_not_hold_and_what_did_not_arrive_is_not_called_false(browser: Browser, served: Served) -> None:
    with window(browser, DESK) as context:
        page = context.new_page()
        page.route("**/files/seed.json", lambda route: route.fulfill(body=route.fetch().body().replace(b"a", b"b", 1)))
        first_draw(page, served)
        expect(page.locator("[data-fails]")).to_be_visible(timeout=60_000)
        expect(page.locator("[data-holds]")).to_be_hidden()
        page.route("**/files/seed.json", lambda route: route.abort())
        page.reload()
        expect(page.locator("[data-cannot]")).to_contain_text("不等于结果不一致", timeout=60_000)
        expect(page.locator("[data-fails]")).to_be_hidden()
