"""`/oversight/`: the legal supervisor's page, and `pairs/` below it: who meets more often than chance allows;
`/deadlines/`: whether the clocks of results are kept.
"""

from datetime import date, timedelta

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yicha.appraisal.queries import departures, paired, standings, terms, with_visits
from yicha.appraisal.types import DEADLINE_NAMES, KIND_NAMES, AppraisalPermission, Deadline
from yicha.disclosure.types import DisclosurePermission
from yicha.draws.queries import draws
from yicha.engines.deadlines import Unit
from yicha.exchange.types import ExchangePermission
from yicha.inspections.types import InspectionPermission
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.orgs.queries import departments
from yicha.orgs.types import OrgPermission
from yicha.shell.forms import Form
from yicha.shell.types import address

app_name = "appraisal"
PAGE = 50
BACK = timedelta(days=365)
YEARS = timedelta(days=3 * 365)
AHEAD = timedelta(days=14)  # what is about to happen can still be stopped


class TimeForm(Form):
    """From which day to which, both included; what is missing or wrong means the last year and two weeks ahead."""

    since = forms.DateField(label=gettext_lazy("从"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=gettext_lazy("到"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def days(self, today: date) -> tuple[date, date]:
        self.is_valid()
        said = self.cleaned_data
        return said.get("since") or today - BACK, said.get("until") or today + AHEAD


@requires(AppraisalPermission.OVERSEE)
@require_GET
def oversight(request: HttpRequest) -> HttpResponse:
    actor, chosen = actor_of(request), request.GET.get("kind", "")
    at = now()
    first, last = TimeForm(request.GET).days(at.date())
    found = departures(actor, first, last)
    page = Paginator(found.of(chosen), PAGE).get_page(request.GET.get("page"))
    tabs = [("", gettext_lazy("全部"), len(found.rows)), *((kind, KIND_NAMES[kind], number) for kind, number in found.counts)]
    form = TimeForm({"since": first, "until": last})
    shown = {"rows": with_visits(actor, page.object_list, at.date()), "page": page, "tabs": tabs, "chosen": chosen, "form": form}
    shown["stalled"] = [row for row in draws(actor, actor.region) if row.without_result(at)]
    return render(request, "appraisal/oversight.html", shown | {"cut": found.cut, "first": first, "last": last, "names": KIND_NAMES})


@requires(AppraisalPermission.OVERSEE)
@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    """Over three years, because one shows little."""
    actor, today = actor_of(request), now().date()
    known = {one.code: one.name for one in departments(actor, today)}
    found = paired(actor, today - YEARS, today)
    rows = [(pair, known.get(pair.one.group, pair.one.group), known.get(pair.other.group, pair.other.group)) for pair in found.pairs]
    return render(request, "appraisal/pairs.html", {"found": found, "rows": rows, "since": today - YEARS, "until": today})


UNITS = {Unit.WORKING_DAY: gettext_lazy("个工作日"), Unit.DAY: gettext_lazy("日")}
PAGES = {
    Deadline.FILE: ("inspections:review", InspectionPermission.CONCLUDE),
    Deadline.PUSH: ("exchange:board", ExchangePermission.READ),
    Deadline.PUBLISH: ("disclosure:results", DisclosurePermission.READ),
    Deadline.WITHDRAW: ("disclosure:annulled", DisclosurePermission.READ),
}


@requires(AppraisalPermission.READ_DEADLINES)
@require_GET
def deadlines(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    pages = {one: page if actor.may(permission) else "" for one, (page, permission) in PAGES.items()}
    heads = [
        (DEADLINE_NAMES[one], term.amount, UNITS.get(term.unit, term.unit), pages[one]) for one, term in terms(actor.region, at).items()
    ]
    rows = [(row, [(row.kept[one], DEADLINE_NAMES[one]) for one in Deadline]) for row in standings(actor, at)]
    late = sum(kept.late for row, _ in rows for kept in row.kept.values())
    urge = f"{address('today:today')}?tab=overdue" if late and actor.may(OrgPermission.URGE) else ""
    return render(request, "appraisal/deadlines.html", {"heads": heads, "rows": rows, "year": at.year, "urge": urge})


urlpatterns: list[URLPattern] = [
    path("oversight/", oversight, name="oversight"),
    path("oversight/pairs/", pairs, name="pairs"),
    path("deadlines/", deadlines, name="deadlines"),
]
