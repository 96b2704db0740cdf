"""申诉 and 信用修复: what waits for a decision, and one of them beside what was found."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from yicha.disclosure.queries import outcome_words, publication
from yicha.feedback.actions.decide_petition import decide_petition
from yicha.feedback.queries import petition, petitions
from yicha.feedback.types import DecidePetition, FeedbackPermission, PetitionKind, PetitionRow, PetitionStatus
from yicha.inspections.types import Outcome
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.orgs.queries import department_names
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

PAGE: Final = 50
TABS: Final = {
    PetitionStatus.OPEN: gettext_lazy("待答复"),
    PetitionStatus.UPHELD: gettext_lazy("已支持"),
    PetitionStatus.DISMISSED: gettext_lazy("没有支持"),
}
KINDS: Final = {PetitionKind.APPEAL: gettext_lazy("申诉"), PetitionKind.REPAIR: gettext_lazy("信用修复")}


class DecisionForm(Form):
    """`outcome` is asked of an appeal alone."""

    outcome = forms.ChoiceField(label=gettext_lazy("支持的，更正为"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("企业看得到")
    )

    def __init__(self, row: PetitionRow, *args: object) -> None:
        super().__init__(*args)
        if row.kind is PetitionKind.REPAIR:
            del self.fields["outcome"]
            return
        self.offer("outcome", [("", _("选更正后的结果")), *((one, outcome_words(one)) for one in Outcome if one is not row.outcome)])

    def decision(self, pk: int, *, uphold: bool) -> DecidePetition:
        outcome = self.cleaned_data.get("outcome")
        return DecidePetition(pk, uphold, self.cleaned_data["reason"], Outcome(outcome) if outcome and uphold else None)


@require_safe
@requires(FeedbackPermission.READ_PETITIONS)
def waiting(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    asked = request.GET.get("status", "")
    status = PetitionStatus(asked) if asked in set(PetitionStatus) else PetitionStatus.OPEN
    page = Paginator(petitions(actor, at, status), PAGE).get_page(request.GET.get("page"))
    names = department_names(actor, now().date())
    tabs = [(one.value, words) for one, words in TABS.items()]
    rows = [_row(one, names) for one in page]
    return render(request, "feedback/petitions.html", {"page": page, "rows": rows, "tabs": tabs, "status": status.value})


def _row(row: PetitionRow, names: dict[str, str]) -> dict[str, Any]:
    words = {"kind": KINDS[row.kind], "department": names.get(row.department, row.department), "status": TABS[row.status]}
    return {"row": row, "outcome": outcome_words(row.outcome), **words}


@require_http_methods(["GET", "POST"])
@requires(FeedbackPermission.READ_PETITIONS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """支持 or 不予支持; who may only read sees how it stands."""
    actor, at = actor_of(request), now()
    row = petition(actor, pk, at)
    form = DecisionForm(row, request.POST or None)
    uphold = request.POST.get("decision") == "uphold"
    if form.is_valid() and done(form, lambda: decide_petition(actor, form.decision(pk, uphold=uphold), at), Refusal):
        messages.success(request, _("已答复，企业已收到通知"))
        return see_other(reverse("feedback:petitions"))
    may = row.status is PetitionStatus.OPEN and actor.may(FeedbackPermission.DECIDE_PETITION)
    shown = _row(row, department_names(actor, now().date())) | {
        "published": publication(actor, row.publication),
        "form": form if may else None,
    }
    shown["corrected"] = outcome_words(row.corrected) if row.corrected else ""
    return render(request, "feedback/petition.html", shown, status=422 if form.errors else 200)
