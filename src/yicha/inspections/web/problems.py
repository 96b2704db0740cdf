"""问题多的事项: what was found this year, and a scene suggested from it (LYG-4.1)."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yicha.inspections.queries import most_problems
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.scenes.actions.suggest_scene import suggest_scene
from yicha.scenes.types import Finding, ScenePermission, SuggestScene
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form

SHOWN = 50


class SuggestForm(Form):
    name = forms.CharField(label=gettext_lazy("场景名称"), max_length=80)
    items = forms.MultipleChoiceField(label=gettext_lazy("事项"), required=False)

    def __init__(self, values: object, found: list[Finding]) -> None:
        super().__init__(values)
        self.found = {one.item_code: one for one in found}
        self.offer("items", [(code, one.name) for code, one in self.found.items()])

    def command(self, region_path: str, since: date) -> SuggestScene:
        """The figures are those of the database, whatever was sent."""
        said = self.cleaned_data
        return SuggestScene(region_path, said["name"], since, tuple(self.found[code] for code in said["items"]))


@requires(ScenePermission.SUGGEST)
@require_http_methods(["GET", "POST"])
def problems(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    since, names = date(at.year, 1, 1), names_on(actor, at.date())
    found = most_problems(actor, actor.region, since, at.date())
    form = SuggestForm(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid():
        with refused_at(form):
            done = suggest_scene(actor, form.command(actor.region, since), at)
            messages.success(request, _("已记为场景建议，由牵头部门拟定"))
            return see_other(reverse("scenes:scene", args=(done.scene,)))
    rows = [(one, names.one(one.department)) for one in found[:SHOWN]]
    most = max((one.problems for one in found), default=0)
    shown = {"form": form, "rows": rows, "since": since, "chosen": request.POST.getlist("items"), "most": most}
    return render(request, "inspections/problems.html", shown, status=422 if form.errors else 200)
