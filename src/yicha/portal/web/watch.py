"""自查: how this site fares, for everybody in a sentence and three tables, and with what went wrong for who keeps it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.disclosure.queries import watch
from yicha.disclosure.types import DisclosurePermission
from yicha.kernel.access import public, requires
from yicha.kernel.clock import now
from yicha.portal.queries import columns
from yicha.portal.web.caching import cached

SECONDS = 300


@require_safe
@public("how often this site opened, which columns are late, which links are dead")
@cached(SECONDS)
def watched(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/watch.html", shown(now().date()))


@require_safe
@requires(DisclosurePermission.WATCH)
def watched_inside(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/watch_inside.html", shown(now().date()) | {"address": settings.YICHA_ADDRESS})


def shown(today: date) -> dict[str, Any]:
    found, rows = watch(today), columns(today)
    stale = [one for one in rows if one.stale]
    return {"watch": found, "columns": rows, "stale": stale, "well": found.is_up and not stale and not found.dead}
