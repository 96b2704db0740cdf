"""As who has no mouse: on and on with Tab, until the thing has the focus, and is seen to have it."""

import pytest
from playwright.sync_api import Page, expect

MOST_STOPS = 150
HERE = """([selector, words]) => {
  const named = one => {
    if (selector) return one.matches(selector);
    const said = one.labels && one.labels.length ? one.labels[0] : one;
    return said.textContent.replace(/\\s+/g, " ").trim() === words;
  };
  const here = document.activeElement;
  if (named(here)) return "here";
  const first = [...document.querySelectorAll(selector || "a, button, summary, input, select, textarea")].find(named);
  return here.matches(".yc-skip") && document.querySelector("#main").contains(first) ? "skip" : "";
}"""
PLAIN = """async () => {
  while (location.hash !== "#main") await new Promise(then => setTimeout(then, 2));
  history.replaceState(history.state, "", location.pathname + location.search);
}"""
"""The link has led where it leads, and the address is again what tests ask about."""
SEEN = """() => {
  const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
  return outlineStyle !== "none" || boxShadow !== "none";
}"""


def tab_to(page: Page, selector: str = "", words: str = "") -> None:
    """By a selector, or by the words of a link, a button or a field's label; past the menu by the link that every page begins with."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(HERE, [selector, words])
        if found == "here":
            assert page.evaluate(SEEN), f"the focus on {selector or words} cannot be seen on {page.url}"
            return
        if found == "skip":
            page.keyboard.press("Enter")
            page.evaluate(PLAIN)
    pytest.fail(f"no way to {selector or words} by keyboard on {page.url}")


def enter(page: Page, words: str = "", selector: str = "") -> None:
    """A link or a button that leads to another page."""
    tab_to(page, selector, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill_in(page: Page, selector: str, words: str) -> None:
    """Instead of what stands in the field."""
    tab_to(page, selector)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(words)


def type_day(page: Page, selector: str, day: str) -> None:
    """2026-03-31, part by part in the order in which this browser has them."""
    year, month, date = day.split("-")
    tab_to(page, selector)
    page.keyboard.type(f"{month}{date}{year}")
    if page.locator(selector).input_value() != day:
        page.locator(selector).blur()
        tab_to(page, selector)
        page.keyboard.type(year)
        page.keyboard.press("ArrowRight")
        page.keyboard.type(f"{month}{date}")
    expect(page.locator(selector)).to_have_value(day)


def focus_is_kept(page: Page) -> bool:
    """Not thrown back to the top of the page."""
    kept: bool = page.evaluate("document.activeElement !== document.body && document.activeElement.isConnected")
    return kept
