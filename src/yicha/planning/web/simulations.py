"""规则推演: ask for a year under other parameters, and compare."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.draws.queries import draws
from yicha.draws.types import DrawKind, DrawStatus
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.outbox import setback
from yicha.norms.queries import norms_in_force
from yicha.planning.actions.ask_simulation import ask_simulation
from yicha.planning.queries import is_of_plans, simulation, simulations
from yicha.planning.rules.simulating import QUOTAS, RANGES
from yicha.planning.types import AskSimulation, Change, Outlook, Parameter, PlanningPermission, SimulationAsked, SimulationRow
from yicha.planning.web.line_form import number_field
from yicha.planning.web.words import REASONS
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form

SHOWN = 20
PARAMETERS: dict[Parameter, str | Promise] = {
    Parameter.CLASS_CAP: _("同类检查一年几次"),
    Parameter.VISIT_CAP: _("每家一年至多上门几次"),
    Parameter.ORGAN_CAP: _("一个部门每家一年至多去几次"),
    Parameter.GAP_WEEKS: _("两次上门至少隔几周"),
    Parameter.VISIT_MINUTES: _("一个部门一次至多几分钟"),
    Parameter.LOAD_CEILING: _("人力至多排到百分之几"),
    Parameter.QUOTA_A: _("A类抽百分之几"),
    Parameter.QUOTA_B: _("B类抽百分之几"),
    Parameter.QUOTA_C: _("C类抽百分之几"),
    Parameter.QUOTA_D: _("D类抽百分之几"),
    Parameter.WIDER_WEEKS: _("时间窗前后各放宽几周"),
}


class SimulationForm(Form):
    """One field a parameter; what stays empty stays as it is."""

    draw = forms.TypedChoiceField(label=_("哪一年的计划"), coerce=int)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drawn = [row for row in draws(actor, actor.region) if row.kind is DrawKind.SUBJECTS and row.status is DrawStatus.DRAWN]
        held = [row for row in drawn if is_of_plans(actor, row)]
        named = [(row.id, gettext("%(year)s年 · %(number)s") % {"year": row.year, "number": row.number}) for row in reversed(held)]
        self.offer("draw", named)
        known = norms_in_force(actor.region, now().date()).rows
        for parameter, (least, most) in RANGES.items():
            row = known.get(parameter.value)
            hint = gettext("现在 %(amount)s") % {"amount": row.whole} if row else gettext("现在没有规定")
            if parameter in QUOTAS:
                hint = gettext("%(hint)s；填了，按信用分类抽的计划行都按它") % {"hint": hint}
            wider = parameter is Parameter.WIDER_WEEKS
            self.fields[parameter.name] = number_field(PARAMETERS[parameter], least, most, required=False, help_text="" if wider else hint)

    @property
    def parameters(self) -> list[forms.BoundField]:
        return [self[parameter.name] for parameter in RANGES]

    @property
    def changes(self) -> tuple[Change, ...]:
        said = ((parameter, self.cleaned_data.get(parameter.name)) for parameter in RANGES)
        return tuple(Change(parameter, amount) for parameter, amount in said if amount is not None)


@requires(PlanningPermission.SIMULATE)
@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """The question, and the latest answers."""
    actor = actor_of(request)
    form = SimulationForm(actor, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refused_at(form):
            asked = ask_simulation(actor, AskSimulation(form.cleaned_data["draw"], form.changes), now())
            return see_other(reverse("planning:simulation", args=[asked.simulation]))
    rows = [(row, _changes(row)) for row in simulations(actor, actor.region, SHOWN)]
    return render(request, "planning/simulations.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


def _changes(row: SimulationRow) -> list[tuple[str | Promise, int]]:
    return [(PARAMETERS[change.parameter], change.amount) for change in row.changes]


@requires(PlanningPermission.SIMULATE)
@require_GET
def simulation_page(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "planning/simulation.html", _shown(simulation(actor_of(request), pk)))


@requires(PlanningPermission.SIMULATE)
@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked again and again while the worker computes."""
    return render(request, "planning/parts/simulation.html", _shown(simulation(actor_of(request), pk)))


def _shown(row: SimulationRow) -> dict[str, Any]:
    failed = setback(SimulationAsked, f"simulation:{row.id}") if row.after is None else None
    compared = compare(row.before, row.after) if row.before and row.after else []
    words = failed.error.partition(": ")[2] if failed else ""
    return {"row": row, "changes": _changes(row), "compared": compared, "failed": failed, "words": words}


def compare(before: Outlook, after: Outlook) -> list[tuple[str | Promise, int, int, int]]:
    """What is compared: words, before, after, difference."""
    lost_before, lost_after = dict(before.lost), dict(after.lost)
    figures: list[tuple[str | Promise, int, int]] = [
        (_("要查的项次"), before.demands, after.demands),
        (_("进门次数"), before.doors, after.doors),
        (_("进门次数下界"), before.lower_bound, after.lower_bound),
        (_("部门上门合计"), before.department_visits, after.department_visits),
        *zip((_("上门一次的户数"), _("上门两次的户数"), _("上门三次以上的户数")), before.often, after.often, strict=True),
        (_("排不下的项次"), before.unplaced, after.unplaced),
        *((REASONS[cause], lost_before.get(cause, 0), lost_after.get(cause, 0)) for cause in sorted({*lost_before, *lost_after})),
    ]
    return [(words, old, new, new - old) for words, old, new in figures]
