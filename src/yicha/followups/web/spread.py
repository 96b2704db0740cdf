"""普遍问题: what many have, and the circulars that were sent of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.followups.actions.acknowledge_circular import acknowledge_circular
from yicha.followups.actions.circulate import circulate
from yicha.followups.queries import circular as circular_of
from yicha.followups.queries import circulars, spread_of, spread_problems
from yicha.followups.types import AcknowledgeCircular, CircularRow, Circulate, Circulated, FollowUpPermission
from yicha.followups.web.forms import CircularForm, MeasuresForm
from yicha.followups.web.pages import names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.shell.answers import done, see_other


@require_GET
@requires(FollowUpPermission.READ)
def spread(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    names = names_of(actor)
    told = {
        "found": spread_problems(actor, actor.region, now()),
        "circulars": [(row, names.get(row.department, row.department)) for row in circulars(actor)],
        "may_circulate": actor.may(FollowUpPermission.CIRCULATE),
    }
    return render(request, "followups/spread.html", told)


@require_http_methods(["GET", "POST"])
@requires(FollowUpPermission.CIRCULATE)
def new_circular(request: HttpRequest) -> HttpResponse:
    """Of one problem, named by item and point in the address."""
    actor, item, point = actor_of(request), request.GET.get("item", ""), request.GET.get("point", "")
    form = CircularForm(request.POST or None)
    form.offer("recipients", [(code, name) for code, name in names_of(actor).items() if code != actor.department])
    made: list[Circulated] = []
    if form.is_valid() and done(form, lambda: made.append(_circulate(actor, item, point, form.cleaned_data))):
        messages.success(request, _("已报告并通报，等各部门回执"))
        return see_other(reverse("followups:circular", args=[made[0].circular]))
    told = {"form": form, "one": spread_of(actor, actor.region, now(), item, point)}
    return render(request, "followups/new_circular.html", told, status=422 if form.errors else 200)


def _circulate(actor: Actor, item: str, point: str, said: dict[str, Any]) -> Circulated:
    what = (item, point, said["government"], tuple(said["recipients"]), said["words"])
    return circulate(actor, Circulate(actor.region, actor.department, *what), now())


@require_GET
@requires(FollowUpPermission.READ)
def circular_page(request: HttpRequest, circular: int) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "followups/circular.html", _one(actor, circular_of(actor, circular), MeasuresForm()))


def _one(actor: Actor, row: CircularRow, form: MeasuresForm) -> dict[str, Any]:
    names = names_of(actor)
    asked = any(one.department == actor.department and one.at is None for one in row.receipts)
    return {
        "row": row,
        "department": names.get(row.department, row.department),
        "receipts": [(one, names.get(one.department, one.department)) for one in row.receipts],
        "form": form if asked and actor.may(FollowUpPermission.ACKNOWLEDGE) else None,
        "refused": form if form.errors else None,
    }


@require_POST
@requires(FollowUpPermission.ACKNOWLEDGE)
def acknowledge(request: HttpRequest, circular: int) -> HttpResponse:
    actor, form = actor_of(request), MeasuresForm(request.POST)
    row = circular_of(actor, circular)

    def act() -> object:
        return acknowledge_circular(actor, AcknowledgeCircular(circular, actor.department, form.cleaned_data["measures"]), now())

    if form.is_valid() and done(form, act):
        messages.success(request, _("已回执"))
        return see_other(reverse("followups:circular", args=[circular]))
    return render(request, "followups/circular.html", _one(actor, row, form), status=422)
