"""What is done about an order; it is named by its follow-up, of which it is the only one that stands."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yicha.engines.deadlines import BEIJING
from yicha.followups.actions.conclude_recheck import conclude_recheck
from yicha.followups.actions.deliver_order import deliver_order
from yicha.followups.actions.issue_order import issue_order
from yicha.followups.actions.plan_recheck import plan_recheck
from yicha.followups.actions.report_correction import report_correction
from yicha.followups.actions.withdraw_order import withdraw_order
from yicha.followups.queries import follow_up as follow_up_of
from yicha.followups.types import (
    ConcludeRecheck,
    DeliverOrder,
    FollowUpPermission,
    FollowUpRow,
    IssueOrder,
    OrderRow,
    PlanRecheck,
    RecheckMode,
    ReportCorrection,
    WithdrawOrder,
)
from yicha.followups.web.acted import acted
from yicha.followups.web.forms import DeliverForm, ReasonForm, ReportForm
from yicha.followups.web.offers import conclude_form, issue_form, recheck_form
from yicha.inspections.types import DeliveryWay
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.uploads import photographs
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode

MEGABYTE: Final = 1 << 20


def _ordered(actor: Actor, pk: int) -> tuple[FollowUpRow, OrderRow]:
    row = follow_up_of(actor, pk, now())
    return row, row.order or absent("LYG-4.4a")


@require_POST
@requires(FollowUpPermission.ISSUE)
def issue(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)
    form = issue_form(follow_up_of(actor, follow_up, now()), request.POST)

    def act(said: dict[str, Any]) -> object:
        what = (said["fact"], said["article"], said["demand"], said["correct_by"], said["recheck_on"])
        return issue_order(actor, IssueOrder(follow_up, *what), now())

    return acted(request, follow_up, ("issue", form), act, _("已下达，请送达"))


@require_POST
@requires(FollowUpPermission.DELIVER)
def deliver(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)
    order = _ordered(actor, follow_up)[1]

    def act(said: dict[str, Any]) -> object:
        command = DeliverOrder(
            order.id, DeliveryWay(said["way"]), said["recipient"], said["delivered_at"].astimezone(BEIJING), said["witness"], said["proof"]
        )
        return deliver_order(actor, command, now())

    return acted(request, follow_up, ("deliver", DeliverForm(request.POST)), act, _("已送达"))


@require_POST
@requires(FollowUpPermission.REPORT)
def report(request: HttpRequest, follow_up: int) -> HttpResponse:
    """By a clerk for a firm that brings paper; the firm itself has its own page."""
    actor = actor_of(request)
    order = _ordered(actor, follow_up)[1]

    def act(said: dict[str, Any]) -> object:
        photos = _kept(actor, said["photos"])
        return report_correction(actor, ReportCorrection(order.id, said["words"], photos, said["brought_by"]), now())

    return acted(request, follow_up, ("report", ReportForm(request.POST, request.FILES)), act, _("已登记整改报告"))


def _kept(actor: Actor, sent: Sequence[Any]) -> tuple[UUID, ...]:
    limit = norms_in_force(actor.region, now().date()).whole(NormCode.EVIDENCE_PHOTO_MAX_MB) * MEGABYTE
    return photographs(actor, sent, now(), kind="photo", limit=limit)


@require_POST
@requires(FollowUpPermission.RECHECK)
def recheck(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)
    row, order = _ordered(actor, follow_up)

    def act(said: dict[str, Any]) -> object:
        return plan_recheck(actor, PlanRecheck(order.id, said["item"], said["visit_on"], said["minutes"]), now())

    return acted(request, follow_up, ("recheck", recheck_form(actor, row, request.POST)), act, _("已排复查"))


@require_POST
@requires(FollowUpPermission.CONCLUDE)
def conclude(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)
    row, order = _ordered(actor, follow_up)

    def act(said: dict[str, Any]) -> object:
        again = said["again_by"] if said["result"] == "again" else None
        what = (RecheckMode(said["mode"]), said["result"] == "corrected", said["words"], tuple(said["officers"]), again)
        return conclude_recheck(actor, ConcludeRecheck(order.id, *what), now())

    return acted(request, follow_up, ("conclude", conclude_form(actor, row, request.POST)), act, _("已作复查结论"))


@require_POST
@requires(FollowUpPermission.WITHDRAW)
def withdraw(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)
    order = _ordered(actor, follow_up)[1]

    def act(said: dict[str, Any]) -> object:
        return withdraw_order(actor, WithdrawOrder(order.id, said["reason"]), now())

    return acted(request, follow_up, ("withdraw", ReasonForm(request.POST)), act, _("已撤回，可以重新下达"))
