"""一业一册: what is checked in a trade, by whom and on which basis, before anybody comes (GX-2.2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.kernel.access import public
from yicha.kernel.clock import now
from yicha.portal.queries import region
from yicha.portal.web.caching import cached
from yicha.portal.web.pages import MINUTES
from yicha.scenes.documents import render as printed
from yicha.scenes.queries import handbook_of, public_scenes
from yicha.scenes.types import Handbook

WHY = "who is checked may know beforehand what is asked"


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def handbooks(request: HttpRequest) -> HttpResponse:
    on = now().date()
    books = [handbook_of(row, on) for row in public_scenes(region(), on)]
    return render(request, "portal/handbooks.html", {"books": books})


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def handbook(request: HttpRequest, scene: str) -> HttpResponse:
    return render(request, "portal/handbook.html", {"book": _book(scene)})


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def handbook_pdf(_request: HttpRequest, scene: str) -> HttpResponse:
    answer = HttpResponse(printed(_book(scene)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="handbook-{scene}.pdf"'
    return answer


def _book(code: str) -> Handbook:
    """Of what is in force today; anything else is not there."""
    on = now().date()
    row = next((one for one in public_scenes(region(), on) if one.code == code), None)
    if row is None:
        raise Http404
    return handbook_of(row, on)
