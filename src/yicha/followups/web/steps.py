"""What is done about a matter that is no order."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yicha.followups.actions.decide_follow_up import decide_follow_up
from yicha.followups.actions.drop_follow_up import drop_follow_up
from yicha.followups.actions.educate_instead import educate_instead
from yicha.followups.actions.settle_follow_up import settle_follow_up
from yicha.followups.queries import follow_up as follow_up_of
from yicha.followups.types import DecideFollowUp, DropFollowUp, EducateInstead, FollowUpKind, FollowUpPermission, SettleFollowUp
from yicha.followups.web.acted import acted
from yicha.followups.web.forms import DecideForm, ReasonForm
from yicha.followups.web.offers import educate_form, settle_form
from yicha.followups.web.pages import names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.norms.queries import dictionary


@require_POST
@requires(FollowUpPermission.DECIDE)
def decide(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> object:
        kinds = tuple(map(FollowUpKind, said["kinds"]))
        return decide_follow_up(actor, DecideFollowUp(follow_up, kinds, said["reason"]), now())

    return acted(request, follow_up, ("decide", DecideForm(request.POST)), act, _("已定性"))


@require_POST
@requires(FollowUpPermission.SETTLE)
def settle(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)
    form = settle_form(follow_up_of(actor, follow_up, now()), names_of(actor), request.POST)

    def act(said: dict[str, Any]) -> object:
        return settle_follow_up(actor, SettleFollowUp(follow_up, said["recipient"], said["reference"], said["words"]), now())

    return acted(request, follow_up, ("settle", form), act, _("已办结"))


@require_POST
@requires(FollowUpPermission.DROP)
def drop(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> object:
        return drop_follow_up(actor, DropFollowUp(follow_up, said["reason"]), now())

    return acted(request, follow_up, ("drop", ReasonForm(request.POST)), act, _("不再处置，理由已留痕"))


@require_POST
@requires(FollowUpPermission.EDUCATE)
def educate(request: HttpRequest, follow_up: int) -> HttpResponse:
    actor = actor_of(request)
    slight = {entry.value: entry.label for entry in dictionary("slight_first", actor.region, now().date())}

    def act(said: dict[str, Any]) -> object:
        return educate_instead(actor, EducateInstead(follow_up, said["matter"], said["harm"], said["corrected"]), now())

    return acted(request, follow_up, ("educate", educate_form(slight, request.POST)), act, _("已决定教育代替处罚"))
