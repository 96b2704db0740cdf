"""A department's plan as a workbook: looked at first, taken over as the draft by a second step."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.clock import now
from yicha.kernel.files import FileRow, path_of
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Level, Problem, read_rows
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments
from yicha.planning.types import LineRow, PlanningPermission
from yicha.planning.web.plans import drafted
from yicha.planning.workbooks import coded, read_plans, write_plans_template
from yicha.shell.forms import Form
from yicha.shell.sheets import Looked, looked_at, saved, shown_file

KIND, SHOWN = "plan-workbook", 200


class UploadForm(Form):
    workbook = forms.FileField(label=_("计划工作簿"), help_text=_("xlsx 或 csv；先看有没有问题，再存入草稿"))


@dataclass(frozen=True)
class Preview(Looked):
    """What a workbook says: `file` is the kept file, empty if it cannot be read at all."""

    file: str
    lines: tuple[LineRow, ...]
    problems: tuple[Problem, ...]
    foreign: tuple[str, ...]  # departments that it also speaks of


@requires(PlanningPermission.FILE_PLAN)
@require_GET
def template(_request: HttpRequest, year: int) -> HttpResponse:
    return saved(f"plans-{year}.xlsx", write_plans_template)


@requires(PlanningPermission.FILE_PLAN)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, year: int) -> HttpResponse:
    """First step: `workbook`, shown with its problems. Second: `file`, the one that was shown, becomes the draft."""
    if request.POST.get("file"):
        return _take_over(request, year)
    form, preview = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm(), None
    if form.is_valid():
        actor, on = actor_of(request), now().date()
        preview = looked_at(request, form, KIND, upload_limit(actor, on), lambda kept: _preview(actor, kept, on))
    status = 422 if form.errors or (preview and preview.refused) else 200
    problems = preview.problems[:SHOWN] if preview else ()
    shown = {"form": form, "year": year, "preview": preview, "problems": problems, "refused": Level.REFUSED}
    return render(request, "planning/upload.html", shown, status=status)


def upload_limit(actor: Actor, on: date) -> int:
    """Megabytes."""
    return norms_in_force(actor.region, on).whole(NormCode.UPLOAD_MAX_MB)


def _preview(actor: Actor, kept: FileRow, on: date) -> Preview:
    reading = read_plans(read_rows(path_of(kept.digest), name=kept.name))
    own = next((one for one in departments(SYSTEM, on) if one.code == actor.department), None)
    names = {own.code, own.name, own.short_name} if own else {actor.department}
    foreign = dict.fromkeys(row.department for row in reading.rows if row.department not in names)
    lines = tuple(coded(row, names, actor.department).line for row in reading.rows if row.department in names)
    return Preview(str(kept.id), lines, tuple(reading.problems), tuple(foreign))


def _take_over(request: HttpRequest, year: int) -> HttpResponse:
    actor = actor_of(request)
    preview = _preview(actor, shown_file(request, "LYG-4.3a"), now().date())
    if preview.refused:
        raise RuleBroken(gettext("工作簿还有问题，没有存入"), clause="LYG-4.3a")
    return drafted(request, year, preview.lines)
