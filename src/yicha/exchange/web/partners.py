"""上级平台: named by one administrator, admitted by another, and how it has answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yicha.exchange.actions.approve_partner import approve_partner
from yicha.exchange.actions.end_partner import end_partner
from yicha.exchange.actions.propose_partner import propose_partner
from yicha.exchange.queries import partners
from yicha.exchange.types import ApprovePartner, EndPartner, ExchangePermission, PartnerRow, PartnerStatus, ProposePartner, Way
from yicha.exchange.web.forms import EndForm, PartnerForm
from yicha.exchange.web.words import PARTNER_TONES, PARTNERS, WAYS
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form


@require_safe
@requires(ExchangePermission.READ_PARTNER)
def partner_list(request: HttpRequest) -> HttpResponse:
    return _listed(request)


def _listed(request: HttpRequest, refused: Form | None = None, at: int = 0) -> HttpResponse:
    """`refused`: a form that was, of the partner `at` or of a new one."""
    actor = actor_of(request)
    rows = [_shown(actor, one, refused if one.id == at else None) for one in partners(actor)]
    fresh = refused if refused and not at else PartnerForm()
    told = {"rows": rows, "refused": refused, "form": fresh if actor.may(ExchangePermission.PROPOSE_PARTNER) else None}
    return render(request, "exchange/partners.html", told, status=422 if refused else 200)


def _shown(actor: Actor, row: PartnerRow, refused: Form | None) -> dict[str, Any]:
    may_end = actor.may(ExchangePermission.END_PARTNER) and row.status is not PartnerStatus.ENDED
    proposed = row.status is PartnerStatus.PROPOSED
    return {
        "row": row,
        "status": PARTNERS[row.status],
        "tone": PARTNER_TONES[row.status],
        "way": WAYS[row.way],
        "rests": row.rests_until is not None and row.rests_until > now(),
        "may_approve": proposed and actor.may(ExchangePermission.APPROVE_PARTNER) and row.proposed_by != actor.id,
        "end": (refused or EndForm(prefix=f"p{row.id}")) if may_end else None,
    }


@require_POST
@requires(ExchangePermission.PROPOSE_PARTNER)
def propose(request: HttpRequest) -> HttpResponse:
    actor, form = actor_of(request), PartnerForm(request.POST)
    if not form.is_valid() or not done(form, lambda: propose_partner(actor, _said(actor, form.cleaned_data), now())):
        return _listed(request, form)
    messages.success(request, _("已登记，等另一位管理员核准"))
    return see_other(reverse("exchange:partners"))


def _said(actor: Actor, said: dict[str, Any]) -> ProposePartner:
    return ProposePartner(actor.region, said["name"], Way(said["way"]), said["address"])


@require_POST
@requires(ExchangePermission.APPROVE_PARTNER)
def approve(request: HttpRequest, partner: int) -> HttpResponse:
    approve_partner(actor_of(request), ApprovePartner(partner), now())
    messages.success(request, _("已核准，以后的批次推送到这里"))
    return see_other(reverse("exchange:partners"))


@require_POST
@requires(ExchangePermission.END_PARTNER)
def end(request: HttpRequest, partner: int) -> HttpResponse:
    actor, form = actor_of(request), EndForm(request.POST, prefix=f"p{partner}")
    if partner not in {one.id for one in partners(actor)}:
        absent("GX-5.2b")
    if not form.is_valid() or not done(form, lambda: end_partner(actor, EndPartner(partner, form.cleaned_data["reason"]), now())):
        return _listed(request, form, partner)
    messages.success(request, _("已停用，待推送的数据等新平台"))
    return see_other(reverse("exchange:partners"))
