"""What several screens of this room answer and ask."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponseRedirect

from yicha.duties.queries import departments_of, require_covered
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.queries import regions
from yicha.orgs.types import RegionListing
from yicha.shell.forms import Form

SEE_OTHER = 303


def redirect(address: str) -> HttpResponseRedirect:
    """After a change of state the browser gets the page anew, so that reloading does nothing twice."""
    answer = HttpResponseRedirect(address)
    answer.status_code = SEE_OTHER
    return answer


def done(form: Form, act: Callable[[], object]) -> bool:
    """A refusal is said at the form, which keeps what was written."""
    try:
        act()
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return False
    return True


def area_asked(request: HttpRequest, actor: Actor) -> str:
    """`?area=`: a region or a town of the actor's own, else its region."""
    asked = request.GET.get("area", "") or actor.region
    require_covered(actor, asked, "WY-5.2")
    return asked


def areas_of(actor: Actor) -> tuple[RegionListing, ...]:
    """The region and its towns."""
    return tuple(row for row in regions(actor) if row.path.count("/") <= actor.region.count("/") + 1)


def names_of(area: str, on: date) -> dict[str, str]:
    """Department → how it is called in short."""
    return {code: row.short_name or row.name for code, row in departments_of(area, on).items()}


def today() -> date:
    return now().date()
