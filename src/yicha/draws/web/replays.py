"""Drawing again: a department takes the full bundle home, and says later that it came to the same."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.draws.actions.confirm_replay import confirm_replay
from yicha.draws.actions.read_sealed import read_sealed
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import full_zip
from yicha.draws.types import ConfirmReplay, DrawPermission, DrawRow, ReadSealed
from yicha.draws.web import forms, words
from yicha.draws.web.pages import ceremony
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.types import RecordRead
from yicha.shell.answers import done, see_other


@require_POST
@requires(DrawPermission.REPLAY)
def full_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """With names and classes, so each taking is recorded; before the day of the list only to who may open it and says what for."""
    actor = actor_of(request)
    row, form = draw_of(actor, pk), forms.PurposeForm(request.POST)
    content = full_zip(actor, pk)
    if not words.has_sealed_list(row, now().date()):
        record_read(actor, RecordRead(f"draw:{pk}", "完整抽取包"), now())
    elif not (form.is_valid() and done(form, lambda: _open(actor, row, form.cleaned_data))):
        return render(request, "draws/draw.html", ceremony(request, pk, purpose_form=form, refused=form), status=409)
    headers = {"Content-Disposition": f'attachment; filename="{row.number}-full.zip"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def _open(actor: Actor, row: DrawRow, said: dict[str, Any]) -> None:
    read_sealed(actor, ReadSealed(row.id, said["purpose"]), now())


@require_POST
@requires(DrawPermission.REPLAY)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    actor, form = actor_of(request), forms.ReplayForm(request.POST)
    if form.is_valid():
        said = ConfirmReplay(pk, actor.department, form.cleaned_data["bundle_number"])
        if done(form, lambda: confirm_replay(actor, said, now())):
            messages.success(request, _("已确认，抽取的公开页面写明本部门重演相符"))
            return see_other(reverse("draws:draw", args=[pk]))
    return render(request, "draws/draw.html", ceremony(request, pk, replay_form=form, refused=form), status=409)
