"""/lookups/: asking a base register about one subject, and the log of who asked."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import RuleBroken
from yicha.lookups.actions.ask_register import ask_register
from yicha.lookups.actions.note_answer import note_answer
from yicha.lookups.actions.take_over import take_over
from yicha.lookups.queries import ask, log, lookup, lookups_of, purposes, registers
from yicha.lookups.queries.log import row_of
from yicha.lookups.rules import masked
from yicha.lookups.types import (
    Answer,
    AskRegister,
    LookupPermission,
    LookupRow,
    LookupStatus,
    NoteAnswer,
    PurposeKind,
    Question,
    RegisterAway,
    RegisterKind,
    TakeOver,
)
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.answers import see_other
from yicha.shell.forms import Form
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, order_asked
from yicha.shell.types import Column
from yicha.subjects.queries import subject
from yicha.subjects.types import SubjectRow

app_name = "lookups"
PER_PAGE = 50
REGISTERS = {
    RegisterKind.NATURAL_PERSON: _("自然人库"),
    RegisterKind.LEGAL_PERSON: _("法人库"),
    RegisterKind.SPATIAL: _("空间地理库"),
    RegisterKind.LICENCE: _("电子证照库"),
    RegisterKind.CREDIT: _("公共信用库"),
    RegisterKind.ACTION: _("监管行为库"),
}
STATUSES = {
    LookupStatus.ASKED: _("没有结果"),
    LookupStatus.FOUND: _("查到"),
    LookupStatus.NOT_FOUND: _("库中没有"),
    LookupStatus.FAILED: _("没有查成"),
    LookupStatus.TAKEN_OVER: _("已采用"),
}


WHEN = Column("asked_at", _("时间"))
COLUMNS = (
    Column("asker", _("查询人")),
    Column("register", _("库")),
    Column("name", _("查了谁")),
    Column("purpose", _("目的"), sorts=False),
    Column("status", _("结果")),
)


class AskForm(Form):
    register = forms.ChoiceField(label=_("查哪个库"))
    purpose = forms.ChoiceField(label=_("查询目的"), help_text=_("本部门的职责或正在办理的任务；谁、何时、为什么查，都会留痕"))

    def __init__(self, actor: Actor, sid: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = purposes(actor, sid, now().date())
        self.offer("register", [(kind.value, REGISTERS[kind]) for kind in registers()])
        self.offer("purpose", [(one.key, f"{one.name}（{one.code}）") for one in found])

    def command(self, sid: str) -> AskRegister:
        kind, _colon, code = self.cleaned_data["purpose"].partition(":")
        return AskRegister(RegisterKind(self.cleaned_data["register"]), sid, PurposeKind(kind), code)


@require_GET
@requires(LookupPermission.READ_LOG)
def log_page(request: HttpRequest) -> HttpResponse:
    """Who asked which register about whom, for what, and what came of it."""
    page = Paginator(_listed(actor_of(request), request.GET), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "rows": [_shown(row_of(row)) for row in page], "text": _text(request.GET), "columns": COLUMNS}
    return render(request, "lookups/log.html", told)


def _text(query: QueryDict) -> str:
    return query.get("q", "").strip()


def _listed(actor: Actor, query: QueryDict) -> QuerySet[Any]:
    """What the address asks for."""
    return log(actor, _text(query), order_asked(query, (WHEN, *COLUMNS)))


@require_POST
@requires(LookupPermission.READ_LOG)
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    rows, chosen = _listed(actor, query), columns_asked(query, COLUMNS)
    columns = (WHEN, *(COLUMNS if chosen is None else chosen))
    address = address_of("lookups:export", query, ("q",))
    taking = Taking("lookups", LookupPermission.READ_LOG, address, _text(query) or gettext("全部"), rows.count())
    title = gettext("基础库查询记录")
    return Leaving(
        taking, f"lookups-{at:%Y%m%d}.xlsx", lambda path: write_list(path, title, columns, (_cells(row_of(row)) for row in rows))
    )


def _cells(row: LookupRow) -> dict[str, str]:
    """In the words of the page."""
    return {
        "asked_at": f"{localtime(row.asked_at):%Y-%m-%d %H:%M}",
        "asker": f"{row.asker} {row.department}",
        "register": str(REGISTERS[row.register]),
        "name": f"{row.name} {row.sid}",
        "purpose": row.purpose,
        "status": f"{STATUSES[row.status]} {row.problem}".strip(),
    }


def _shown(row: LookupRow) -> dict[str, Any]:
    return {"row": row, "register": REGISTERS[row.register], "status": STATUSES[row.status]}


@require_http_methods(["GET", "POST"])
@requires(LookupPermission.ASK)
@never_cache
def ask_page(request: HttpRequest, sid: str) -> HttpResponse:
    """The answer is shown once, on the answer to the question, and kept nowhere."""
    actor = actor_of(request)
    found = subject(actor, sid)
    form = AskForm(actor, sid, request.POST or None)
    told: dict[str, Any] = {"subject": found, "form": form, "known": registers()}
    if request.method == "POST" and form.is_valid():
        told |= _asked(actor, form.command(sid), found)
    told["before"] = [_shown(row) for row in lookups_of(actor, sid)]
    return render(request, "lookups/ask.html", told, status=422 if form.errors else 200)


def _asked(actor: Actor, command: AskRegister, found: SubjectRow) -> dict[str, Any]:
    """Written down, asked, and what came of it written down."""
    opened = ask_register(actor, command, now()).lookup
    told = {"asked": REGISTERS[command.register], "lookup": opened, "may_take_over": actor.may(LookupPermission.TAKE_OVER)}
    try:
        answer = _answer(command.register, found)
    except RegisterAway as away:
        note_answer(actor, NoteAnswer(opened, LookupStatus.FAILED, str(away)), now())
        return told | {"away": gettext(str(away))}
    note_answer(actor, NoteAnswer(opened, LookupStatus.FOUND if answer else LookupStatus.NOT_FOUND), now())
    return told | {"answer": masked(answer) if answer else None}


def _answer(register: RegisterKind, found: SubjectRow) -> Answer | None:
    return ask(register, Question(found.sid, found.uscc, found.name))


@require_POST
@requires(LookupPermission.TAKE_OVER)
def take(request: HttpRequest, lookup_id: int) -> HttpResponse:
    """The register is asked once more, so that what goes into ours is what it says, not what a browser sends."""
    actor = actor_of(request)
    row = lookup(actor, lookup_id)
    if row.asked_by != actor.id:
        absent("WY-5.9")
    try:
        answer = _answer(row.register, subject(actor, row.sid))
    except RegisterAway as away:
        raise RuleBroken(f"没有查成：{away}", clause="WY-5.9") from away
    chosen = set(request.POST.getlist("column"))
    values = tuple((fact.column, fact.value) for fact in (answer.facts if answer else ()) if fact.column in chosen)
    take_over(actor, TakeOver(lookup_id, values), now())
    messages.success(request, gettext("已写入名录"))
    return see_other(reverse("lookups:ask", args=[row.sid]))


urlpatterns: list[URLPattern] = [
    path("", log_page, name="log"),
    path("export/", export, name="export"),
    path("<int:lookup_id>/take-over/", take, name="take"),
    path("subjects/<str:sid>/", ask_page, name="ask"),
]
