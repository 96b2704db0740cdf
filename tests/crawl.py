"""What can be reached: every link on every page, followed by each role, one page for each address of the program."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Browser, StorageState

from tests.served import Served, sign_in, window
from yicha.kernel.actor import Role

DOORS = ("/", "/public/", "/docs/", "/firm/sign-in/", "/sign-in/")
MOST = 120  # pages of one role


@dataclass(frozen=True)
class Reached:
    """A page, who reached it first, and from where."""

    route: str
    path: str
    role: Role | None
    source: str


@dataclass
class Crawl:
    """`dead`: links that did not lead to a page; `signed_in`: the windows of each role, in which to go on."""

    pages: dict[tuple[str, Role | None], Reached] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    signed_in: dict[Role, StorageState] = field(default_factory=dict)

    @property
    def one_each(self) -> list[Reached]:
        """The first of each address."""
        firsts = {found.route: found for found in reversed(self.pages.values())}
        return list(firsts.values())


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and "download" not in given and (href := given.get("href")):
            self.found.append(href)


def links_of(text: str, at: str) -> Iterator[str]:
    """Addresses of the same house, without the part behind #."""
    parser = Links()
    parser.feed(text)
    for href in parser.found:
        whole = urldefrag(urljoin(at, href)).url
        if urlsplit(whole).netloc == urlsplit(at).netloc:
            yield whole


def route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return urlsplit(address).path


def crawl(browser: Browser, served: Served, roles: Iterable[Role | None] = (None, *Role)) -> Crawl:
    found = Crawl()
    for role in roles:
        with window(browser, None) as context:
            if role:
                sign_in(context.new_page(), served, role)
                found.signed_in[role] = context.storage_state()
            follow(found, role, served, context.request.get)
    return found


def follow(found: Crawl, role: Role | None, served: Served, get: Callable[[str], APIResponse]) -> None:
    waiting = deque((served.at(door), "a door") for door in (DOORS if role is None else DOORS[:1]))
    seen = {route_of(address) for address, _ in waiting}
    while waiting and len(seen) < MOST:
        address, source = waiting.popleft()
        answer = get(address)
        if not answer.ok:
            found.dead.append(f"{role}: {answer.status} {urlsplit(address).path} (from {source})")
        elif "text/html" in answer.headers.get("content-type", ""):
            path = address.removeprefix(served.address)
            found.pages[route_of(address), role] = Reached(route_of(address), path, role, source)
            for link in links_of(answer.text(), answer.url):
                if route_of(link) not in seen:
                    seen.add(route_of(link))
                    waiting.append((link, route_of(address)))
