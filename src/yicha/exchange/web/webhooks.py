"""事件订阅: which systems of departments are told of what, what was sent, what waits."""

from typing import Any

from django.contrib import messages as told_once
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yicha.exchange.actions.approve_subscription import approve_subscription
from yicha.exchange.actions.end_subscription import end_subscription
from yicha.exchange.actions.propose_subscription import propose_subscription
from yicha.exchange.actions.resend_message import resend_message
from yicha.exchange.queries import messages, signing_key, subscriptions
from yicha.exchange.types import (
    ApproveSubscription,
    EndSubscription,
    ExchangePermission,
    MessageRow,
    PartnerStatus,
    ProposeSubscription,
    ResendMessage,
    SubscriptionRow,
    Topic,
)
from yicha.exchange.web.forms import EndForm, SubscriptionForm
from yicha.exchange.web.words import PARTNER_TONES, PARTNERS, TOPICS, names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form


@require_safe
@requires(ExchangePermission.READ_SUBSCRIPTION)
def subscription_list(request: HttpRequest) -> HttpResponse:
    return _listed(request)


def _listed(request: HttpRequest, refused: Form | None = None, at: int = 0) -> HttpResponse:
    """`refused`: a form that was, of the subscription `at` or of a new one."""
    actor = actor_of(request)
    names = names_of(actor, now().date())
    rows = [_shown(actor, one, names, refused if one.id == at else None) for one in subscriptions(actor)]
    fresh = refused if refused and not at else SubscriptionForm(list(names.items()))
    sent = [_sent(actor, one, names) for one in messages(actor)]
    form = fresh if actor.may(ExchangePermission.PROPOSE_SUBSCRIPTION) else None
    told = {"rows": rows, "sent": sent, "refused": refused, "form": form, "key": signing_key()}
    return render(request, "exchange/subscriptions.html", told, status=422 if refused else 200)


def _shown(actor: Actor, row: SubscriptionRow, names: dict[str, str], refused: Form | None) -> dict[str, Any]:
    may_end = actor.may(ExchangePermission.END_SUBSCRIPTION) and row.status is not PartnerStatus.ENDED
    proposed = row.status is PartnerStatus.PROPOSED
    return {
        "row": row,
        "department": names.get(row.department, row.department),
        "topics": [TOPICS[one] for one in row.topics],
        "status": PARTNERS[row.status],
        "tone": PARTNER_TONES[row.status],
        "may_approve": proposed and actor.may(ExchangePermission.APPROVE_SUBSCRIPTION) and row.proposed_by != actor.id,
        "end": (refused or EndForm(prefix=f"s{row.id}")) if may_end else None,
    }


def _sent(actor: Actor, row: MessageRow, names: dict[str, str]) -> dict[str, Any]:
    department = names.get(row.department, row.department)
    return {"row": row, "topic": TOPICS[row.topic], "department": department, "may_resend": actor.may(ExchangePermission.RESEND)}


@require_POST
@requires(ExchangePermission.PROPOSE_SUBSCRIPTION)
def propose(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = SubscriptionForm(list(names_of(actor, now().date()).items()), request.POST)
    if not form.is_valid() or not done(form, lambda: propose_subscription(actor, _said(actor, form.cleaned_data), now())):
        return _listed(request, form)
    told_once.success(request, _("已登记，等另一位管理员核准"))
    return see_other(reverse("exchange:subscriptions"))


def _said(actor: Actor, said: dict[str, Any]) -> ProposeSubscription:
    return ProposeSubscription(actor.region, said["department"], said["name"], said["address"], tuple(map(Topic, said["topics"])))


@require_POST
@requires(ExchangePermission.APPROVE_SUBSCRIPTION)
def approve(request: HttpRequest, subscription: int) -> HttpResponse:
    approve_subscription(actor_of(request), ApproveSubscription(subscription), now())
    told_once.success(request, _("已核准，以后的事件通知到这里"))
    return see_other(reverse("exchange:subscriptions"))


@require_POST
@requires(ExchangePermission.END_SUBSCRIPTION)
def end(request: HttpRequest, subscription: int) -> HttpResponse:
    actor, form = actor_of(request), EndForm(request.POST, prefix=f"s{subscription}")
    if subscription not in {one.id for one in subscriptions(actor)}:
        absent("GX-5.2b")
    if not form.is_valid() or not done(
        form, lambda: end_subscription(actor, EndSubscription(subscription, form.cleaned_data["reason"]), now())
    ):
        return _listed(request, form, subscription)
    told_once.success(request, _("已停用，不再通知"))
    return see_other(reverse("exchange:subscriptions"))


@require_POST
@requires(ExchangePermission.RESEND)
def resend(request: HttpRequest, message: int) -> HttpResponse:
    resend_message(actor_of(request), ResendMessage(message), now())
    told_once.success(request, _("一分钟内重发"))
    return see_other(reverse("exchange:subscriptions"))
