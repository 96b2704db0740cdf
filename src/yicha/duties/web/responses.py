"""What several screens of this room answer and ask."""

from datetime import date

from django.http import QueryDict

from yicha.duties.queries import require_covered
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import regions
from yicha.orgs.types import RegionListing


def area_asked(query: QueryDict, actor: Actor) -> str:
    """`?area=`: a region or a town of the actor's own, else its region."""
    asked = query.get("area", "") or actor.region
    require_covered(actor, asked, "WY-5.2")
    return asked


def areas_of(actor: Actor) -> tuple[RegionListing, ...]:
    """The region and its towns."""
    return tuple(row for row in regions(actor) if row.path.count("/") <= actor.region.count("/") + 1)


def today() -> date:
    return now().date()
