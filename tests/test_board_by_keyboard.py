"""GX-4.4: the merge board without a mouse, four hundred visits and more on screen: what each act costs beside the page loaded anew."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.boards import FROM, OFFICE, large_draft
from tests.browser import watch
from tests.keyboard import enter, tab_to
from yicha.inspections.tests.pages import HOST, serve, shifted
from yicha.kernel.testing import NOW

pytestmark = [pytest.mark.nightly, pytest.mark.usefixtures("beside_a_browser")]
ON_SCREEN = 400
FIRST = ".pl-card[aria-current]"


@dataclass
class Desk:
    """The board of a draft, and what was timed: from the key to what it shows, in milliseconds."""

    page: Page
    path: str
    times: dict[str, float] = field(default_factory=dict)

    def timed(self, name: str, act: Callable[[], object], selector: str, text: str = "") -> None:
        begun = perf_counter()
        act()
        expect(self.page.locator(selector).first).to_contain_text(text, timeout=30_000)
        self.times[name] = 1000 * (perf_counter() - begun)

    def press(self, name: str, selector: str, text: str, key: str = "Enter") -> None:
        self.timed(name, lambda: self.page.keyboard.press(key), selector, text)

    def amend(self, key: str, version: int) -> None:
        """Open the details of the chosen card's act, take the next choice, do it."""
        self.card()
        self.page.keyboard.press(key)
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Tab")
        self.press(key, ".yc-crumbs", f"v{version}")

    def card(self) -> None:
        tab_to(self.page, FIRST)


@pytest.fixture
def desk(browser: Browser, db: None) -> Iterator[Desk]:
    programme = large_draft()
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(120_000)
    with shifted(NOW):
        serve(page, OFFICE)
        made = Desk(page, f"{HOST}/programmes/{programme}/")
        yield made
    page.close()


@pytest.mark.clause("GX-4.4")
def test_a_conference_works_by_keyboard_alone_with_four_hundred_visits_on_screen(desk: Desk) -> None:
    page, seen = desk.page, watch(desk.page)
    page.goto(f"{desk.path}?from={FROM}")
    enter(page, "全部展开")
    assert page.locator(".pl-card").count() >= ON_SCREEN
    for turn in range(3):
        desk.timed(f"anew {turn}", page.reload, FIRST)
    anew = median(desk.times[f"anew {turn}"] for turn in range(3))

    desk.card()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".pl-card:focus .pl-card-name").get_attribute("title") or "?"
    desk.press("open", "#pl-aside h2", chosen)
    desk.card()
    desk.press("pin", ".yc-crumbs", "v2", key="p")
    desk.amend("w", 3)
    desk.amend("s", 4)
    desk.card()
    page.keyboard.press("r")
    page.keyboard.type("企业搬迁")
    page.keyboard.press("Tab")
    desk.press("r", ".yc-crumbs", "v5")
    desk.card()
    desk.press("undo", ".yc-crumbs", "v6", key="Control+z")
    desk.card()
    desk.press("undo again", ".yc-crumbs", "v7", key="Control+z")

    tab_to(page, "#pl-show")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    desk.press("filter", "#pl-aside", "没并进来")
    expect(page.locator("#pl-aside .yc-note-soon").first).to_contain_text("没有共同的周")
    tab_to(page, words="后几周")
    desk.press("week", ".pl-columns", "第")
    print({name: round(found) for name, found in desk.times.items()})  # noqa: T201 the figures of docs/measurements.md
    assert [error for error in seen.errors if "Opener-Policy" not in error] == []  # the tests' own address is not a secure one
    assert desk.times["open"] < anew
    assert max(desk.times.values()) < 3 * anew
