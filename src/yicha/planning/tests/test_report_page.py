"""report.html in a browser: on a desk, on a phone and on paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Seen, scrolls_sideways, violations, watch
from yicha.planning.batch.report import Run, render
from yicha.planning.batch.sheets import Sheets
from yicha.planning.tests.files import FIRE, MARKET, Files, plan_line, register, rich, teams

pytestmark = pytest.mark.browser
DESK, PHONE = (1366, 768), (390, 844)
SMALLEST = 12
PAPER = 704  # A4 less its margins, in pixels

TEXT_SIZES = """() => [...document.querySelectorAll("body *")].filter(one => [...one.childNodes].some(node => node.nodeType === 3 &&
  node.textContent.trim())).filter(one => one.getClientRects().length && !one.closest("td span")).map(one => {
    const svg = one.closest("svg.chart");
    return parseFloat(getComputedStyle(one).fontSize) * (svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1)})"""


def counties() -> dict[str, Files]:
    """A usual one, one that is all trouble, one of nothing."""
    trouble = Files(subjects=register(30, town="西岭乡"), officers=teams(MARKET, each=2, towns=("东川镇",)))
    lines = [plan_line("A", selection="full", ratio=""), plan_line("B", FIRE, ratio="60%"), plan_line("C", scope_query="sid = 'X'")]
    return {
        "rich": rich(),
        "trouble": replace(trouble, lines=lines),
        "empty": Files(lines=[plan_line(scope_query="name = '没有'")]),
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, found = tmp_path_factory.mktemp("report"), {}
    for name, county in counties().items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(render(Sheets(county.job()), Run("1.0", 100)), encoding="utf-8")
    return found


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = request.param
    tab = browser.new_page(viewport={"width": width, "height": height})
    yield tab
    tab.close()


@pytest.fixture
def seen(page: Page) -> Seen:
    return watch(page)


@pytest.mark.parametrize("name", ["rich", "trouble", "empty"])
def test_the_page_stands_alone_fits_and_is_accessible(name: str, page: Page, seen: Seen, pages: dict[str, Path]) -> None:
    page.goto(pages[name].as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == "2026年度联合检查合并计划"
    assert seen.requests == [pages[name].as_uri()]
    for detail in page.locator("summary").all():
        detail.click()
    assert not scrolls_sideways(page)
    assert min(page.evaluate(TEXT_SIZES)) >= SMALLEST - 0.2
    assert violations(page) == []
    assert seen.errors == []


def test_wide_charts_move_in_their_own_box_by_keyboard_too(page: Page, pages: dict[str, Path]) -> None:
    page.goto(pages["rich"].as_uri())
    box = page.get_by_role("group", name="每周上门次数图")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    moved = box.evaluate("one => one.scrollLeft")
    assert (moved > 0) is (page.viewport_size == {"width": PHONE[0], "height": PHONE[1]})
    assert not scrolls_sideways(page)


def test_the_chart_has_its_table(page: Page, pages: dict[str, Path]) -> None:
    page.goto(pages["rich"].as_uri())
    table = page.get_by_role("group", name="每周上门次数表")
    assert not table.is_visible()
    page.get_by_text("看数据表").click()
    assert table.is_visible()
    assert table.get_by_role("row").count() == 54


def test_it_prints_on_a4(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    page.goto(pages["rich"].as_uri())
    assert not scrolls_sideways(page)
    assert page.locator("summary").first.is_hidden()
    assert page.locator("table.heat").bounding_box()["width"] <= PAPER  # type: ignore[index] # the table is shown
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
