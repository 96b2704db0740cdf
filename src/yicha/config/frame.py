"""What stands around every page: menu, day, who is signed in. The only context processor of ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest

from yicha.config.navigation import COLUMNS, MENU, TABS
from yicha.kernel.access import actor_of
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.notifications import unread
from yicha.orgs.queries import kept_list, place_name, seat
from yicha.orgs.types import KeptList, Seat
from yicha.shell.types import Entry, Group, Link, Section, address, menu_for
from yicha.subjects.types import SubjectPermission

OFFICE = frozenset({SubjectPermission.READ})


@dataclass
class Frame:
    """Asked by templates only; what costs a query is computed when a page shows it."""

    request: HttpRequest
    at: datetime

    @property
    def actor(self) -> Actor:
        return actor_of(self.request)

    @property
    def inside(self) -> bool:
        return bool(self.actor.id)

    @property
    def demo(self) -> bool:
        return bool(settings.YICHA_DEMO)

    @cached_property
    def seat(self) -> Seat:
        return seat()

    @cached_property
    def place(self) -> str:
        """Of the person's own region; before anybody has signed in, of the house."""
        return place_name(self.actor.region) if self.actor.region else self.seat.place

    @property
    def host(self) -> str:
        return self.seat.office

    @cached_property
    def unread(self) -> int:
        return unread(self.actor)

    @property
    def large(self) -> bool:
        """The elder version of public pages, kept in a cookie."""
        return self.request.COOKIES.get("large") == "1"

    @property
    def version(self) -> str:
        """Where one says how large the letters are."""
        return address("portal:version")

    @property
    def week(self) -> int:
        return self.at.isocalendar().week

    @cached_property
    def menu(self) -> tuple[Section, ...]:
        return menu_for(MENU, self.request, self.actor.role, self.actor.permissions)

    @cached_property
    def tabs(self) -> tuple[Link, ...]:
        return self._links(TABS)

    @cached_property
    def columns(self) -> tuple[Link, ...]:
        everybody = (Link(str(one.label), address(one.url), one.icon, self._at(one), "") for one in COLUMNS)
        return tuple(link for link in everybody if link.href)

    @property
    def search(self) -> str:
        return address("today:search") if OFFICE.intersection(self.actor.permissions) else ""

    @property
    def notices(self) -> str:
        return address("today:notices")

    @property
    def help(self) -> str:
        return address("help:index")

    @property
    def account(self) -> str:
        return address("orgs:account")

    @property
    def posts(self) -> str:
        return address("orgs:choose_post")

    @property
    def leave(self) -> str:
        return address("orgs:sign_out")

    @property
    def again(self) -> str:
        return address("orgs:sign_in_again")

    def kept(self, listing: str) -> KeptList:
        """How the person keeps this list."""
        return kept_list(self.actor, listing)

    def _links(self, entries: Iterable[Entry]) -> tuple[Link, ...]:
        sections = menu_for([Group("", tuple(entries))], self.request, self.actor.role, self.actor.permissions)
        return sections[0].links if sections else ()

    def _at(self, entry: Entry) -> bool:
        """Whether the page lies in that column. /public/ begins them all: there the results are, and below it only those of one subject."""
        href, path = address(entry.url), self.request.path
        if entry is COLUMNS[0]:
            return path == href or path.startswith(f"{href}subjects/")
        return bool(href) and path.startswith(href)


def frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": Frame(request, now())}
