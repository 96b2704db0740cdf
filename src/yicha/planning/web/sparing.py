"""无事不扰清单: who is not planned for, which item, until when."""

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
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.items.queries import items_in_force
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.planning.actions.end_sparing import end_sparing
from yicha.planning.actions.spare_subject import spare_subject
from yicha.planning.queries import spared
from yicha.planning.rules.sparing import whole_year
from yicha.planning.types import EndSparing, PlanningPermission, SpareSubject
from yicha.planning.web.line_form import day_field
from yicha.planning.web.words import item_words
from yicha.planning.web.years import year_of, years_around
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form, SubjectField
from yicha.subjects.queries import meant

PER_PAGE = 30


class SparingForm(Form):
    subject = SubjectField()
    item = forms.ChoiceField(label=_("检查事项"), required=False)
    first_day = day_field(_("从"))
    last_day = day_field(_("到"))
    basis = forms.CharField(label=_("依据文号"), max_length=100)
    reason = forms.CharField(label=_("理由"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seek("subject", partial(meant, actor))
        items = items_in_force(actor, actor.region, now().date()).values()
        named = [(item.code, item_words(item)) for item in items]
        self.offer("item", [("", gettext("所有事项")), *named])


@requires(PlanningPermission.READ)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Who is spared on some day of a year."""
    actor, at = actor_of(request), now()
    year = year_of(request, at) if "year" in request.GET else at.year
    items = items_in_force(actor, actor.region, at.date())
    rows = [(row, items.get(row.item_code)) for row in spared(actor, actor.region, *whole_year(year))]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    may = {"may_spare": actor.may(PlanningPermission.SPARE_SUBJECT), "today": at.date()}
    return render(request, "planning/spared.html", {"page": page, "year": year, "years": years_around(at), **may})


@requires(PlanningPermission.SPARE_SUBJECT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    begun = {"first_day": at.date(), "subject": request.GET.get("subject", "")}
    form = SparingForm(actor, request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        said = form.cleaned_data
        what = (said["subject"], said["item"], said["first_day"], said["last_day"], said["basis"], said["reason"])
        with refused_at(form):
            spare_subject(actor, SpareSubject(actor.region, *what), at)
            messages.success(request, gettext("已列入，计划检查不再安排"))
            return see_other(reverse("planning:spared") + f"?year={said['first_day'].year}")
    return render(request, "planning/spare.html", {"form": form}, status=422 if form.errors else 200)


@requires(PlanningPermission.SPARE_SUBJECT)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    at = now()
    end_sparing(actor_of(request), EndSparing(pk, at.date(), request.POST.get("reason", "")), at)
    messages.success(request, gettext("已移出，从今天起照常安排"))
    return see_other(reverse("planning:spared"))
