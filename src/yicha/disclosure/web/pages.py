"""The lists of publications and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.disclosure.queries import (
    Running,
    annulment,
    annulment_words,
    awaiting,
    ground_words,
    outcome_words,
    publication,
    to_withdraw,
)
from yicha.disclosure.types import AnnulmentRow, DisclosurePermission, PublicationStatus
from yicha.disclosure.web.forms import AnnulmentForm, WithdrawForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.norms.queries import until
from yicha.orgs.queries import department_names

PAGE = 50
TABS = {
    PublicationStatus.DRAFT: _("待核准"),
    PublicationStatus.PUBLISHED: _("已公示"),
    PublicationStatus.WITHDRAWN: _("已撤回"),
}
TONES = {"no_problem": "good", "no_such_business": "good", "corrected": "good", "pending": "soon"}


@require_safe
@requires(DisclosurePermission.READ)
def results(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    asked = request.GET.get("status", "")
    status = PublicationStatus(asked) if asked in set(PublicationStatus) else PublicationStatus.DRAFT
    found = {one: awaiting(actor, one, at) for one in TABS}
    page = Paginator(found[status], PAGE).get_page(request.GET.get("page"))
    names = department_names(actor, now().date())
    told = {
        "tabs": [(one.value, words, len(found[one])) for one, words in TABS.items()],
        "status": status.value,
        "annulled": len(to_withdraw(actor)),
        "page": page,
        "rows": [_row(one, names) for one in page],
        "may": status is PublicationStatus.DRAFT and actor.may(DisclosurePermission.PUBLISH),
    }
    return render(request, "disclosure/results.html", told)


@require_safe
@requires(DisclosurePermission.READ)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "disclosure/result.html", one_result(request, pk))


@require_safe
@requires(DisclosurePermission.READ)
def annulled(request: HttpRequest) -> HttpResponse:
    """应撤回: what was annulled and still stands published, by whom and until when."""
    actor, at = actor_of(request), now()
    names = department_names(actor, at.date())
    rows = [
        {
            "row": row,
            "annulment": one,
            "kind": annulment_words(one.kind),
            "department": names.get(row.department, row.department),
            "clock": until(one.withdraw_by, at),
        }
        for row, one in to_withdraw(actor)
    ]
    tabs = [(one.value, words, len(awaiting(actor, one, at))) for one, words in TABS.items()]
    return render(request, "disclosure/annulled.html", {"rows": rows, "tabs": tabs, "annulled": len(rows)})


def one_result(
    request: HttpRequest, pk: int, form: WithdrawForm | None = None, annulment_form: AnnulmentForm | None = None
) -> dict[str, Any]:
    """What the page of one publication shows. `form`, `annulment_form`: what was refused."""
    actor, names = actor_of(request), department_names(actor_of(request), now().date())
    row = publication(actor, pk)
    clock = next((one.clock for one in awaiting(actor, row.status, now()) if one.row.id == pk), None)
    own = actor.acts_for(row.department)
    withdrawable = own and row.status is not PublicationStatus.WITHDRAWN and actor.may(DisclosurePermission.WITHDRAW)
    fallen = annulment(pk)
    annullable = own and not fallen and row.status is PublicationStatus.PUBLISHED and actor.may(DisclosurePermission.ANNUL)
    return {
        **_row(Running(row, clock), names),
        "together": [names.get(code, code) for code in row.departments],
        "status": TABS[row.status],
        "public": row.status is PublicationStatus.PUBLISHED and (row.until is None or row.until >= now().date()),
        "may_publish": own and row.status is PublicationStatus.DRAFT and actor.may(DisclosurePermission.PUBLISH),
        "former": [(one, outcome_words(one.before)) for one in reversed(row.corrected)],
        "form": form or (WithdrawForm(initial={"reason": _reason(fallen)}) if withdrawable else None),
        "annulment_form": annulment_form or (AnnulmentForm() if annullable else None),
        "annulment": fallen,
        "annulment_kind": annulment_words(fallen.kind) if fallen else "",
        "annulment_clock": until(fallen.withdraw_by, now()) if fallen and row.status is PublicationStatus.PUBLISHED else None,
        "refused": form or annulment_form,
    }


def _reason(fallen: AnnulmentRow | None) -> str:
    return f"{fallen.organ} {fallen.number}" if fallen else ""


def _row(one: Running, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": one.row,
        "clock": one.clock,
        "department": names.get(one.row.department, one.row.department),
        "outcome": outcome_words(one.row.outcome),
        "tone": TONES.get(one.row.outcome, "late"),
        "ground": ground_words(one.row.ground),
        "found": one.row.outcome != "no_problem",
    }
