"""What is done about a whistle: each step by the one whose step it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yicha.duties.queries import names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.levels.actions.close_whistle import close_whistle
from yicha.levels.actions.release_department import release_department
from yicha.levels.actions.report_in import report_in
from yicha.levels.actions.visit_for_whistle import visit_for_whistle
from yicha.levels.actions.withdraw_whistle import withdraw_whistle
from yicha.levels.queries import whistle as whistle_of
from yicha.levels.types import CloseWhistle, LevelPermission, ReleaseDepartment, ReportIn, VisitForWhistle, WithdrawWhistle
from yicha.levels.web.forms import NoteForm, ReasonForm, ReleaseForm, ResultForm
from yicha.levels.web.whistles import one_whistle, silent_choices, visit_form
from yicha.shell.answers import steps_on

_stepped = steps_on("levels/whistle.html", "levels:whistle", one_whistle)


@require_POST
@requires(LevelPermission.REPORT)
def report(request: HttpRequest, whistle: int) -> HttpResponse:
    actor = actor_of(request)
    form = ("report", NoteForm(request.POST))
    return _stepped(
        request, whistle, form, lambda said: report_in(actor, ReportIn(whistle, actor.department, said["note"]), now()), _("已报到")
    )


@require_POST
@requires(LevelPermission.RELEASE)
def release(request: HttpRequest, whistle: int) -> HttpResponse:
    actor = actor_of(request)
    row = whistle_of(actor, whistle)
    form = ("release", ReleaseForm({"department": silent_choices(row, names_of(row.area, now().date()))}, request.POST))

    def act(said: dict[str, Any]) -> object:
        return release_department(actor, ReleaseDepartment(whistle, said["department"], said["reason"]), now())

    return _stepped(request, whistle, form, act, _("已准予免于报到"))


@require_POST
@requires(LevelPermission.VISIT)
def visit(request: HttpRequest, whistle: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> object:
        command = VisitForWhistle(whistle, actor.department, said["item"], said["visit_on"], said["minutes"])
        return visit_for_whistle(actor, command, now())

    return _stepped(request, whistle, ("visit", visit_form(actor, request.POST)), act, _("已排有因检查"))


@require_POST
@requires(LevelPermission.WHISTLE)
def close(request: HttpRequest, whistle: int) -> HttpResponse:
    actor = actor_of(request)
    form = ("close", ResultForm(request.POST))
    return _stepped(request, whistle, form, lambda said: close_whistle(actor, CloseWhistle(whistle, said["result"]), now()), _("已办结"))


@require_POST
@requires(LevelPermission.WHISTLE)
def withdraw(request: HttpRequest, whistle: int) -> HttpResponse:
    actor = actor_of(request)
    form = ("withdraw", ReasonForm(request.POST))

    def act(said: dict[str, Any]) -> object:
        return withdraw_whistle(actor, WithdrawWhistle(whistle, said["reason"]), now())

    return _stepped(request, whistle, form, act, _("已撤回"))
