"""What people do in a dispute: speak, invite, review, decide, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from yicha.duties.actions.decide_dispute import decide_dispute
from yicha.duties.actions.invite_party import invite_party
from yicha.duties.actions.review_dispute import review_dispute
from yicha.duties.actions.state_claim import state_claim
from yicha.duties.actions.withdraw_dispute import withdraw_dispute
from yicha.duties.queries import dispute as dispute_of
from yicha.duties.queries import names_of
from yicha.duties.types import DecideDispute, DutyPermission, InviteParty, ReviewDispute, Stance, StateClaim, WithdrawDispute
from yicha.duties.web.disputes import one_dispute
from yicha.duties.web.forms import ClaimForm, DecisionForm, PartyForm, ReasonForm, chosen
from yicha.duties.web.responses import today
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.shell.answers import see_other, steps_on

_stepped = steps_on("duties/dispute.html", "duties:dispute", one_dispute)


@require_POST
@requires(DutyPermission.STATE_CLAIM)
def claim(request: HttpRequest, dispute: int) -> HttpResponse:
    actor, form = actor_of(request), ClaimForm(request.POST)

    def act(said: dict[str, Any]) -> None:
        state_claim(actor, StateClaim(dispute, actor.department, Stance(said["stance"]), said["opinion"]), now())

    return _stepped(request, dispute, ("claim", form), act, gettext("意见已记下"))


@require_POST
@requires(DutyPermission.REVIEW_DISPUTE)
def invite(request: HttpRequest, dispute: int) -> HttpResponse:
    actor = actor_of(request)
    form = PartyForm({"department": chosen(names_of(actor.region, today()))}, request.POST)

    def act(said: dict[str, Any]) -> object:
        return invite_party(actor, InviteParty(dispute, said["department"]), now())

    return _stepped(request, dispute, ("invite", form), act, gettext("已邀请该部门陈述意见"))


@require_POST
@requires(DutyPermission.REVIEW_DISPUTE)
def review(request: HttpRequest, dispute: int) -> HttpResponse:
    review_dispute(actor_of(request), ReviewDispute(dispute), now())
    messages.success(request, gettext("已进入研判，各方意见不再改动"))
    return see_other(reverse("duties:dispute", args=[dispute]))


@require_POST
@requires(DutyPermission.DECIDE_DISPUTE)
def decide(request: HttpRequest, dispute: int) -> HttpResponse:
    actor, names = actor_of(request), names_of(actor_of(request).region, today())
    heard = {one.department: names.get(one.department, one.department) for one in dispute_of(actor, dispute).parties}
    form = DecisionForm(heard, request.POST)

    def act(said: dict[str, Any]) -> object:
        return decide_dispute(actor, DecideDispute(dispute, **said), now())

    return _stepped(request, dispute, ("decision", form), act, gettext("已裁定，职责自今天起生效"))


@require_POST
@requires(DutyPermission.RAISE_DISPUTE)
def withdraw(request: HttpRequest, dispute: int) -> HttpResponse:
    actor, form = actor_of(request), ReasonForm(request.POST)

    def act(said: dict[str, Any]) -> object:
        return withdraw_dispute(actor, WithdrawDispute(dispute, said["reason"]), now())

    return _stepped(request, dispute, ("withdrawal", form), act, gettext("已撤回，原牵头部门继续负责"))
