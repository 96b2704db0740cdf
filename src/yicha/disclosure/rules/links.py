"""Which links of the portal lead nowhere. Pages come from whoever asks for them; nothing here opens a connection."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from yicha.disclosure.types import DeadLink

Ask = Callable[[str, str], tuple[int, bytes]]
MOST: Final = 300  # links that are followed in one walk
FOLLOWED: Final = "/public/"  # pages whose own links are followed; of others only whether they are there
NAMING: Final = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
FIRST_ERROR: Final = 400
NOT_SO: Final = 405  # the address of a form: it is there, and wants another method


@dataclass(frozen=True)
class Walk:
    links: int
    dead: tuple[DeadLink, ...]


def walked(ask: Ask, start: str) -> Walk:
    """YX-2.16: follows the links of the house's own pages, each address once whatever stands behind its ?; `ask(method, address)` gives
    status and page, 0 where nobody answers.
    """
    waiting, known, dead, followed = deque([("", start)]), {start}, [], 0
    while waiting and followed < MOST:
        page, link = waiting.popleft()
        opens = urlsplit(link).path.startswith(FOLLOWED) and "." not in link.rpartition("/")[2]
        status, body = ask("GET" if opens else "HEAD", link)
        followed += 1
        if (status == 0 or status >= FIRST_ERROR) and status != NOT_SO:
            dead.append(DeadLink(page, link, status))
            continue
        for found in links_of(body.decode("utf-8", "replace"), link) if opens else ():
            if found not in known:
                known.add(found)
                waiting.append((link, found))
    return Walk(followed, tuple(dead))


def links_of(text: str, at: str) -> Iterator[str]:
    """Addresses of the same house, without what stands behind ? and #."""
    parser = _Links()
    parser.feed(text)
    for named in parser.found:
        whole = urlsplit(urljoin(at, named))
        if whole.netloc == urlsplit(at).netloc and whole.scheme in {"http", "https"}:
            yield whole._replace(query="", fragment="").geturl()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if named := dict(attrs).get(NAMING.get(tag, "")):
            self.found.append(named)
