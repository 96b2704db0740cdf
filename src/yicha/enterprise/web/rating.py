"""评价: a face for each department that came, and the rules of conduct that it did not keep."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField, BoundWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yicha.enterprise.queries import own_subject, rateable_one, rateable_visits
from yicha.enterprise.types import EnterprisePermission, Rateable
from yicha.feedback.actions.rate_visit import rate_visit
from yicha.feedback.queries import conduct_rules
from yicha.feedback.types import FEWEST, ConductRule, DepartmentRating, Grade, RateVisit
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

FACES: Final = {
    Grade.VERY_BAD: (gettext_lazy("很差"), "angry"),
    Grade.BAD: (gettext_lazy("较差"), "frown"),
    Grade.FAIR: (gettext_lazy("一般"), "meh"),
    Grade.GOOD: (gettext_lazy("满意"), "smile"),
    Grade.VERY_GOOD: (gettext_lazy("很好"), "laugh"),
}


class RatingForm(Form):
    """Two fields for each department: how it was, and what of the thirteen rules it did not keep. Who is left out is not rated."""

    def __init__(self, departments: Mapping[str, str], rules: Sequence[ConductRule], *args: object) -> None:
        super().__init__(*args)
        self.departments = departments
        for place, name in enumerate(departments.values()):
            grade = forms.TypedChoiceField(label=name, coerce=int, required=False, widget=forms.RadioSelect)
            grade.choices = [(face.value, words) for face, (words, _icon) in FACES.items()]
            broken = forms.MultipleChoiceField(
                label=_("%(name)s有没有这些事") % {"name": name},
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "yc-check"}),
            )
            broken.choices = [(rule.code, rule.words) for rule in rules]
            self.fields |= {f"grade{place}": grade, f"broken{place}": broken}

    def parts(self) -> Iterator[tuple[str, BoundField, list[tuple[BoundWidget, str]], BoundField]]:
        """Per department: name, the grade, its faces with their drawings, the rules."""
        for place, name in enumerate(self.departments.values()):
            grade = self[f"grade{place}"]
            faces = [(one, icon) for one, (_words, icon) in zip(grade, FACES.values(), strict=True)]
            yield name, grade, faces, self[f"broken{place}"]

    def clean(self) -> dict[str, Any]:
        if not self.ratings():
            raise forms.ValidationError(_("还没选：点一个脸，就是对这个部门的评价"))
        return self.cleaned_data

    def ratings(self) -> tuple[DepartmentRating, ...]:
        said = self.cleaned_data
        return tuple(
            DepartmentRating(department, Grade(said[f"grade{place}"]), tuple(said.get(f"broken{place}", ())))
            for place, department in enumerate(self.departments)
            if said.get(f"grade{place}")
        )


@requires(EnterprisePermission.READ)
@require_http_methods(["GET", "POST"])
@never_cache
def rating(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a visit that took place."""
    actor, at = actor_of(request), now()
    visit = rateable_one(actor, pk, at)
    form = form_of(visit, actor, at, request.POST or None)
    if form.is_valid() and done(form, lambda: rate_visit(actor, RateVisit(pk, form.ratings()), at), Refusal):
        messages.success(request, _("谢谢，评价已经封存"))
        return see_other(reverse("firm:voice"))
    shown = {"subject": own_subject(actor), "visit": visit, "form": form, "fewest": FEWEST}
    return render(request, "enterprise/rating.html", shown, status=422 if form.errors else 200)


def form_of(visit: Rateable, actor: Actor, at: datetime, said: Any = None) -> RatingForm:
    return RatingForm(visit.departments, conduct_rules(actor.region, at.date()), said)


def last_to_rate(actor: Actor, at: datetime) -> dict[str, object]:
    """For the foot of the first page: the latest visit that nobody has rated."""
    visit = next(iter(rateable_visits(actor, at)), None)
    return {"rateable": visit, "rating": form_of(visit, actor, at), "fewest": FEWEST} if visit else {}
