"""What a long form and a list do for the person in front of them, in a browser: a draft comes back, columns stay away, menus close."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser import scrolls_sideways, violations
from tests.keyboard import tab_to
from yicha.inspections.tests.pages import HOST, serve
from yicha.items.testing import item_row, make_items
from yicha.kernel.actor import Role
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region

pytestmark = pytest.mark.usefixtures("beside_a_browser")
CLERK = make_actor(Role.DEPARTMENT_CLERK, name="clerk")
NEW, LIST = f"{HOST}/items/new/", f"{HOST}/items/"


@pytest.fixture
def page(browser: Browser, db: None) -> Iterator[Page]:
    load_shipped()
    make_region()
    make_department("SCJG")
    make_items(item_row(1, name="餐饮检查"), item_row(2, name="旅馆检查"))
    opened = browser.new_page(viewport={"width": 1366, "height": 768})
    serve(opened, CLERK)
    yield opened
    opened.close()


class TestDrafts:
    def test_what_was_typed_comes_back_after_a_wrong_turn(self, page: Page) -> None:
        page.goto(NEW)
        page.get_by_label("事项名称").fill("夜市检查")
        page.get_by_label("重点").check()
        page.keyboard.press("Control+s")
        expect(page.get_by_role("status")).to_contain_text("草稿已存")
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(LIST)
        page.goto(NEW)
        expect(page.get_by_role("status")).to_contain_text("没提交的内容")
        assert page.locator("[data-draft-told]").bounding_box()["y"] < 768  # type: ignore[index]  # it stands on the screen
        assert page.get_by_label("事项名称").input_value() == "夜市检查"
        assert page.get_by_label("重点").is_checked()
        assert violations(page) == []
        with page.expect_navigation():
            page.get_by_role("button", name="丢弃草稿").click()
        assert page.get_by_label("事项名称").input_value() == ""

    def test_it_is_kept_without_being_asked_and_leaving_asks(self, page: Page) -> None:
        page.goto(NEW)
        page.get_by_label("事项名称").type("夜")
        expect(page.get_by_role("status")).to_contain_text("草稿已存", timeout=5_000)
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", answer)
        page.goto(LIST)
        assert asked == ["beforeunload"]

    def test_what_was_given_up_and_what_was_taken_is_gone(self, page: Page) -> None:
        page.goto(NEW)
        page.get_by_label("事项名称").fill("夜市检查")
        with page.expect_navigation():
            page.get_by_role("link", name="不改了").click()
        page.goto(NEW)
        assert page.get_by_label("事项名称").input_value() == ""

    def test_what_came_back_with_errors_still_comes_back_later(self, page: Page) -> None:
        page.goto(NEW)
        page.get_by_label("事项名称").fill("夜市检查")
        with page.expect_navigation():
            page.get_by_role("button", name="提出审核").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(LIST)
        page.goto(NEW)
        assert page.get_by_label("事项名称").input_value() == "夜市检查"

    def test_another_person_in_this_tab_finds_nothing(self, page: Page) -> None:
        page.goto(NEW)
        page.get_by_label("事项名称").fill("夜市检查")
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(LIST)
        serve(page, make_actor(Role.DEPARTMENT_CLERK, name="other"))
        page.goto(NEW)
        assert page.get_by_label("事项名称").input_value() == ""


class TestLists:
    def test_columns_go_and_come_by_keyboard(self, page: Page) -> None:
        page.goto(LIST)
        head = page.get_by_role("columnheader", name="编码")
        expect(head).to_be_visible()
        tab_to(page, words="列")
        page.keyboard.press("Enter")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_label("编码", exact=True)).to_be_hidden()
        page.keyboard.press("Enter")
        tab_to(page, words="编码")
        page.keyboard.press("Space")
        tab_to(page, words="按此显示")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.wait_for_url(LIST)
        expect(head).to_be_hidden()
        expect(page.get_by_role("cell", name=item_row(1).code)).to_be_hidden()

    def test_a_filter_is_kept_under_a_name(self, page: Page) -> None:
        page.goto(f"{LIST}?q=餐饮")
        page.locator("summary", has_text="视图").click()
        page.get_by_label("把现在的筛选存为").fill("餐饮的")
        page.get_by_role("button", name="存为视图").click()
        expect(page.get_by_role("navigation", name="存下的视图").get_by_role("link", name="餐饮的")).to_have_attribute(
            "aria-current", "true"
        )
        page.goto(LIST)
        with page.expect_navigation():
            page.get_by_role("navigation", name="存下的视图").get_by_role("link", name="餐饮的").click()
        expect(page.locator("tbody tr")).to_have_count(1)

    def test_on_a_phone_a_row_is_a_card_that_names_its_values(self, page: Page) -> None:
        page.goto(f"{LIST}?sort=-code")
        expect(page.get_by_role("columnheader", name="编码")).to_have_attribute("aria-sort", "descending")
        assert violations(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        expect(page.locator("thead a").first).to_have_attribute("tabindex", "-1")
        assert page.locator("tbody tr").first.locator("td").first.get_attribute("data-label") == "编码"
        assert not scrolls_sideways(page)
        assert violations(page) == []
