"""封存名单: who was drawn, before its day. It opens for a while to who has said what for."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from yicha.draws.actions.read_sealed import read_sealed
from yicha.draws.queries import OPEN_FOR, line_figures, names_closed, sealed_readings, selected
from yicha.draws.queries import draw as draw_of
from yicha.draws.types import DrawPermission, DrawRow, ReadSealed
from yicha.draws.web import words
from yicha.draws.web.forms import PurposeForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import people
from yicha.shell.answers import refused_at, see_other
from yicha.subjects.queries import subjects_by_sid


@require_http_methods(["GET", "POST"])
@requires(DrawPermission.READ_SEALED)
def sealed(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refused_at(form):
            read_sealed(actor, ReadSealed(pk, form.cleaned_data["purpose"]), at)
            return see_other(reverse("draws:sealed", args=[pk]))
    shown = _shown(actor, draw_of(actor, pk), at) | {"form": form}
    return render(request, "draws/sealed.html", shown, status=409 if form.errors else 200)


def _shown(actor: Actor, row: DrawRow, at: datetime) -> dict[str, Any]:
    """The list only to who asked a moment ago, and only as long as it is sealed."""
    readings = sealed_readings(actor, row.id)
    known = people(actor, {one.by for one in readings})
    closed = words.has_sealed_list(row, at.date())
    return {
        "row": row,
        "title": words.title(row),
        "closed": closed,
        "readings": [(known.get(one.by, one.by), one) for one in readings],
        "lines": _lines(actor, row, at) if closed and not names_closed(actor, row.id, at) else None,
        "minutes": OPEN_FOR // timedelta(minutes=1),
    }


def _lines(actor: Actor, row: DrawRow, at: datetime) -> list[tuple[str, list[tuple[str, str]]]]:
    """What each line is called, and the name and code of whom it drew."""
    name = words.line_names(actor, row, words.names(actor, at.date()))
    called = {line.id: what for what, line in words.figures(line_figures(actor, row.id), name, replaces=False)}
    drawn = selected(actor, row.id)
    known = subjects_by_sid(actor, sorted({sid for sids in drawn.values() for sid in sids}))
    return [
        (called.get(line, line), [(known[sid].name, known[sid].uscc or sid) if sid in known else (sid, sid) for sid in sids])
        for line, sids in drawn.items()
    ]
