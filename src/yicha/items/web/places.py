"""五级一张清单: whose list is looked at. `?region=` names one below the own; anything else is the own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from yicha.items.queries import regions_with_items
from yicha.kernel.access import actor_of
from yicha.kernel.actor import Actor
from yicha.orgs.queries import place_name


@dataclass(frozen=True)
class Place:
    """`query` leads from page to page within one list; empty for the own."""

    path: str
    own: bool

    @property
    def query(self) -> str:
        return "" if self.own else f"?{urlencode({'region': self.path})}"


def place_of(request: HttpRequest) -> Place:
    return place_asked(actor_of(request), request.GET)


def place_asked(actor: Actor, query: QueryDict) -> Place:
    asked = query.get("region", "")
    foreign = asked != actor.region and bool(asked) and actor.covers(asked)
    return Place(asked if foreign else actor.region, not foreign)


def places(actor: Actor) -> list[tuple[str, str]]:
    """The lists that may be looked at: the own and those below, where there are any."""
    paths = dict.fromkeys([actor.region, *regions_with_items(actor)])
    return [(path, place_name(path) or path) for path in paths]
