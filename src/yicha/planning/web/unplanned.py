"""计划外检查报备: filed by the department, decided by the joint conference, then a visit."""

from datetime import datetime
from functools import partial
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
from yicha.planning.actions.defer_unplanned import defer_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.queries import GROUND_WORDS, could_share, filing, filings, hindrance_to, items_held
from yicha.planning.types import (
    NO_CONSENT,
    ConsentUnplanned,
    DeferUnplanned,
    FileUnplanned,
    FilingRow,
    FilingStatus,
    Ground,
    PlanningPermission,
    PlanUnplanned,
)
from yicha.planning.web.line_form import LONGEST_DAY, day_field, number_field, text_field
from yicha.planning.web.plan_pages import names_of
from yicha.planning.web.words import FILINGS, item_words
from yicha.shell.answers import see_other
from yicha.shell.forms import Form, SubjectField
from yicha.subjects.queries import meant

PER_PAGE = 30
OPEN = (FilingStatus.FILED, FilingStatus.CONSENTED)
TONES = {
    FilingStatus.FILED: "soon",
    FilingStatus.CONSENTED: "good",
    FilingStatus.REFUSED: "late",
    FilingStatus.PLANNED: "off",
    FilingStatus.DEFERRED: "inner",
}


class UnplannedForm(Form):
    subject = SubjectField()
    item = forms.ChoiceField(label=_("检查事项"))
    visit_on = day_field(_("哪天去"))
    minutes = number_field(_("现场分钟"), 1, LONGEST_DAY, initial=60)
    reason = forms.CharField(label=_("为什么不能等下一次计划"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    exemption = forms.ChoiceField(label=_("免联席会议同意的情形"), required=False, help_text=_("没有就不选；选了仍须报备，仍计次数"))
    evidence = text_field(_("证明材料"), 100, help_text=_("承诺书、隐患材料的编号，或上级文号"))
    again_because = text_field(_("为什么还要再查"), 400, help_text=_("同一事项近期已有有效结果的才填；报备时会提示"))

    def __init__(self, actor: Actor, items: dict[str, ItemRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.late = items, False
        self.seek("subject", partial(meant, actor))
        named = [(code, item_words(item)) for code, item in items.items()]
        self.offer("item", named)
        exempt = [(ground.value, GROUND_WORDS[ground]) for ground in NO_CONSENT]
        self.offer("exemption", [("", gettext("没有")), *exempt])


@requires(PlanningPermission.READ, PlanningPermission.FILE_UNPLANNED, PlanningPermission.CONSENT_UNPLANNED)
@require_GET
def filed(request: HttpRequest) -> HttpResponse:
    """All of the county for the conference; a department's own for its people. `?status=` narrows."""
    actor, at = actor_of(request), now()
    rows = [row for row in filings(actor) if actor.whole_region or row.department == actor.department]
    wanted = request.GET.get("status", "")
    titles = names_of(at.year)
    shared = could_share(actor, [row for row in rows if row.status in OPEN])
    shown = [(*_shown(row, titles), row.id in shared) for row in rows if wanted in {"", row.status}]
    tabs = [(status.value, words, sum(row.status is status for row in rows)) for status, words in FILINGS.items()]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    may = {"may_file": actor.may(PlanningPermission.FILE_UNPLANNED), "may_decide": actor.may(PlanningPermission.CONSENT_UNPLANNED)}
    told = {"page": page, "tabs": tabs, "all": len(rows), "wanted": wanted, "own": actor.department, **may}
    return render(request, "planning/unplanned.html", told)


def _shown(row: FilingRow, titles: Any) -> tuple[FilingRow, str, str | Promise, str, str | Promise]:
    exempt = GROUND_WORDS[Ground(row.exemption)] if row.exemption else ""
    words, tone = (_("免同意，可排入"), "good") if exempt and row.status is FilingStatus.FILED else (FILINGS[row.status], TONES[row.status])
    return row, titles.get(row.department, row.department), words, tone, exempt


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
    """In time, or into the next plan if that is what the button said. What is refused is said at the form."""
    try:
        messages.success(request, _filed(actor_of(request), form, later="defer" in request.POST))
    except RuleBroken as refused:
        form.late = refused.clause == "LYG-4.3b"
        form.add_error({"LYG-4.3b": "visit_on", "LYG-4.3c": "evidence", "R-EVID-1": "again_because"}.get(refused.clause), refused.message)
        return None
    return see_other(reverse("planning:unplanned"))


def _filed(actor: Actor, form: UnplannedForm, *, later: bool) -> str:
    said, item = form.cleaned_data, form.items[form.cleaned_data["item"]]
    what = (actor.region, actor.department, said["subject"], item.code, item.check_class, said["visit_on"], said["minutes"], said["reason"])
    asked = FileUnplanned(*what, said["exemption"], said["evidence"], said["again_because"])
    if later:
        done = defer_unplanned(actor, DeferUnplanned(asked), now())
        return gettext("已编入 %(year)s 年计划，不单独检查") % {"year": done.plan_year}
    file_unplanned(actor, asked, now())
    return gettext("已报备，到时可以排入") if asked.exemption else gettext("已报备，等联席会议意见")


@requires(PlanningPermission.CONSENT_UNPLANNED)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    if request.method == "POST":
        consent = request.POST.get("consent") == "yes"
        consent_unplanned(actor, ConsentUnplanned(pk, consent, request.POST.get("reason", "")), at)
        messages.success(request, gettext("已同意，部门可以安排检查") if consent else gettext("已答复不同意"))
        return see_other(reverse("planning:unplanned"))
    return render(request, "planning/unplanned_decide.html", _deciding(actor, filing(actor, pk), at))


def _deciding(actor: Actor, row: FilingRow, at: datetime) -> dict[str, Any]:
    """The filing, and what would stand in the visit's way today: the conference need not consent to what cannot be done."""
    titles, shared = names_of(at.year), could_share(actor, [row] if row.status in OPEN else []).get(row.id)
    item = items_in_force(actor, actor.region, row.visit_on).get(row.item_code)
    return {
        "row": row,
        "department": titles.get(row.department, row.department),
        "shared": shared,
        "come": [titles.get(code, code) for code in shared.departments] if shared else [],
        "may_replan": actor.may(PlanningPermission.REPLAN),
        "item": item_words(item) if item else f"{row.item_code}（{row.check_class}）",
        "words": FILINGS[row.status],
        "exempt": GROUND_WORDS[Ground(row.exemption)] if row.exemption else "",
        "hindrance": hindrance_to(actor, row) if row.status in OPEN else None,
        "open": row.status is FilingStatus.FILED,
    }


@requires(PlanningPermission.PLAN_UNPLANNED)
@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    done = plan_unplanned(actor_of(request), PlanUnplanned(pk), now())
    messages.success(request, gettext("已排入 %(day)s") % {"day": done.visit_on})
    return see_other(reverse("planning:unplanned"))
