"""会商、通报: the list, one of them, and what departments did about it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.duties.actions.finish_follow_up import finish_follow_up
from yicha.duties.actions.record_minutes import record_minutes
from yicha.duties.queries import all_minutes, departments_of, names_of
from yicha.duties.queries import minutes as minutes_of
from yicha.duties.types import DutyPermission, FinishFollowUp, FollowUpRow, MinutesKind, MinutesRecorded, MinutesRow, RecordMinutes
from yicha.duties.web.forms import MinutesForm, ResultForm
from yicha.duties.web.responses import today
from yicha.duties.web.words import MINUTES_KINDS
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.tables.writing import Cell
from yicha.norms.queries import until
from yicha.shell.answers import done, see_other
from yicha.shell.sorting import in_order
from yicha.shell.templatetags.yc import clock_words
from yicha.shell.types import Column

PER_PAGE = 50
NAME = Column("title", gettext_lazy("事由"))
COLUMNS = (
    Column("kind", gettext_lazy("类型")),
    Column("held_on", gettext_lazy("日期")),
    Column("department", gettext_lazy("部门")),
    Column("open", gettext_lazy("未办任务"), number=True, sorts=False),
    Column("clock", gettext_lazy("还剩"), sorts=False),
)


@require_GET
@requires(DutyPermission.READ)
def minutes_list(request: HttpRequest) -> HttpResponse:
    """`?q=` narrows it."""
    actor = actor_of(request)
    page = Paginator(listed(actor, request.GET), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "columns": COLUMNS, "text": request.GET.get("q", "").strip()}
    return render(request, "duties/minutes_list.html", told | {"may_record": actor.may(DutyPermission.RECORD_MINUTES)})


def listed(actor: Actor, query: QueryDict) -> list[dict[str, Any]]:
    """What the address asks for."""
    names, rows = names_of(actor.region, today()), all_minutes(actor, query.get("q", "").strip())
    return [shown_minutes(row, names) for row in in_order(rows, query.get("sort", ""), (NAME, *COLUMNS))]


def cells(one: dict[str, Any]) -> dict[str, Cell]:
    """In the words of the page."""
    row: MinutesRow = one["row"]
    return {
        "title": f"{row.title} {row.number}",
        "kind": str(one["kind"]),
        "held_on": row.held_on,
        "department": f"{one['department']} {one['parties']}",
        "open": len(row.open),
        "clock": clock_words(one["clock"]) if one["clock"] else "",
    }


def shown_minutes(row: MinutesRow, names: dict[str, str]) -> dict[str, Any]:
    parties = "、".join(names.get(code, code) for code in row.parties)
    clock = until(row.open[0].due_by, now()) if row.open else None
    department = names.get(row.department, row.department)
    return {"row": row, "kind": MINUTES_KINDS[row.kind], "department": department, "parties": parties, "clock": clock}


@require_GET
@requires(DutyPermission.READ)
def minutes_page(request: HttpRequest, minutes: int) -> HttpResponse:
    return render(request, "duties/minutes.html", one_minutes(actor_of(request), minutes))


def one_minutes(actor: Actor, pk: int, refused: ResultForm | None = None) -> dict[str, Any]:
    row, names = minutes_of(actor, pk), names_of(actor.region, today())
    tasks = [_task(actor, one, names) for one in row.follow_ups]
    return shown_minutes(row, names) | {"tasks": tasks, "refused": refused}


def _task(actor: Actor, one: FollowUpRow, names: dict[str, str]) -> tuple[FollowUpRow, str, Any, bool]:
    mine = one.done_at is None and actor.acts_for(one.department) and actor.may(DutyPermission.FINISH_FOLLOW_UP)
    return one, names.get(one.department, one.department), until(one.due_by, now(), one.done_at), mine


@require_http_methods(["GET", "POST"])
@requires(DutyPermission.RECORD_MINUTES)
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    names = {code: row.name for code, row in departments_of(actor.region, today()).items()}
    form = MinutesForm(names, names_of(actor.region, today()), request.POST or None, initial={"held_on": today()})
    made: list[MinutesRecorded] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: made.append(record_minutes(actor, _command(actor, form), now())))
    ):
        messages.success(request, gettext("已记录 %(number)s") % {"number": made[0].number})
        return see_other(reverse("duties:minutes", args=[made[0].minutes]))
    return render(request, "duties/new_minutes.html", {"form": form}, status=422 if form.errors else 200)


def _command(actor: Actor, form: MinutesForm) -> RecordMinutes:
    said = form.cleaned_data
    told = (said["title"], said["held_on"], tuple(said["parties"]), said["text"], said["tasks"])
    return RecordMinutes(actor.region, actor.department, MinutesKind(said["kind"]), *told)


@require_POST
@requires(DutyPermission.FINISH_FOLLOW_UP)
def finish(request: HttpRequest, minutes: int, follow_up: int) -> HttpResponse:
    actor, form = actor_of(request), ResultForm(request.POST)
    if follow_up not in {one.id for one in minutes_of(actor, minutes).follow_ups}:
        absent("WS-2.3")
    if form.is_valid() and done(form, lambda: finish_follow_up(actor, FinishFollowUp(follow_up, form.cleaned_data["result"]), now())):
        messages.success(request, gettext("已办结"))
        return see_other(reverse("duties:minutes", args=[minutes]))
    return render(request, "duties/minutes.html", one_minutes(actor, minutes, form), status=422)
