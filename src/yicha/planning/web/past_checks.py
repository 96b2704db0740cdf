"""今年已查: what was checked before this product or by superior levels, as a workbook; it uses up the year's limits (R-FREQ-2)."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.files import FileRow, path_of
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Level, Problem, read_rows
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.queries import past_checks
from yicha.planning.types import PastCheck, PlanningPermission, RecordPastChecks
from yicha.planning.web.uploads import SHOWN, upload_limit
from yicha.planning.workbooks import read_history, write_history_template
from yicha.shell.answers import see_other
from yicha.shell.forms import Form
from yicha.shell.sheets import looked_at, saved, shown_file
from yicha.subjects.queries import subjects_by_sid

KIND, PER_PAGE = "past-checks", 50
LEVELS = {"province": _("省"), "city": _("市"), "county": _("县")}  # as files of programs write them


class HistoryForm(Form):
    workbook = forms.FileField(label=_("已检查的工作簿"), help_text=_("xlsx 或 csv；先看有没有问题，再记入"))


@dataclass(frozen=True)
class Preview:
    """What a workbook says; `outside`: of another year; `unknown`: of enterprises that the register does not have."""

    file: str
    digest: str
    checks: tuple[PastCheck, ...]
    problems: tuple[Problem, ...]
    known: int
    outside: int
    unknown: int

    @property
    def new(self) -> int:
        return len(self.checks) - self.known

    @property
    def refused(self) -> int:
        return sum(problem.level is Level.REFUSED for problem in self.problems) + self.outside


@requires(PlanningPermission.READ)
@require_GET
def listed(request: HttpRequest, year: int) -> HttpResponse:
    actor = actor_of(request)
    page = Paginator(past_checks(actor, actor.region, year), PER_PAGE).get_page(request.GET.get("page"))
    registered = subjects_by_sid(actor, {check.sid for check in page})
    rows = [(check, registered.get(check.sid), LEVELS.get(check.level, check.level)) for check in page]
    may = {"may_record": actor.may(PlanningPermission.RECORD_PAST_CHECKS)}
    return render(request, "planning/past_checks.html", {"page": page, "rows": rows, "year": year, **may})


@requires(PlanningPermission.RECORD_PAST_CHECKS)
@require_GET
def template(_request: HttpRequest, year: int) -> HttpResponse:
    return saved(f"checked-{year}.xlsx", write_history_template)


@requires(PlanningPermission.RECORD_PAST_CHECKS)
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, year: int) -> HttpResponse:
    """First step: `workbook`, shown with its problems. Second: `file`, the one that was shown, is recorded."""
    if request.POST.get("file"):
        return _record(request, year)
    form, preview = HistoryForm(request.POST, request.FILES) if request.method == "POST" else HistoryForm(), None
    if form.is_valid():
        actor = actor_of(request)
        preview = looked_at(request, form, KIND, upload_limit(actor, now().date()), lambda kept: _preview(actor, kept, year))
    status = 422 if form.errors or (preview and preview.refused) else 200
    problems = preview.problems[:SHOWN] if preview else ()
    shown = {"form": form, "year": year, "preview": preview, "problems": problems, "refused": Level.REFUSED}
    return render(request, "planning/past_checks_import.html", shown, status=status)


def _preview(actor: Actor, kept: FileRow, year: int) -> Preview:
    reading = read_history(read_rows(path_of(kept.digest), name=kept.name))
    checks = tuple(dict.fromkeys(reading.rows))
    here = {_key(check) for check in past_checks(actor, actor.region, year)}
    registered = subjects_by_sid(actor, {check.sid for check in checks})
    return Preview(
        str(kept.id),
        kept.digest,
        checks,
        tuple(reading.problems),
        known=sum(_key(check) in here for check in checks),
        outside=sum(check.on.year != year for check in checks),
        unknown=len({check.sid for check in checks} - registered.keys()),
    )


def _key(check: PastCheck) -> tuple[str, str, str, date]:
    return check.sid, check.check_class, check.department, check.on


def _record(request: HttpRequest, year: int) -> HttpResponse:
    actor = actor_of(request)
    preview = _preview(actor, shown_file(request, "LYG-4.3d"), year)
    if preview.refused:
        raise RuleBroken(gettext("工作簿还有问题，没有记入"), clause="LYG-4.3d")
    done = record_past_checks(actor, RecordPastChecks(actor.region, preview.digest, preview.checks), now())
    messages.success(request, gettext("记入 %(new)s 次，原来就有 %(known)s 次") % {"new": done.new, "known": done.unchanged})
    return see_other(reverse("planning:past_checks", args=[year]))
