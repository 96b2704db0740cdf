"""递补: whom a draw lost, what shows it, and who holds the secrets of the draw that replaces them."""

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yicha.draws.actions.freeze_replacement import freeze_replacement
from yicha.draws.queries import draw as draw_of
from yicha.draws.types import DrawPermission, FreezeReplacement, LossReason, LostSubject
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.planning.web.ceremony import CEREMONY, CeremonyForm, offered
from yicha.shell.answers import see_other

LONGEST_EVIDENCE = 200


class ReplacementForm(CeremonyForm):
    lost = forms.CharField(
        label=_("被递补的对象和依据"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "yc-input yc-mono"}),
        help_text=_("每行一家：编号，空格，依据。如：91620700MA71ABCD0X 注销登记 2026-17"),
    )
    reason = forms.ChoiceField(
        label=_("原因"),
        choices=[
            (LossReason.CLOSED.value, _("已注销、吊销或停业")),
            (LossReason.MOVED.value, _("已迁出本地")),
            (LossReason.NOT_FOUND.value, _("查无此户")),
        ],
    )
    field_order = ("lost", "reason", *CEREMONY)

    def clean_lost(self) -> list[tuple[str, str]]:
        rows = [re.split(r"[\s,，;；]+", line.strip(), maxsplit=1) for line in self.cleaned_data["lost"].splitlines() if line.strip()]
        if any(len(row) != 2 or len(row[1]) > LONGEST_EVIDENCE for row in rows):  # noqa: PLR2004 number and evidence
            raise forms.ValidationError(gettext("每行写编号和依据，依据不超过 200 字"))
        return [(row[0].upper(), row[1]) for row in rows]

    @property
    def losses(self) -> tuple[LostSubject, ...]:
        reason = LossReason(self.cleaned_data["reason"])
        return tuple(LostSubject(sid, reason, evidence) for sid, evidence in self.cleaned_data["lost"])


@requires(DrawPermission.FREEZE)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, draw: int) -> HttpResponse:
    actor, row = actor_of(request), draw_of(actor_of(request), draw)
    form = ReplacementForm(offered(actor, row.year, now()), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        command = FreezeReplacement(draw, form.losses, form.parties, form.beacon)
        return see_other(reverse("draws:draw", args=[freeze_replacement(actor, command, now()).draw]))
    told: dict[str, Any] = {"form": form, "row": row}
    return render(request, "planning/replace.html", told, status=422 if form.errors else 200)
