"""The ledger for those who watch over it: its witnesses, and the texts under its hashes."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yicha.engines.ledger import parse_tile, write_bundle
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.ledger import LOGS, verifier_keys
from yicha.kernel.tiles import tile_entries
from yicha.kernel.types import KernelPermission
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.actions.dismiss_witness import dismiss_witness
from yicha.orgs.queries import is_whole_home, witnesses
from yicha.orgs.types import AppointWitness, DismissWitness, OrgPermission, WitnessListing, WitnessStanding
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form

STANDINGS = {
    WitnessStanding.NEW: (gettext_lazy("尚未见证"), ""),
    WitnessStanding.SOUND: (gettext_lazy("正常"), "good"),
    WitnessStanding.SILENT: (gettext_lazy("逾时未见证"), "late"),
    WitnessStanding.REFUSING: (gettext_lazy("拒绝见证"), "late"),
}


class WitnessForm(Form):
    key = forms.CharField(
        label=gettext_lazy("见证人公钥"), max_length=300, help_text=gettext_lazy("见证单位运行 yicha witness 时印出的一行")
    )
    url = forms.CharField(label=gettext_lazy("地址"), max_length=300, help_text=gettext_lazy("例如 https://witness.example.gov.cn"))


class Line:
    """A witness as people read it."""

    def __init__(self, row: WitnessListing) -> None:
        self.row, (self.standing, self.tone) = row, STANDINGS[row.standing]


@requires(OrgPermission.APPOINT_WITNESS)
@require_http_methods(["GET", "POST"])
def witness_list(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    form = WitnessForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refused_at(form):
            appoint_witness(actor, AppointWitness(form.cleaned_data["key"], form.cleaned_data["url"]), at)
            messages.success(request, _("已登记，一分钟内请它见证"))
            return see_other(reverse("orgs:witnesses"))
    keys = [(log.suite.name, verifier_keys(log)[0]) for log in LOGS]
    shown = {"form": form, "lines": [Line(row) for row in witnesses(actor, at)], "keys": keys}
    return render(request, "orgs/witnesses.html", shown, status=409 if form.errors else 200)


@requires(OrgPermission.APPOINT_WITNESS)
@require_POST
def dismiss(request: HttpRequest, witness: int) -> HttpResponse:
    dismiss_witness(actor_of(request), DismissWitness(witness, request.POST.get("reason", "")), now())
    messages.success(request, _("已停用"))
    return see_other(reverse("orgs:witnesses"))


@requires(KernelPermission.READ_TRAIL)
def entries(request: HttpRequest, tile: str) -> HttpResponse:
    """An entry bundle (c2sp.org/tlog-tiles). The log holds the acts of every region, so a part of the home is not enough."""
    asked = parse_tile(f"entries/{tile}")
    if asked is None or not is_whole_home(actor_of(request)):
        absent()
    bundle = write_bundle(tile_entries(asked))
    return HttpResponse(bundle, content_type="application/octet-stream", headers={"Cache-Control": "private, no-store"})
