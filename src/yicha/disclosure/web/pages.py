"""The lists of publications and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.disclosure.queries import Running, awaiting, ground_words, outcome_words, publication
from yicha.disclosure.types import DisclosurePermission, PublicationStatus
from yicha.disclosure.web.forms import WithdrawForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
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
        "page": page,
        "rows": [_row(one, names) for one in page],
        "may": status is PublicationStatus.DRAFT and actor.may(DisclosurePermission.PUBLISH),
    }
    return render(request, "disclosure/results.html", told)


@require_safe
@requires(DisclosurePermission.READ)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "disclosure/result.html", one_result(request, pk))


def one_result(request: HttpRequest, pk: int, form: WithdrawForm | None = None) -> dict[str, Any]:
    """What the page of one publication shows. `form`: a withdrawal that was refused."""
    actor, names = actor_of(request), department_names(actor_of(request), now().date())
    row = publication(actor, pk)
    clock = next((one.clock for one in awaiting(actor, row.status, now()) if one.row.id == pk), None)
    own = actor.acts_for(row.department)
    withdrawable = own and row.status is not PublicationStatus.WITHDRAWN and actor.may(DisclosurePermission.WITHDRAW)
    return {
        **_row(Running(row, clock), names),
        "together": [names.get(code, code) for code in row.departments],
        "status": TABS[row.status],
        "may_publish": own and row.status is PublicationStatus.DRAFT and actor.may(DisclosurePermission.PUBLISH),
        "former": [(one, outcome_words(one.before)) for one in reversed(row.corrected)],
        "form": form or (WithdrawForm() if withdrawable else None),
        "refused": form,
    }


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
