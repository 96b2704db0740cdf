"""评价: sums for the departments; for the legal supervisor also what he has opened, and why."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from yicha.feedback.actions.open_rating import open_rating
from yicha.feedback.queries import conduct_rules, opened_ratings, rating_totals, sealed_ratings
from yicha.feedback.types import FEWEST, FeedbackPermission, Grade, OpenRating, RatingTotal
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.orgs.queries import department_names
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

GRADES: Final = {
    Grade.VERY_GOOD: gettext_lazy("很好"),
    Grade.GOOD: gettext_lazy("满意"),
    Grade.FAIR: gettext_lazy("一般"),
    Grade.BAD: gettext_lazy("较差"),
    Grade.VERY_BAD: gettext_lazy("很差"),
}


class OpenForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("为什么开封"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("理由留档，这家企业看得到"),
    )


@require_safe
@requires(FeedbackPermission.READ_RATINGS)
def totals(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    names, rules = department_names(actor, now().date()), {rule.code: rule.words for rule in conduct_rules(actor.region, now().date())}
    may_open = actor.may(FeedbackPermission.OPEN_RATING)
    sealed = [(one, names.get(one.department, one.department)) for one in sealed_ratings(actor)] if may_open else []
    rows = [_row(one, names, rules) for one in rating_totals(actor)]
    return render(request, "feedback/ratings.html", {"rows": rows, "sealed": sealed, "fewest": FEWEST, "may_open": may_open})


def _row(one: RatingTotal, names: dict[str, str], rules: dict[str, str]) -> dict[str, object]:
    grades = [(words, one.grades[grade]) for grade, words in GRADES.items()]
    return {"total": one, "name": names.get(one.department, one.department), "grades": grades, "broken": _broken(one, rules)}


def _broken(one: RatingTotal, rules: dict[str, str]) -> list[tuple[str, int]]:
    return sorted(((rules.get(code, code), number) for code, number in one.broken.items()), key=lambda pair: (-pair[1], pair[0]))


@require_safe
@requires(FeedbackPermission.OPEN_RATING)
def opened(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    names, rules = department_names(actor, now().date()), {rule.code: rule.words for rule in conduct_rules(actor.region, now().date())}
    rows = [
        (one, names.get(one.department, one.department), GRADES[one.grade], [rules.get(code, code) for code in one.broken])
        for one in opened_ratings(actor)
    ]
    return render(request, "feedback/opened.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@requires(FeedbackPermission.OPEN_RATING)
def open_one(request: HttpRequest, rating: UUID) -> HttpResponse:
    """开封, after the reason was written."""
    actor, form = actor_of(request), OpenForm(request.POST or None)
    row = next((one for one in sealed_ratings(actor) if one.rating == rating), None) or absent("R-PROC-6")
    if form.is_valid() and done(form, lambda: open_rating(actor, OpenRating(rating, form.cleaned_data["reason"]), now())):
        messages.success(request, _("已开封，企业已收到通知"))
        return see_other(reverse("feedback:opened"))
    shown = {"row": row, "name": department_names(actor, now().date()).get(row.department, row.department), "form": form}
    return render(request, "feedback/open.html", shown, status=422 if form.errors else 200)
