"""计划外检查报备: filed by the department, decided by the joint conference, then a visit."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.queries import filing, filings, items_held
from yicha.planning.types import ConsentUnplanned, FileUnplanned, FilingRow, FilingStatus, PlanningPermission, PlanUnplanned
from yicha.planning.web.line_form import LONGEST_DAY, day_field, number_field
from yicha.planning.web.plan_pages import names_of
from yicha.planning.web.responses import redirect
from yicha.planning.web.words import FILINGS
from yicha.shell.forms import Form
from yicha.subjects.queries import search

PER_PAGE = 30
TONES = {FilingStatus.FILED: "soon", FilingStatus.CONSENTED: "good", FilingStatus.REFUSED: "late", FilingStatus.PLANNED: "off"}


class UnplannedForm(Form):
    subject = forms.CharField(label=_("企业"), max_length=100, help_text=_("名称、统一社会信用代码或拼音首字母；须能认准一家"))
    item = forms.ChoiceField(label=_("检查事项"))
    visit_on = day_field(_("哪天去"))
    minutes = number_field(_("现场分钟"), 1, LONGEST_DAY, initial=60)
    reason = forms.CharField(label=_("为什么不能等下一次计划"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, actor: Actor, items: dict[str, ItemRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.items = actor, items
        named = [(code, f"{item.name}（{item.check_class}）") for code, item in items.items()]
        self.fields["item"].choices = named  # type: ignore[attr-defined]  # a choice field has them

    def clean_subject(self) -> str:
        """The sid of the one that is meant."""
        said = self.cleaned_data["subject"].strip()
        found = search(self.actor, said, 6)
        exact = [one for one in found if said in {one.sid, one.uscc, one.name}] or found
        if len(exact) == 1:
            return exact[0].sid
        named = "、".join(one.name for one in exact[:5])
        raise forms.ValidationError(gettext("有几家相符：%(names)s") % {"names": named} if exact else gettext("名录里没有这家企业"))


@requires(PlanningPermission.READ, PlanningPermission.FILE_UNPLANNED, PlanningPermission.CONSENT_UNPLANNED)
@require_GET
def filed(request: HttpRequest) -> HttpResponse:
    """All of the county for the conference; a department's own for its people. `?status=` narrows."""
    actor, at = actor_of(request), now()
    rows = [row for row in filings(actor) if actor.whole_region or row.department == actor.department]
    wanted = request.GET.get("status", "")
    titles = names_of(at.year)
    shown = [_shown(row, titles) for row in rows if wanted in {"", row.status}]
    tabs = [(status.value, words, sum(row.status is status for row in rows)) for status, words in FILINGS.items()]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    may = {"may_file": actor.may(PlanningPermission.FILE_UNPLANNED), "may_decide": actor.may(PlanningPermission.CONSENT_UNPLANNED)}
    told = {"page": page, "tabs": tabs, "all": len(rows), "wanted": wanted, "own": actor.department, **may}
    return render(request, "planning/unplanned.html", told)


def _shown(row: FilingRow, titles: Any) -> tuple[FilingRow, str, str | Promise, str]:
    return row, titles.get(row.department, row.department), FILINGS[row.status], TONES[row.status]


@requires(PlanningPermission.FILE_UNPLANNED)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    begun = {"subject": request.GET.get("subject", "")}  # from the page of a subject
    sent = request.POST if request.method == "POST" else None
    form = UnplannedForm(actor, items_held(actor, actor.region, at.date()), sent, initial=begun)
    if form.is_valid() and (answer := _file(request, form)):
        return answer
    days = norms_in_force(actor.region, at.date()).whole(NormCode.UNPLANNED_FILING)
    return render(request, "planning/unplanned_new.html", {"form": form, "days": days}, status=422 if form.errors else 200)


def _file(request: HttpRequest, form: UnplannedForm) -> HttpResponse | None:
    actor, said = actor_of(request), form.cleaned_data
    item = form.items[said["item"]]
    what = (actor.region, actor.department, said["subject"], item.code, item.check_class, said["visit_on"], said["minutes"], said["reason"])
    try:
        file_unplanned(actor, FileUnplanned(*what), now())
    except RuleBroken as refused:
        form.add_error("visit_on" if refused.clause == "LYG-4.3b" else None, refused.message)
        return None
    messages.success(request, gettext("已报备，等联席会议意见"))
    return redirect(reverse("planning:unplanned"))


@requires(PlanningPermission.CONSENT_UNPLANNED)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    if request.method == "POST":
        consent = request.POST.get("consent") == "yes"
        consent_unplanned(actor, ConsentUnplanned(pk, consent, request.POST.get("reason", "")), at)
        messages.success(request, gettext("已同意，部门可以安排检查") if consent else gettext("已答复不同意"))
        return redirect(reverse("planning:unplanned"))
    row = filing(actor, pk)
    item = items_in_force(actor, actor.region, row.visit_on).get(row.item_code)
    department = names_of(at.year).get(row.department, row.department)
    told = {"row": row, "department": department, "item": item, "words": FILINGS[row.status], "open": row.status is FilingStatus.FILED}
    return render(request, "planning/unplanned_decide.html", told)


@requires(PlanningPermission.PLAN_UNPLANNED)
@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    done = plan_unplanned(actor_of(request), PlanUnplanned(pk), now())
    messages.success(request, gettext("已排入 %(day)s") % {"day": done.visit_on})
    return redirect(reverse("planning:unplanned"))
