"""As who has no mouse: on and on with Tab, until the thing has the focus, and is seen to have it."""

import pytest
from playwright.sync_api import Page

MOST_STOPS = 150
HERE = """([selector, words]) => {
  const here = document.activeElement;
  if (selector) return here.matches(selector);
  const said = here.labels && here.labels.length ? here.labels[0] : here;
  return said.textContent.replace(/\\s+/g, " ").trim() === words;
}"""
SEEN = """() => {
  const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
  return outlineStyle !== "none" || boxShadow !== "none";
}"""


def tab_to(page: Page, selector: str = "", words: str = "") -> None:
    """By a selector, or by the words of a link, a button or a field's label."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(HERE, [selector, words]):
            assert page.evaluate(SEEN), f"the focus on {selector or words} cannot be seen on {page.url}"
            return
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
    page.keyboard.type(words)


def focus_is_kept(page: Page) -> bool:
    """Not thrown back to the top of the page."""
    kept: bool = page.evaluate("document.activeElement !== document.body && document.activeElement.isConnected")
    return kept
