"""Chromium for tests of pages: what a page did behind its back, and what axe holds against it. The fixture is `browser`.

While it is open, this thread counts as asynchronous for Django: a test that also wants the database sets DJANGO_ALLOW_ASYNC_UNSAFE.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first has no window: half the time
MISSING = (
    "没有找到 Chromium，请安装系统的 chromium 软件包 · no Chromium: install the package chromium, or name the program in YICHA_CHROMIUM"
)

# Style sheets and media that `preload` would fetch again are for rules about turning a phone, not asked by default, and about sound.
ASK_AXE = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false });
  return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes.slice(0, 3).map(({ target }) => target))}`);
}"""


def chromium() -> str:
    """The program, or empty text."""
    named = os.environ.get("YICHA_CHROMIUM", "")
    return named if Path(named).is_file() else next(filter(None, map(shutil.which, NAMES)), "")


def be_patient() -> None:
    """As long as for an act: a busy machine is no defect."""
    expect.set_options(timeout=30_000)


def opened() -> Iterator[Browser]:
    """Skips where there is none, unless YICHA_REQUIRE_BROWSER=1 makes its absence a failure."""
    program = chromium()
    if not program:
        (pytest.fail if os.environ.get("YICHA_REQUIRE_BROWSER") == "1" else pytest.skip)(MISSING)
    # A click falls where the button was found, not where it has glided to; and no processor plays graphics card: an eighth of the time.
    arguments = ["--disable-smooth-scrolling", "--disable-gpu", "--disable-software-rasterizer"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its sandbox to root
    be_patient()
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=program, args=arguments)
        yield launched
        launched.close()


@dataclass
class Seen:
    """What a page complained of, and what it asked for."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def watch(page: Page) -> Seen:
    """To be called before the page goes anywhere."""
    seen = Seen()
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda message: seen.errors.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("request", lambda request: seen.requests.append(request.url))
    return seen


def violations(page: Page) -> list[str]:
    """Every rule of axe, best practices included. It is brought to a page once, and only what does not hold is brought back."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(ASK_AXE)
    return found


def scrolls_sideways(page: Page) -> bool:
    """Does the page itself, not a box in it, move to the right?"""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide
