"""One visit, all the way: three departments at one door, their heads agree, the county can read it, and the firm sees it coming.

Officers and the firm have phones; whoever the demo's list does not name comes in by a one-time link, as in earnest. Nobody touches a mouse
or the glass: officers, those who help them, heads, clerk, firm and reader act by Tab, Space, Enter and the arrow keys.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import scrolls_sideways, violations
from tests.keyboard import enter, fill_in, tab_to
from tests.paper import words_of
from tests.served import PHONE, Served, let_in, signed_in
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
PATIENCE = 30
FIRM_CODE = re.compile(r"企业查询码 ((?:[0-9A-Z]{4}-)+[0-9A-Z]{1,4})")


def to_the_visit(page: Page, served: Served, firm: str, box: str) -> None:
    page.goto(served.at(f"/check/?box={box}"))
    enter(page, selector=f"a[href='{page.get_by_role('link', name=firm).get_attribute('href')}']")
    assert not scrolls_sideways(page)


def come_in(page: Page, served: Served) -> tuple[str, list[str]]:
    """The code is shown at the door: the firm, and an officer of each other department. By keyboard."""
    page.goto(served.at("/check/"))
    firm = page.locator(".insp-visit h2").first.inner_text()
    enter(page, "亮码")
    tails = [line.split(" / ")[0] for line in page.locator(".insp-parts .yc-mono").all_inner_texts()]
    [code] = re.findall(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$", page.locator(".insp-code").inner_text(), re.MULTILINE)
    page.get_by_role("button", name="最亮").click()
    expect(page.locator("body")).not_to_have_class(re.compile("insp-dark"))
    assert violations(page) == []
    fill_in(page, "#id_code", "没有这个码")
    enter(page, "核对入企")
    expect(page.get_by_role("alert")).to_be_focused()
    fill_in(page, "#id_code", code)
    enter(page, "核对入企")
    return firm, tails


def answer_one_then_all(page: Page) -> None:
    """The first question is kept at once, the rest together; by keyboard, and the swap leaves the focus where it was."""
    enter(page, "开始检查")
    tab_to(page, "#choice-pass")
    page.keyboard.press("Space")
    expect(page.locator("#choice-pass")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#choice-pass")).to_be_focused()
    expect(page.locator("#saved")).to_contain_text("已存")
    enter(page, "其余全部合格")
    enter(page, selector="button[form=all]")


def sign(page: Page) -> None:
    """By keyboard: the pen is set down, moved and lifted."""
    enter(page, "核对并签字")
    tab_to(page, "[data-pad]")
    for key in ("Space", *["ArrowRight"] * 4, *["ArrowUp"] * 3, "Space"):
        page.keyboard.press(key)
    expect(page.locator("[data-ink]")).to_have_attribute("d", re.compile(r"^M\d+ \d+( L\d+ \d+){8}$"))
    fill_in(page, "#id_person", "甘禾")
    fill_in(page, "#id_position", "院长")
    enter(page, "签完锁定")


def agree(page: Page, served: Served, firm: str) -> None:
    """The head's desk, by keyboard: this firm's result and no other."""
    page.goto(served.at("/visits/review/"))
    for box in page.locator("tbody input[name=part]").all():
        if box.is_checked() is not (firm in (box.get_attribute("aria-label") or "")):
            tab_to(page, f"input[value='{box.get_attribute('value')}']")
            page.keyboard.press("Space")
    enter(page, "核定勾选的")


def make_public(page: Page, served: Served, firm: str) -> None:
    """By keyboard."""
    drafted = page.locator("tbody tr", has_text=firm)
    for _ in range(PATIENCE):  # the worker drafts it from what the heads said
        page.goto(served.at("/results/?status=draft"))
        if drafted.count():
            break
        page.wait_for_timeout(1000)
    box = drafted.locator("input[name=publication]").get_attribute("id")
    tab_to(page, f"#{box}")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(drafted).to_have_count(0)


def test_three_departments_at_one_door_and_the_county_reads_what_they_found(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.OFFICER, PHONE) as (page, seen):
        firm, tails = come_in(page, served)
        answer_one_then_all(page)
        assert len(tails) > 1
        others = [f"o{cert}" for cert in accounts_of(browser, served, tails[1:])]
        for other in others:
            with let_in(browser, served, other, PHONE) as (theirs, _):
                to_the_visit(theirs, served, firm, "checking")
                enter(theirs, "其余全部合格")
                enter(theirs, selector="button[form=all]")
        to_the_visit(page, served, firm, "checking")
        sign(page)
        enter(page, "报领导核定")
        assert [error for error in seen.errors if "409" not in error] == []  # the code that was none
    for other in others:
        with let_in(browser, served, other, PHONE) as (theirs, noticed):
            to_the_visit(theirs, served, firm, "checking")
            enter(theirs, "提交本部门结果")
            enter(theirs, "报领导核定")
            assert noticed.errors == []
    heads = [f"department-head-{other[7:9]}" for other in others]
    for head in heads:
        with let_in(browser, served, head) as (theirs, noticed):
            agree(theirs, served, firm)
            assert noticed.errors == []
    with signed_in(browser, served, Role.DEPARTMENT_HEAD) as (page, seen):
        agree(page, served, firm)
        make_public(page, served, firm)
        assert seen.errors == []
    with signed_in(browser, served, None, PHONE) as (page, seen):
        page.goto(served.at(f"/public/?q={firm}"))
        enter(page, selector=".portal-rows a")
        expect(page.locator("main")).to_contain_text("未发现问题")
        enter(page, "查抽取")
        enter(page, selector="tbody tr:last-child a")
        expect(page.locator("[data-holds]")).to_be_visible(timeout=60_000)
        assert seen.errors == []


def accounts_of(browser: Browser, served: Served, tails: list[str]) -> list[str]:
    """Certificates by the last digits that the code page shows."""
    with signed_in(browser, served, Role.SYSTEM_ADMIN) as (page, _):
        page.goto(served.at("/admin/accounts/"))
        text = page.locator("main").inner_text()
    return [next(iter(re.findall(rf"\to?(\d+{tail})\b", text))) for tail in tails]


def test_a_firm_comes_in_with_the_code_of_its_notice(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.DEPARTMENT_CLERK) as (page, _):
        page.goto(served.at("/visits/?status=notified&week="))
        firm = page.locator("tbody th a").first.inner_text()
        enter(page, firm)
        tab_to(page, words="打印通知书")
        with page.expect_response("**/notice.pdf") as printed:
            page.keyboard.press("Enter")
        assert printed.value.headers["content-type"] == "application/pdf"
        paper = page.context.request.get(printed.value.url).body()
    [code] = FIRM_CODE.findall(words_of(paper).replace("\n", ""))
    with signed_in(browser, served, None, PHONE) as (page, seen):
        page.goto(served.at("/firm/sign-in/"))
        fill_in(page, "#id_code", "ABCD-EFGH")
        enter(page, "进入")
        expect(page.get_by_role("alert")).to_be_focused()
        assert page.get_by_label("查询码").input_value() == "ABCD-EFGH"
        fill_in(page, "#id_code", code.lower())
        enter(page, "进入")
        expect(page.get_by_role("banner")).to_contain_text(firm)
        expect(page.locator("#next")).to_be_visible()
        expect(page.get_by_role("article")).to_contain_text("谁来")
        expect(page.get_by_role("region", name="今年进门几次")).to_contain_text("次")
        enter(page, "检查记录")
        assert not scrolls_sideways(page)
        assert [error for error in seen.errors if "422" not in error] == []  # the code that was none
