"""有因检查: a complaint, a referral, a clue of the data or the enterprise's own wish leads to a visit; each names its source."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.items.types import ItemRow
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.queries import GROUND_WORDS, items_held, names_kept, officers_wanted, programmes, visits_for_cause
from yicha.planning.types import Ground, PlanningPermission, PlanTriggered, TriggerSource, VisitRow
from yicha.planning.web.line_form import LONGEST_DAY, day_field, number_field
from yicha.planning.web.plan_pages import names_of
from yicha.planning.web.words import VISITS, item_words
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form, SubjectField
from yicha.subjects.queries import meant

PER_PAGE = 30
BY_HAND = (TriggerSource.COMPLAINT, TriggerSource.ASSIGNED, TriggerSource.DATA_CLUE, TriggerSource.REQUEST)  # a recheck follows an order
CHOICES = [(one.value, GROUND_WORDS[Ground(one)]) for one in BY_HAND]


class TriggeredForm(Form):
    subject = SubjectField()
    item = forms.ChoiceField(label=_("检查事项"))
    visit_on = day_field(_("哪天去"))
    minutes = number_field(_("现场分钟"), 1, LONGEST_DAY, initial=60)
    source = forms.ChoiceField(label=_("事由"), choices=CHOICES, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("来源文号"), max_length=100, help_text=_("投诉举报工单号、转办文号、监测预警编号，或企业申请的编号、日期；查得到原件")
    )

    def __init__(self, actor: Actor, items: dict[str, ItemRow], today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.today = items, today
        self.seek("subject", partial(meant, actor))
        self.offer("item", [(code, item_words(item)) for code, item in items.items()])

    def clean_visit_on(self) -> date:
        day: date = self.cleaned_data["visit_on"]
        if day < self.today:
            raise forms.ValidationError(gettext("日期已过"))
        return day


@requires(PlanningPermission.READ)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All of the county for who acts for it; a department's own for its people."""
    actor, at = actor_of(request), now()
    own = [row for row in visits_for_cause(actor, actor.region, at.year) if any(map(actor.acts_for, row.departments))]
    page, titles = Paginator(own, PER_PAGE).get_page(request.GET.get("page")), names_of(at.year)
    rows = [(row, titles.get(row.lead, row.lead), *_said(row)) for row in names_kept(actor, list(page.object_list), at.date())]
    told = {"page": page, "rows": rows, "year": at.year, "may_plan": actor.may(PlanningPermission.PLAN_TRIGGERED)}
    if actor.may(PlanningPermission.FREEZE_STAFFING):
        told["to_staff"] = next(
            (one.id for one in programmes(actor, actor.region, at.year) if officers_wanted(actor, one.id, at.date())), None
        )
    return render(request, "planning/triggered.html", told)


def _said(row: VisitRow) -> tuple[object, str, object]:
    """Why, by what paper, and how far it is."""
    demand = next(one for one in row.demands if one.source)
    return GROUND_WORDS[Ground(demand.source)], demand.reference, VISITS[row.status]


@requires(PlanningPermission.PLAN_TRIGGERED)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    sent = request.POST if request.method == "POST" else None
    begun = {"subject": request.GET.get("subject", "")}
    form = TriggeredForm(actor, items_held(actor, actor.region, at.date()), at.date(), sent, initial=begun)
    if sent is not None and form.is_valid():
        with refused_at(form):
            done = plan_triggered(actor, _meant(actor, form), at)
            messages.success(request, gettext("已排在 %(day)s，等抽执法人员") % {"day": done.visit_on})
            return see_other(reverse("planning:triggered"))
    return render(request, "planning/triggered_new.html", {"form": form}, status=422 if form.errors else 200)


def _meant(actor: Actor, form: TriggeredForm) -> PlanTriggered:
    said, item = form.cleaned_data, form.items[form.cleaned_data["item"]]
    what = (actor.region, actor.department, said["subject"], item.code, item.check_class, said["visit_on"], said["minutes"])
    return PlanTriggered(*what, TriggerSource(said["source"]), said["reference"].strip())
