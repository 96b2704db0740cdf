"""What a page is framed by: the menu of a role, the day, who is signed in. Values only; `config/` fills them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """One item of the side menu. It is shown to who holds one of the permissions, if the room exists."""

    label: str | Promise  # at most five characters
    url: str  # name of a route without parameters
    icon: str  # of lucide
    permissions: tuple[str, ...]
    roles: tuple[str, ...] = ()  # empty: whoever has a permission
    count: str = ""  # name of a figure of the frame that is shown beside it


@dataclass(frozen=True)
class Group:
    label: str | Promise
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Link:
    label: str
    href: str
    icon: str
    current: bool
    count: str


@dataclass(frozen=True)
class Section:
    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Column:
    """Of a list, behind the first, which names the row and always stays. `key` is what a person's choice is kept under."""

    key: str
    label: str | Promise
    number: bool = False
    sorts: bool = True
    inner: bool = False  # 内部: never for the public


@dataclass(frozen=True)
class Head:
    """A column's heading. Where rows can be put in its order: `href` does so, the other way round if they are already (`order`)."""

    column: Column
    order: str  # as aria-sort says it; empty: the rows are in another one
    href: str


@dataclass(frozen=True)
class Listing:
    """A list as one person keeps it. `off`: places of the columns that are left out, counted from the right, as the style sheet does."""

    name: str
    columns: tuple[tuple[Column, bool], ...]
    views: tuple[tuple[int, str, str, bool], ...]  # id, name, query, whether it is what is shown now
    query: str
    here: str
    heads: tuple[Head, ...]

    @property
    def taken(self) -> str:
        """The address's query that takes these rows out: with the columns that are shown."""
        kept = urlencode({"columns": ",".join(column.key for column, shown in self.columns if shown)})
        return f"{self.query}&{kept}" if self.query else kept

    @property
    def off(self) -> str:
        return " ".join(str(len(self.columns) - place) for place, (_column, shown) in enumerate(self.columns) if not shown)


def menu_for(groups: Iterable[Group], request: HttpRequest, role: str, permissions: frozenset[str]) -> tuple[Section, ...]:
    """The groups in which this person has something to do."""
    sections = [Section(str(group.label), tuple(_links(group, request, role, permissions))) for group in groups]
    here = max((link.href for section in sections for link in section.links if link.current), key=len, default="")
    return tuple(Section(one.label, tuple(_only(link, here) for link in one.links)) for one in sections if one.links)


def _only(link: Link, here: str) -> Link:
    """Of two addresses that begin alike, the longer one is where we are."""
    return replace(link, current=link.current and link.href == here)


def _links(group: Group, request: HttpRequest, role: str, permissions: frozenset[str]) -> Iterable[Link]:
    for entry in group.entries:
        href = address(entry.url)
        if href and permissions.intersection(entry.permissions) and (not entry.roles or role in entry.roles):
            current = request.path == href or (href != "/" and request.path.startswith(href))
            yield Link(str(entry.label), href, entry.icon, current, entry.count)


def address(name: str) -> str:
    """Empty where the room is not built in."""
    return _address(name, settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address(name: str, _urls: str, _prefix: str) -> str:
    """Each page asks for some seventy, always the same."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
