"""What a change of an item would touch, for the pages of 事项清单: they stand below this room and fetch it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.planning.queries import item_effect, item_uses
from yicha.planning.types import PlanningPermission


@requires(PlanningPermission.READ)
@require_GET
def effect(request: HttpRequest, code: str) -> HttpResponse:
    actor, at = actor_of(request), now()
    return render(request, "planning/parts/item_effect.html", {"effect": item_effect(actor, actor.region, code, at.date()), "code": code})


@requires(PlanningPermission.READ)
@require_GET
def uses(request: HttpRequest, code: str) -> HttpResponse:
    """The rows that the figures of the effect count."""
    actor, at = actor_of(request), now()
    return render(request, "planning/item_uses.html", {"uses": item_uses(actor, actor.region, code, at.date()), "code": code})
