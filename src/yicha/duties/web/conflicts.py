"""规则不一致、不衔接: the register, one conflict, and what is done about it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.duties.actions.give_conflict_opinion import give_conflict_opinion
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.actions.settle_conflict import settle_conflict
from yicha.duties.queries import conflict as conflict_of
from yicha.duties.queries import conflicts, departments_of, names_of
from yicha.duties.types import (
    ConflictKind,
    ConflictReported,
    ConflictRow,
    ConflictStatus,
    DutyPermission,
    GiveConflictOpinion,
    Provision,
    ReportConflict,
    SettleConflict,
)
from yicha.duties.web.forms import ConflictForm, OpinionForm, OutcomeForm
from yicha.duties.web.responses import today
from yicha.duties.web.words import CONFLICT_KINDS, CONFLICT_STATUSES, CONFLICT_TONES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import until
from yicha.shell.answers import done, see_other, steps_on
from yicha.shell.forms import Form
from yicha.shell.sorting import in_order
from yicha.shell.templatetags.yc import clock_words
from yicha.shell.types import Column

PER_PAGE = 30
NAME = Column("title", gettext_lazy("冲突在哪"))
COLUMNS = (
    Column("kind", gettext_lazy("类型")),
    Column("provisions", gettext_lazy("两条规定"), sorts=False),
    Column("owner", gettext_lazy("谁处理")),
    Column("status", gettext_lazy("结果")),
    Column("settle_by", gettext_lazy("还剩")),
)


@require_GET
@requires(DutyPermission.READ)
def conflicts_page(request: HttpRequest) -> HttpResponse:
    """`?status=` narrows."""
    actor = actor_of(request)
    rows = conflicts(actor)
    tabs = [
        (status.value, words, sum(row.status is status for row in rows))
        for status, words in CONFLICT_STATUSES.items()
        if status is not ConflictStatus.WITHDRAWN
    ]
    page = Paginator(listed(actor, request.GET, rows), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "tabs": tabs, "all": len(rows), "wanted": request.GET.get("status", ""), "columns": COLUMNS}
    return render(request, "duties/conflicts.html", told | {"may_report": actor.may(DutyPermission.REPORT_CONFLICT)})


def listed(actor: Actor, query: QueryDict, rows: list[ConflictRow]) -> list[dict[str, Any]]:
    """Those of `rows` that the address asks for."""
    wanted, names = query.get("status", ""), names_of(actor.region, today())
    chosen = [row for row in rows if wanted in {"", row.status}]
    return [shown_conflict(row, names) for row in in_order(chosen, query.get("sort", ""), (NAME, *COLUMNS))]


def cells(one: dict[str, Any]) -> dict[str, str]:
    """In the words of the page."""
    row: ConflictRow = one["row"]
    return {
        "title": f"{row.title} {row.number}",
        "kind": str(one["kind"]),
        "provisions": "、".join(provision.source for provision in row.provisions),
        "owner": one["owner"],
        "status": str(one["status"]),
        "settle_by": clock_words(one["clock"]),
    }


def shown_conflict(row: ConflictRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "kind": CONFLICT_KINDS[row.kind],
        "status": CONFLICT_STATUSES[row.status],
        "tone": CONFLICT_TONES[row.status],
        "owner": names.get(row.owner, row.owner),
        "found_by": names.get(row.found_by, row.found_by),
        "clock": until(row.settle_by, now(), row.closed_at),
    }


@require_GET
@requires(DutyPermission.READ)
def conflict_page(request: HttpRequest, conflict: int) -> HttpResponse:
    return render(request, "duties/conflict.html", one_conflict(actor_of(request), conflict))


def one_conflict(actor: Actor, pk: int, **forms: Form) -> dict[str, Any]:
    """What the page of a conflict shows; `forms`: one that was refused."""
    row, names = conflict_of(actor, pk), names_of(actor.region, today())
    opinions = [(names.get(one.department, one.department), one) for one in row.opinions]
    told = shown_conflict(row, names) | {"opinions": opinions, "refused": next(iter(forms.values()), None)}
    if row.status is not ConflictStatus.OPEN:
        return told
    may_settle = actor.may(DutyPermission.SETTLE_CONFLICT) and actor.acts_for(row.owner)
    told["opinion"] = forms.get("opinion") or (OpinionForm() if actor.may(DutyPermission.GIVE_OPINION) else None)
    told["outcome"] = forms.get("outcome") or (OutcomeForm(actor.region) if may_settle else None)
    return told


_stepped = steps_on("duties/conflict.html", "duties:conflict", one_conflict)


@require_http_methods(["GET", "POST"])
@requires(DutyPermission.REPORT_CONFLICT)
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    owners = [(code, row.name) for code, row in departments_of(actor.region, today()).items()]
    form = ConflictForm({"owner": owners}, request.POST or None)
    made: list[ConflictReported] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: made.append(report_conflict(actor, _command(actor, form), now())))
    ):
        messages.success(request, gettext("已登记，%(day)s 前处理") % {"day": made[0].settle_by})
        return see_other(reverse("duties:conflict", args=[made[0].conflict]))
    return render(request, "duties/new_conflict.html", {"form": form}, status=422 if form.errors else 200)


def _command(actor: Actor, form: Form) -> ReportConflict:
    said = form.cleaned_data
    provisions = (Provision(said["first_source"], said["first_text"]), Provision(said["second_source"], said["second_text"]))
    return ReportConflict(
        actor.region, ConflictKind(said["kind"]), said["title"], provisions, said["description"], actor.department, said["owner"]
    )


@require_POST
@requires(DutyPermission.GIVE_OPINION)
def opinion(request: HttpRequest, conflict: int) -> HttpResponse:
    actor, form = actor_of(request), OpinionForm(request.POST)

    def act(said: dict[str, Any]) -> None:
        give_conflict_opinion(actor, GiveConflictOpinion(conflict, actor.department, said["opinion"]), now())

    return _stepped(request, conflict, ("opinion", form), act, gettext("意见已记下"))


@require_POST
@requires(DutyPermission.SETTLE_CONFLICT)
def settle(request: HttpRequest, conflict: int) -> HttpResponse:
    actor = actor_of(request)
    form = OutcomeForm(actor.region, request.POST)

    def act(said: dict[str, Any]) -> None:
        outcome = ConflictStatus(said["outcome"])
        settle_conflict(actor, SettleConflict(conflict, outcome, said["reason"], said["document"], "".join(said["item"])), now())

    return _stepped(request, conflict, ("outcome", form), act, gettext("已办结"))
