"""Every page that somebody can reach, in a real browser: no word from axe, no error, no breach of the policy, no sideways scroll.

Every commit looks at each address once, as the first role that reaches it, on the desk or on the phone by turn, and asks axe about every
third one; the nightly run looks at all of them as every role, at four sizes, and can be cut: one row for each role (-k legal).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, groupby

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Seen, scrolls_sideways, violations, watch
from tests.crawl import Crawl, Reached, crawl
from tests.served import DESK, PHONE, Served, window
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
Size = dict[str, int]
SIZES = (DESK, PHONE)
MORE_SIZES = ({"width": 1920, "height": 1080}, {"width": 1440, "height": 900})
NARROW = (683, 320)  # 1366 at 200 % text; what a page must reflow to
SHAPE = """() => [...new Set([...document.querySelectorAll('main, main *')].map(one => one.tagName + [...one.attributes].map(
    ({name, value}) => ' ' + (['class', 'role', 'type', 'scope', 'aria-current'].includes(name) ? value : name))))].sort().join()"""


@pytest.fixture(scope="module")
def reached(browser: Browser, served: Served) -> Crawl:
    return crawl(browser, served)


@dataclass(frozen=True)
class Look:
    """At these sizes; axe is asked, unless it has seen a page of the same address made of the same kinds of elements."""

    sizes: Sequence[Size]
    narrow: Sequence[int] = NARROW
    axe: bool = True
    asked: set[tuple[str, str]] = field(default_factory=set)

    def asks(self, one: Reached, page: Page) -> bool:
        shape = one.route, page.evaluate(SHAPE)
        new = self.axe and shape not in self.asked
        self.asked.add(shape)
        return new


@dataclass(frozen=True)
class Sight:
    """A page as somebody looks at it."""

    page: Page
    seen: Seen
    served: Served

    def faults(self, one: Reached, look: Look) -> Iterator[str]:
        self.seen.errors.clear()
        self.page.goto(self.served.at(one.path))
        if (titles := self.page.locator("h1").count()) != 1:
            yield f"{titles} × h1"
        asks = look.asks(one, self.page)
        for size in look.sizes:
            self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
            yield from (f"{size['width']}: {fault}" for fault in (violations(self.page) if asks else ()))
            if scrolls_sideways(self.page):
                yield f"{size['width']}: scrolls sideways"
        for width in look.narrow:
            self.page.set_viewport_size({"width": width, "height": 800})
            if scrolls_sideways(self.page):
                yield f"{width}: scrolls sideways"
        yield from self.seen.errors


@dataclass(frozen=True)
class Tour:
    """Of pages that were reached; each role goes round once, in the window in which it has signed in."""

    browser: Browser
    served: Served
    reached: Crawl

    def faults(self, pages: Iterable[tuple[Reached, Look]], *, large: bool = False) -> list[str]:
        found = []
        for role, of_role in groupby(sorted(pages, key=lambda pair: pair[0].role or ""), key=lambda pair: pair[0].role):
            with window(self.browser, None, self.reached.signed_in[role] if role else None) as context:
                if large:
                    context.add_cookies([{"name": "large", "value": "1", "url": self.served.address}])
                page = context.new_page()
                sight = Sight(page, watch(page), self.served)
                for one, look in of_role:
                    found += [f"{one.path} as {role}: {fault}" for fault in sight.faults(one, look)]
        return found


@pytest.fixture(scope="module")
def tour(reached: Crawl, browser: Browser, served: Served) -> Tour:
    return Tour(browser, served, reached)


def told(found: list[str]) -> str:
    return "\n".join(found)


def test_every_link_leads_somewhere(reached: Crawl) -> None:
    assert not reached.dead, told(reached.dead)


def test_every_page_holds(reached: Crawl, tour: Tour) -> None:
    pages = sorted(reached.one_each, key=lambda one: one.path)
    turns = cycle([Look([size], [width], axe=place == 0) for size, width in zip(SIZES, NARROW, strict=True) for place in range(3)])
    found = tour.faults(zip(pages, turns, strict=False))
    assert not found, told(found)


def test_every_page_of_the_public_and_of_the_firm_holds_in_the_large_version(reached: Crawl, tour: Tour) -> None:
    large = [one for one in reached.one_each if one.role in {None, Role.ENTERPRISE} and one.path.startswith(("/public/", "/v/", "/firm/"))]
    found = tour.faults(((one, Look(SIZES)) for one in large), large=True)
    assert {one.role for one in large} == {None, Role.ENTERPRISE}
    assert not found, told(found)


def test_what_is_wrong_with_a_page_is_seen(browser: Browser, served: Served) -> None:
    bad = "<!doctype html><html lang=zh><title>x</title><main><img src=/none.png><script>1</script><p style='width:2000px'>x</p></main>"
    policy = {"Content-Security-Policy": "default-src 'self'"}
    with window(browser, None) as context:
        page = context.new_page()
        seen = watch(page)
        page.route("**/bad/", lambda route: route.fulfill(body=bad.replace("style=", "width="), content_type="text/html", headers=policy))
        page.route("**/wide/", lambda route: route.fulfill(body=bad, content_type="text/html"))
        sight = Sight(page, seen, served)
        found = "\n".join(
            [*sight.faults(Reached("bad/", "/bad/", None, ""), Look(SIZES)), *sight.faults(Reached("w/", "/wide/", None, ""), Look(SIZES))]
        )
    for fault in ("0 × h1", "image-alt", "scrolls sideways", "CSP script-src-elem inline", "404"):
        assert fault in found, found


@pytest.fixture(scope="module")
def asked() -> set[tuple[str, str]]:
    return set()


@pytest.mark.nightly
@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "street")
def test_every_page_of_a_role_holds_at_every_size(role: Role | None, browser: Browser, served: Served, asked: set[tuple[str, str]]) -> None:
    reached = crawl(browser, served, [role])
    look = Look((*SIZES, *MORE_SIZES), asked=asked)
    found = Tour(browser, served, reached).faults((one, look) for one in reached.pages.values())
    print(f"{role or 'street'}: {len(reached.pages)} pages, {len(asked)} shapes of pages so far")  # noqa: T201 the figures of docs/measurements.md
    assert not reached.dead + found, told(reached.dead + found)


@pytest.mark.nightly
@pytest.mark.parametrize("role", [None, Role.ENTERPRISE], ids=["street", "enterprise"])
def test_every_page_in_large_letters_holds_at_every_size(role: Role | None, browser: Browser, served: Served) -> None:
    reached = crawl(browser, served, [role])
    pages = [one for one in reached.pages.values() if one.path.startswith(("/public/", "/v/", "/firm/"))]
    found = Tour(browser, served, reached).faults(((one, Look((*SIZES, *MORE_SIZES))) for one in pages), large=True)
    print(f"{role or 'street'}: {len(pages)} pages in large letters")  # noqa: T201 the figures of docs/measurements.md
    assert not found, told(found)
