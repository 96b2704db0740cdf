"""任务进程: the programmes of the years, and one with its tasks; every number opens exactly its rows."""

from collections.abc import Mapping
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yicha.inspections.queries import places_of, progress_of, progressing, years_progress
from yicha.inspections.types import InspectionPermission, Next, ProgrammeProgress, Step, TaskProgress
from yicha.inspections.web.names import Names, names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.norms.queries import until
from yicha.planning.queries import programme as programme_of

PER_PAGE = 50
STEPS: Mapping[Step, str | Promise] = {
    Step.PLAN: _("计划制定"),
    Step.GENERATE: _("任务生成"),
    Step.CONSULT: _("意见征集"),
    Step.SCHEDULE: _("任务排单"),
    Step.HANDLE: _("部门处置"),
    Step.CLOSE: _("任务办结"),
    Step.OUT: _("已撤销"),
}
NEXT: Mapping[Next, str | Promise] = {
    Next.OFFICE: _("联席办"),
    Next.DEPARTMENTS: _("参加部门"),
    Next.LEAD: _("牵头部门发通知"),
    Next.OFFICERS: _("执法人员上门"),
    Next.SUPERVISOR: _("司法监督裁定"),
    Next.NOBODY: "",
}
TONES: Mapping[Step, str] = {Step.SCHEDULE: "", Step.HANDLE: "soon", Step.CLOSE: "good", Step.OUT: "off"}
SIX = [STEPS[step] for step in Step if step is not Step.OUT]


@requires(InspectionPermission.READ)
@require_GET
def years(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    names = names_on(actor, at.date())
    rows = [
        (one, _shown(one.programme, names, at) if one.programme else None)
        for one in years_progress(actor, (at.year + 1, at.year), at.date())
    ]
    return render(request, "inspections/progress.html", {"rows": rows, "six": SIX, "whole": actor.whole_region})


@requires(InspectionPermission.READ)
@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """`?step=` narrows to the rows that its number counts."""
    actor, at = actor_of(request), now()
    row, places = programme_of(actor, pk), places_of(actor, pk, at.date())
    wanted = request.GET.get("step", "")
    page = Paginator([one for one in places if wanted in {"", one.place.step}], PER_PAGE).get_page(request.GET.get("page"))
    names = names_on(actor, at.date())
    rows = [_task(one, names) for one in progressing(actor, list(page.object_list), at)]
    told = {"page": page, "rows": rows, "wanted": wanted, "all": len(places), "six": SIX, "whole": actor.whole_region}
    return render(request, "inspections/progress_one.html", _shown(progress_of(row, places), names, at) | told)


def _shown(one: ProgrammeProgress, names: Names, at: datetime) -> dict[str, object]:
    return {
        "one": one,
        "row": one.programme,
        "step": STEPS[one.place.step],
        "current": list(Step).index(one.place.step) + (one.place.step is Step.CLOSE),
        "next": NEXT[one.place.next],
        "waits_for": names.of(one.waits_for),
        "clock": until(one.until, at) if one.until else None,
        "tabs": [(step.value, STEPS[step], count) for step, count in one.counts],
    }


def _task(one: TaskProgress, names: Names) -> dict[str, object]:
    place = one.where.place
    return {
        "task": one.where.task,
        "inspection": one.where.inspection,
        "step": STEPS[place.step],
        "tone": TONES.get(place.step, ""),
        "next": "、".join(names.of(one.waits_for)) or NEXT[place.next],
        "departments": names.of(one.where.task.departments),
        "clock": one.clock,
    }
