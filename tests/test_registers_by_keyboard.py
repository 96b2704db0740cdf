"""The item list and an import without a mouse: edit, review, compare; look at a file, bring it in, take it back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import violations
from tests.keyboard import enter, tab_to
from yicha.imports.testing import look_at
from yicha.imports.tests.sheets import CODES, line, sheet
from yicha.inspections.tests.pages import HOST, serve
from yicha.items.queries import latest_versions
from yicha.items.testing import item_row, make_items
from yicha.items.types import ItemStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.subjects.queries import subjects_by_sid

pytestmark = [pytest.mark.nightly, pytest.mark.usefixtures("beside_a_browser")]
CLERK, STEWARD = make_actor(Role.DEPARTMENT_CLERK, name="clerk"), make_actor(Role.DATA_STEWARD, "SJJ", name="steward")


@pytest.fixture
def page(browser: Browser, db: None) -> Iterator[Page]:
    load_shipped()
    make_region()
    make_department("SCJG")
    make_department("SJJ")
    opened = browser.new_page(viewport={"width": 1366, "height": 768})
    yield opened
    opened.close()


def write(page: Page, selector: str, text: str) -> None:
    """In place of what stands there."""
    tab_to(page, selector)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_an_item_is_edited_reviewed_and_compared(page: Page) -> None:
    make_items(item_row(1))
    serve(page, CLERK)
    page.goto(f"{HOST}/items/of/I001/")
    enter(page, selector='a[href="/items/of/I001/edit/"]')
    write(page, '[name="name"]', "夜市食品检查")
    write(page, '[name="p1-content"]', "公示食品经营许可证")
    tab_to(page, '[name="revision"]')
    page.keyboard.press("ArrowDown")
    write(page, '[name="because"]', "《食品安全法》修改")
    enter(page, words="提出审核")
    serve(page, STEWARD)
    page.goto(f"{HOST}/items/review/")
    expect(page.get_by_role("heading", name="夜市食品检查")).to_be_visible()
    assert violations(page) == []
    enter(page, words="与第1版比")
    expect(page.get_by_text("公示食品经营许可证").first).to_be_visible()
    assert violations(page) == []
    page.goto(f"{HOST}/items/review/")
    enter(page, words="审定并公布")
    expect(page.get_by_text("没有待审核的事项")).to_be_visible()
    named = latest_versions(SYSTEM, REGION, ["I001"])["I001"]
    assert (named.row.name, named.status) == ("夜市食品检查", ItemStatus.PUBLISHED)


def test_a_file_is_looked_at_brought_in_and_taken_back(page: Page) -> None:
    made = look_at(sheet(line(1), line(2)), actor=STEWARD)
    serve(page, STEWARD)
    page.goto(f"{HOST}/subjects/import/")
    tab_to(page, 'input[type="file"]')
    with page.expect_file_chooser():
        page.keyboard.press("Enter")
    enter(page, selector=f'a[href="/subjects/import/{made}/"]')
    assert violations(page) == []
    enter(page, words="确认导入")
    expect(page.locator("summary", has_text="整批撤销")).to_be_visible()
    assert set(subjects_by_sid(SYSTEM, CODES[:4])) == set(CODES[1:3])
    tab_to(page, words="整批撤销")
    page.keyboard.press("Enter")
    write(page, '[name="reason"]', "传错了文件")
    enter(page, selector="button.yc-btn-danger")
    expect(page.get_by_text("理由：传错了文件").first).to_be_visible()
    assert subjects_by_sid(SYSTEM, CODES[:4]) == {}
