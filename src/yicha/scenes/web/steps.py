"""What becomes of a scene: reviewed, published, withdrawn, dropped; an offered item proposed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken
from yicha.scenes.actions.drop_scene import drop_scene
from yicha.scenes.actions.propose_offer import propose_offer
from yicha.scenes.actions.publish_scene import publish_scene
from yicha.scenes.actions.review_scene import review_scene
from yicha.scenes.actions.withdraw_scene import withdraw_scene
from yicha.scenes.queries import scene
from yicha.scenes.types import DropScene, ProposeOffer, PublishScene, ReviewScene, ScenePermission, WithdrawScene
from yicha.scenes.web.forms import OfferForm, PublishForm, ReasonForm, ReviewForm
from yicha.shell.answers import see_other


@requires(ScenePermission.REVIEW)
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    said = _filled(request, pk, ReviewForm(request.POST))
    agrees = request.POST.get("verdict") == "agree"
    review_scene(actor_of(request), ReviewScene(pk, agrees, said["note"].strip()), now())
    return to_scene(request, pk, _("已同意，等联席办公布") if agrees else _("已退回牵头部门"))


@requires(ScenePermission.PUBLISH)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    said = _filled(request, pk, PublishForm(request.POST))
    publish_scene(actor_of(request), PublishScene(pk, said["valid_from"]), now())
    return to_scene(request, pk, _("已公布"))


@requires(ScenePermission.WITHDRAW)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    said = _filled(request, pk, ReasonForm(request.POST))
    withdraw_scene(actor_of(request), WithdrawScene(pk, said["reason"]), now())
    return to_scene(request, pk, _("已停用，不再据此计划"))


@requires(ScenePermission.DROP)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    said = _filled(request, pk, ReasonForm(request.POST))
    drop_scene(actor_of(request), DropScene(pk, said["reason"]), now())
    return to_scene(request, pk, _("已记不采纳"))


@requires(ScenePermission.PROPOSE)
@require_POST
def offer(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    said = _filled(request, pk, OfferForm(request.POST))
    propose_offer(actor_of(request), ProposeOffer(pk, place, said["code"].strip()), now())
    return to_scene(request, pk, _("已提出，等数据局审定公布"))


def to_scene(request: HttpRequest, pk: int, told: str) -> HttpResponse:
    messages.success(request, told)
    return see_other(reverse("scenes:scene", args=(pk,)))


def _filled(request: HttpRequest, pk: int, form: forms.Form) -> dict[str, Any]:
    """Of a scene that is there. These forms have one field: what is wrong with it is said like any refusal."""
    scene(actor_of(request), pk)
    if form.is_valid():
        return form.cleaned_data
    raise RuleBroken("；".join(str(said) for errors in form.errors.values() for said in errors))
