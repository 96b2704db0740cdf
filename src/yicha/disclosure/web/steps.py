"""核准公示, one or many, and 撤回."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.queries import awaiting, publication
from yicha.disclosure.types import (
    AnnulmentKind,
    AnnulmentRecorded,
    DisclosurePermission,
    PublicationStatus,
    PublishResult,
    RecordAnnulment,
    WithdrawPublication,
)
from yicha.disclosure.web.forms import AnnulmentForm, WithdrawForm
from yicha.disclosure.web.pages import one_result
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.shell.answers import done, see_other


@require_POST
@requires(DisclosurePermission.PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    publish_result(actor_of(request), PublishResult(pk), now())
    messages.success(request, _("已公示，公众现在能查到"))
    return see_other(reverse("disclosure:results"))


@require_POST
@requires(DisclosurePermission.PUBLISH)
def publish_many(request: HttpRequest) -> HttpResponse:
    """Each by itself: what is refused does not hold up the others, and is said."""
    actor, at = actor_of(request), now()
    chosen = _chosen(request)
    refused: list[str] = []
    for pk in chosen:
        try:
            publish_result(actor, PublishResult(pk), at)
        except Refusal as refusal:
            refused.append(str(refusal))
    done = len(chosen) - len(refused)
    messages.success(request, ngettext("已公示 %(count)s 份", "已公示 %(count)s 份", done) % {"count": done})
    if refused:
        messages.warning(request, _("没有公示 %(count)s 份：%(why)s") % {"count": len(refused), "why": refused[0]})
    return see_other(reverse("disclosure:results"))


def _chosen(request: HttpRequest) -> list[int]:
    if request.POST.get("all"):
        waiting = awaiting(actor_of(request), PublicationStatus.DRAFT, now())
        return [one.row.id for one in waiting if actor_of(request).acts_for(one.row.department)]
    return [int(pk) for pk in request.POST.getlist("publication") if pk.isascii() and pk.isdigit() and len(pk) < 19]  # noqa: PLR2004 digits of a key


@require_POST
@requires(DisclosurePermission.ANNUL)
def annul(request: HttpRequest, pk: int) -> HttpResponse:
    actor, form, made = actor_of(request), AnnulmentForm(request.POST), list[AnnulmentRecorded]()
    publication(actor, pk)
    if not form.is_valid() or not done(form, lambda: made.append(record_annulment(actor, _annulment(pk, form.cleaned_data), now()))):
        return render(request, "disclosure/result.html", one_result(request, pk, annulment_form=form), status=422)
    messages.success(request, _("已登记，%(day)s前撤回") % {"day": made[0].withdraw_by.isoformat()})
    return see_other(reverse("disclosure:result", args=[pk]))


def _annulment(pk: int, said: dict[str, Any]) -> RecordAnnulment:
    return RecordAnnulment(pk, AnnulmentKind(said["kind"]), said["organ"], said["number"], said["decided_on"], said["annulled_because"])


@require_POST
@requires(DisclosurePermission.WITHDRAW)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return render(request, "disclosure/result.html", one_result(request, pk, form), status=422)
    withdraw_publication(actor_of(request), WithdrawPublication(pk, form.cleaned_data["reason"]), now())
    messages.success(request, _("已撤回，公众查不到了"))
    return see_other(reverse("disclosure:result", args=[pk]))
