"""换人: who cannot come and why, then a draw like any other."""

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.planning.actions.freeze_relief import freeze_relief
from yicha.planning.queries import names_kept, reliefs_of
from yicha.planning.queries import visit as visit_of
from yicha.planning.types import FreezeRelief, PlanningPermission
from yicha.planning.web.ceremony import CEREMONY, CeremonyForm, offered
from yicha.shell.answers import refused_at, see_other

SALT = 32


class ReliefForm(CeremonyForm):
    cert_no = forms.ChoiceField(label=_("谁不能到场"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("如病假、回避、调离；记入痕迹"))
    field_order = ("cert_no", "reason", *CEREMONY)


@requires(PlanningPermission.FREEZE_STAFFING)
@require_http_methods(["GET", "POST"])
def relieve(request: HttpRequest, visit: int) -> HttpResponse:
    actor = actor_of(request)
    (row,) = names_kept(actor, [visit_of(actor, visit)], now().date())
    form = ReliefForm(offered(actor, row.first_day.year, now()), request.POST if request.method == "POST" else None)
    form.offer("cert_no", [(one.cert_no, f"{one.name}（{one.cert_no}）") for one in row.officers])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        command = FreezeRelief(visit, said["cert_no"], said["reason"], form.parties, form.beacon, secrets.token_hex(SALT))
        with refused_at(form):
            return see_other(reverse("draws:draw", args=[freeze_relief(actor, command, now()).draw]))
    told = {"form": form, "row": row, "reliefs": reliefs_of(actor, visit)}
    return render(request, "planning/relief.html", told, status=409 if form.errors else 200)
