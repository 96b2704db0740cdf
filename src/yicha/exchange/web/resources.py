"""资源目录: what departments give each other, and what they asked for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yicha.exchange.actions.answer_share import answer_share
from yicha.exchange.actions.ask_share import ask_share
from yicha.exchange.actions.check_share import check_share
from yicha.exchange.actions.draft_data_resource import draft_data_resource
from yicha.exchange.actions.publish_data_resource import publish_data_resource
from yicha.exchange.actions.review_data_resource import review_data_resource
from yicha.exchange.queries import data_resource, data_resources, reciprocity, shares_of, shares_open
from yicha.exchange.types import (
    AnswerShare,
    AskShare,
    CheckShare,
    DraftDataResource,
    ExchangePermission,
    Frequency,
    ResourceRow,
    ResourceStatus,
    Secrecy,
    ShareRow,
    ShareStatus,
    Sharing,
    StepDataResource,
    Supply,
)
from yicha.exchange.web.forms import AnswerForm, AskForm, ResourceForm
from yicha.exchange.web.words import (
    FREQUENCIES,
    RESOURCE_TONES,
    RESOURCES,
    SECRECIES,
    SHARE_TONES,
    SHARES,
    SHARINGS,
    SUPPLIES,
    names_of,
)
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import until
from yicha.shell.answers import done, see_other

KINDS = {"sharing": Sharing, "supply": Supply, "frequency": Frequency, "secrecy": Secrecy}


@require_safe
@requires(ExchangePermission.READ_RESOURCE)
def resource_list(request: HttpRequest) -> HttpResponse:
    return _listed(request, ResourceForm())


def _listed(request: HttpRequest, form: ResourceForm) -> HttpResponse:
    actor, names = actor_of(request), names_of(actor_of(request), now().date())
    text, department = request.GET.get("q", "").strip(), request.GET.get("department", "")
    told = {
        "rows": [_resource(one, names) for one in data_resources(actor, text, department)],
        "open": [_share(one, names) for one in shares_open(actor)],
        "meter": [(one, names.get(one.department, one.department)) for one in reciprocity(actor)],
        "form": form if actor.may(ExchangePermission.DRAFT_RESOURCE) else None,
        "text": text,
        "may_backflow": actor.may(ExchangePermission.READ_BACKFLOW),
    }
    return render(request, "exchange/resources.html", told, status=422 if form.errors else 200)


def _resource(row: ResourceRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "department": names.get(row.department, row.department),
        "status": RESOURCES[row.status],
        "tone": RESOURCE_TONES[row.status],
        "sharing": SHARINGS[row.sharing],
        "supply": SUPPLIES[row.supply],
        "frequency": FREQUENCIES[row.frequency],
        "secrecy": SECRECIES[row.secrecy],
        "clock": None if row.status is ResourceStatus.PUBLISHED else until(row.publish_by, now()),
    }


def _share(row: ShareRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "asker": names.get(row.department, row.department),
        "provider": names.get(row.provider, row.provider),
        "status": SHARES[row.status],
        "tone": SHARE_TONES[row.status],
        "clock": until(row.due, now()) if row.due else None,
    }


@require_safe
@requires(ExchangePermission.READ_RESOURCE)
def resource_page(request: HttpRequest, resource: int) -> HttpResponse:
    return _shown(request, resource)


def _shown(request: HttpRequest, pk: int, ask_form: AskForm | None = None) -> HttpResponse:
    actor, names = actor_of(request), names_of(actor_of(request), now().date())
    row, shares = data_resource(actor, pk), shares_of(actor, pk)
    told = _resource(row, names) | {
        "shares": [_share(one, names) | _acts(actor, one) for one in shares],
        "may_review": row.status is ResourceStatus.DRAFT
        and actor.may(ExchangePermission.REVIEW_RESOURCE)
        and actor.acts_for(row.department),
        "may_publish": row.status is ResourceStatus.REVIEWED and actor.may(ExchangePermission.PUBLISH_RESOURCE),
        "ask": (ask_form or AskForm()) if _may_ask(actor, row, shares) else None,
        "refused": ask_form,
    }
    return render(request, "exchange/resource.html", told, status=422 if ask_form else 200)


def _acts(actor: Actor, one: ShareRow) -> dict[str, Any]:
    answers = one.status is ShareStatus.CHECKED and actor.may(ExchangePermission.ANSWER_SHARE) and actor.acts_for(one.provider)
    return {
        "may_check": one.status is ShareStatus.ASKED and actor.may(ExchangePermission.CHECK_SHARE),
        "answer": AnswerForm(prefix=f"s{one.id}") if answers else None,
    }


def _may_ask(actor: Actor, row: ResourceRow, shares: list[ShareRow]) -> bool:
    askable = row.status is ResourceStatus.PUBLISHED and row.sharing is not Sharing.WITHHELD and row.department != actor.department
    asked = any(one.department == actor.department and one.status is not ShareStatus.REFUSED for one in shares)
    return askable and not asked and actor.may(ExchangePermission.ASK_SHARE)


@require_POST
@requires(ExchangePermission.DRAFT_RESOURCE)
def draft(request: HttpRequest) -> HttpResponse:
    actor, form = actor_of(request), ResourceForm(request.POST)
    if not form.is_valid() or not done(form, lambda: draft_data_resource(actor, _said(actor, form.cleaned_data), now())):
        return _listed(request, form)
    messages.success(request, _("已编入目录，等分管领导审核"))
    return see_other(reverse("exchange:resources"))


def _said(actor: Actor, said: dict[str, Any]) -> DraftDataResource:
    chosen = {name: kind(said[name]) for name, kind in KINDS.items()}
    return DraftDataResource(actor.region, actor.department, **(said | chosen))


@require_POST
@requires(ExchangePermission.REVIEW_RESOURCE)
def review(request: HttpRequest, resource: int) -> HttpResponse:
    review_data_resource(actor_of(request), StepDataResource(resource), now())
    messages.success(request, _("已审核，等数据局发布"))
    return see_other(reverse("exchange:resource", args=[resource]))


@require_POST
@requires(ExchangePermission.PUBLISH_RESOURCE)
def publish(request: HttpRequest, resource: int) -> HttpResponse:
    publish_data_resource(actor_of(request), StepDataResource(resource), now())
    messages.success(request, _("已发布，各部门可以申请"))
    return see_other(reverse("exchange:resource", args=[resource]))


@require_POST
@requires(ExchangePermission.ASK_SHARE)
def ask(request: HttpRequest, resource: int) -> HttpResponse:
    actor, form = actor_of(request), AskForm(request.POST)
    row = data_resource(actor, resource)
    if not form.is_valid() or not done(
        form, lambda: ask_share(actor, AskShare(row.id, actor.department, form.cleaned_data["purpose"]), now())
    ):
        return _shown(request, resource, form)
    messages.success(request, _("已申请，数据局审核后转提供部门答复"))
    return see_other(reverse("exchange:resource", args=[resource]))


@require_POST
@requires(ExchangePermission.CHECK_SHARE)
def check(request: HttpRequest, share: int) -> HttpResponse:
    passed = check_share(actor_of(request), CheckShare(share), now())
    messages.success(request, _("审核通过，已转提供部门") if passed.answer_by else _("无条件共享，已同意"))
    return see_other(reverse("exchange:resource", args=[passed.resource]))


@require_POST
@requires(ExchangePermission.ANSWER_SHARE)
def answer(request: HttpRequest, share: int) -> HttpResponse:
    """A refusal of the rules is a page of its own: the form is one of many on the page of the resource."""
    said = AnswerForm(request.POST, prefix=f"s{share}")
    granted = said.is_valid() and said.cleaned_data["granted"] == "yes"
    reason = said.cleaned_data.get("reason", "") if said.is_valid() else ""
    answered = answer_share(actor_of(request), AnswerShare(share, granted, reason), now())
    messages.success(request, _("已答复"))
    return see_other(reverse("exchange:resource", args=[answered.resource]))
