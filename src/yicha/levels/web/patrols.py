"""镇街巡查: what was seen, and recording it."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.duties.queries import names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.levels.actions.record_patrol import record_patrol
from yicha.levels.queries import patrols
from yicha.levels.types import LevelPermission, PatrolRecorded, PatrolRow, RecordPatrol
from yicha.levels.web.forms import PatrolForm
from yicha.levels.web.responses import acted, area_choices
from yicha.orgs.queries import place_name
from yicha.shell.answers import see_other
from yicha.subjects.queries import meant

PER_PAGE = 30


@require_GET
@requires(LevelPermission.READ)
def patrols_page(request: HttpRequest) -> HttpResponse:
    """`?found=1`: only where something was."""
    actor, wanted = actor_of(request), request.GET.get("found", "")
    rows, names = patrols(actor), names_of(actor.region, now().date())
    found = [row for row in rows if row.found]
    shown = [_shown(actor, row, names) for row in (found if wanted else rows)]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "all": len(rows), "found": len(found), "wanted": wanted, "may_record": actor.may(LevelPermission.PATROL)}
    return render(request, "levels/patrols.html", told)


def _shown(actor: Actor, row: PatrolRow, names: dict[str, str]) -> tuple[PatrolRow, str, str, bool]:
    """With its town, who patrolled, and whether this person may whistle about it."""
    whistles = actor.may(LevelPermission.WHISTLE) and not row.whistle and actor.acts_for(row.patrolled_by)
    return row, place_name(row.area), names.get(row.patrolled_by, row.patrolled_by), whistles


@require_http_methods(["GET", "POST"])
@requires(LevelPermission.PATROL)
def new(request: HttpRequest) -> HttpResponse:
    """What was found leads on to the whistle."""
    actor = actor_of(request)
    begun = {"patrolled_on": now().date(), "subject": request.GET.get("subject", "")}
    form = PatrolForm({"area": area_choices(actor)}, request.POST or None, initial=begun)
    form.seek("subject", partial(meant, actor))
    made: list[PatrolRecorded] = []
    if request.method == "POST" and acted(request, form, lambda said: made.append(_record(actor, said)), _("已记下")):
        return see_other(reverse("levels:patrols"))
    return render(request, "levels/new_patrol.html", {"form": form}, status=422 if form.errors else 200)


def _record(actor: Actor, said: dict[str, Any]) -> PatrolRecorded:
    what = (said["area"], actor.department, said["place"], said["patrolled_on"], said["found"], said["subject"])
    return record_patrol(actor, RecordPatrol(*what), now())
