"""接入系统: who calls with a token, and the pages on which two administrators admit it."""

import secrets
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.tables.writing import Cell
from yicha.orgs.actions.approve_program import approve_program
from yicha.orgs.actions.end_program import end_program
from yicha.orgs.actions.propose_program import propose_program
from yicha.orgs.queries import departments, program_actor, programs, token_digest
from yicha.orgs.types import ApproveProgram, EndProgram, OrgPermission, ProgramRow, ProgramStatus, ProposeProgram, Scope
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form
from yicha.shell.lines import Line, page_asked
from yicha.shell.types import Column

BEARER: Final = "Bearer "
TOKEN_BYTES: Final = 32
SCOPES: Final = {
    Scope.PERMITS: gettext_lazy("许可信息"),
    Scope.RECORDS: gettext_lazy("监管行为"),
    Scope.TASKS: gettext_lazy("上级任务下达"),
    Scope.TASK_WORK: gettext_lazy("上级任务办理"),
}
STATUSES: Final = {
    ProgramStatus.PROPOSED: (gettext_lazy("待核准"), "soon"),
    ProgramStatus.ACTIVE: (gettext_lazy("在用"), "good"),
    ProgramStatus.ENDED: (gettext_lazy("已停用"), "off"),
}


NAME: Final = Column("name", gettext_lazy("系统"))
COLUMNS: Final = (
    Column("department", gettext_lazy("代表部门")),
    Column("scopes", gettext_lazy("接口")),
    Column("until", gettext_lazy("有效期至")),
    Column("status", gettext_lazy("状态")),
)
ACT: Final = Column("act", gettext_lazy("办理"), sorts=False)


EXPIRED: Final = (gettext_lazy("已到期"), "late")


def program_of(request: HttpRequest, at: datetime) -> Actor | None:
    """Known by its token, never by a session, so that no browser can be made to call in its name."""
    said = request.headers.get("Authorization", "")
    return program_actor(said.removeprefix(BEARER).strip(), timezone.localdate(at)) if said.startswith(BEARER) else None


class ProgramForm(Form):
    name = forms.CharField(label=gettext_lazy("系统名称"), max_length=60)
    department = forms.ChoiceField(label=gettext_lazy("代表哪个部门"))
    scopes = forms.MultipleChoiceField(label=gettext_lazy("开放的接口"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple)
    until = forms.DateField(label=gettext_lazy("有效期至"), widget=forms.DateInput({"type": "date"}))


class EndForm(Form):
    reason = forms.CharField(label=gettext_lazy("停用的原因"), max_length=200)


@require_safe
@requires(OrgPermission.READ_PROGRAMS)
def program_list(request: HttpRequest) -> HttpResponse:
    return _listed(request)


def _listed(request: HttpRequest, refused: Form | None = None, of: int = 0) -> HttpResponse:
    """`refused`: a form that was, of the program `of` or of a new one."""
    actor, at = actor_of(request), now()
    told = page_asked(lines(actor, at, refused, of), request.GET, (NAME, *COLUMNS))
    fresh = refused if refused and not of else _form(actor, at)
    told |= {"columns": (*COLUMNS, ACT), "refused": refused, "form": fresh if actor.may(OrgPermission.PROPOSE_PROGRAM) else None}
    return render(
        request, "orgs/programs.html", told | {"may_export": actor.may(OrgPermission.EXPORT_SAFEGUARDS)}, status=422 if refused else 200
    )


def lines(actor: Actor, at: datetime, refused: Form | None = None, of: int = 0) -> list[Line]:
    names = {one.code: one.short_name for one in departments(actor, timezone.localdate(at))}
    shown = [_shown(actor, one, names, refused if one.id == of else None, at) for one in programs(actor)]
    return [Line(one, _cells(one)) for one in shown]


def _cells(one: dict[str, Any]) -> dict[str, Cell]:
    row, status = one["row"], str(one["status"])
    words = {"name": row.name, "department": one["department"], "scopes": "、".join(map(str, one["scopes"]))}
    return words | {"until": row.until, "status": f"{status} {row.ended_because}".strip()}


def _form(actor: Actor, at: datetime, *said: Any) -> ProgramForm:
    form = ProgramForm(*said)
    form.offer("department", [("", ""), *((one.code, one.name) for one in departments(actor, timezone.localdate(at)))])
    return form


def _shown(actor: Actor, row: ProgramRow, names: dict[str, str], refused: Form | None, at: datetime) -> dict[str, Any]:
    status, tone = STATUSES[row.status]
    if row.status is ProgramStatus.ACTIVE and row.until < timezone.localdate(at):
        status, tone = EXPIRED
    may_end = actor.may(OrgPermission.END_PROGRAM) and row.status is not ProgramStatus.ENDED
    return {
        "row": row,
        "status": status,
        "tone": tone,
        "department": names.get(row.department, row.department),
        "scopes": [SCOPES[one] for one in row.scopes],
        "may_approve": row.status is ProgramStatus.PROPOSED and actor.may(OrgPermission.APPROVE_PROGRAM) and row.proposed_by != actor.id,
        "end": (refused or EndForm(prefix=f"p{row.id}")) if may_end else None,
    }


@require_POST
@requires(OrgPermission.PROPOSE_PROGRAM)
def propose(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    form = _form(actor, at, request.POST)
    if not form.is_valid() or not done(form, lambda: propose_program(actor, _said(form.cleaned_data), at)):
        return _listed(request, form)
    messages.success(request, _("已登记，等另一位管理员核准"))
    return see_other(reverse("orgs:programs"))


def _said(given: dict[str, Any]) -> ProposeProgram:
    return ProposeProgram(given["name"], given["department"], tuple(map(Scope, given["scopes"])), given["until"])


@require_POST
@requires(OrgPermission.APPROVE_PROGRAM)
def approve(request: HttpRequest, program: int) -> HttpResponse:
    """The token is shown here, now, and never again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    approved = approve_program(actor_of(request), ApproveProgram(program, token_digest(token)), now())
    answer = render(request, "orgs/program_token.html", {"token": token, "approved": approved})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@requires(OrgPermission.END_PROGRAM)
def end(request: HttpRequest, program: int) -> HttpResponse:
    actor, form = actor_of(request), EndForm(request.POST, prefix=f"p{program}")
    if program not in {one.id for one in programs(actor)}:
        absent("WY-5.8b")
    if not form.is_valid() or not done(form, lambda: end_program(actor, EndProgram(program, form.cleaned_data["reason"]), now())):
        return _listed(request, form, program)
    messages.success(request, _("已停用，它的令牌不再有效"))
    return see_other(reverse("orgs:programs"))
