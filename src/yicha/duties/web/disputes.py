"""新业态研判 and 职责争议: the desk, one dispute, and raising one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yicha.duties.actions.raise_dispute import raise_dispute
from yicha.duties.queries import departments_of, dispute, disputes, item_meant, names_of, steps
from yicha.duties.types import DisputeKind, DisputeRaised, DisputeRow, DisputeStatus, DutyPermission, RaiseDispute
from yicha.duties.web.forms import ClaimForm, DecisionForm, DisputeForm, PartyForm, ReasonForm, chosen
from yicha.duties.web.responses import today
from yicha.duties.web.words import KINDS, STANCES, STATUS_TONES, STATUSES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import until
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form
from yicha.shell.sorting import in_order
from yicha.shell.templatetags.yc import clock_words
from yicha.shell.types import Column

PER_PAGE = 30
Maker = Callable[[], Form]
NAME = Column("title", gettext_lazy("争议什么"))
COLUMNS = (
    Column("kind", gettext_lazy("类型")),
    Column("raised_at", gettext_lazy("提出")),
    Column("answers_now", gettext_lazy("现在谁负责")),
    Column("status", gettext_lazy("状态")),
    Column("clock", gettext_lazy("还剩"), sorts=False),
)
OPEN = (DisputeStatus.CONSULTING, DisputeStatus.REVIEWING)


@require_GET
@requires(DutyPermission.READ)
def disputes_page(request: HttpRequest) -> HttpResponse:
    """`?status=` narrows."""
    actor = actor_of(request)
    rows = disputes(actor)
    tabs = [(status.value, words, sum(row.status is status for row in rows)) for status, words in STATUSES.items()]
    page = Paginator(listed(actor, request.GET, rows), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "columns": COLUMNS, "tabs": tabs, "all": len(rows), "wanted": request.GET.get("status", "")}
    return render(request, "duties/disputes.html", told | {"may_raise": actor.may(DutyPermission.RAISE_DISPUTE)})


def listed(actor: Actor, query: QueryDict, rows: list[DisputeRow]) -> list[dict[str, Any]]:
    """Those of `rows` that the address asks for."""
    wanted, names = query.get("status", ""), names_of(actor.region, today())
    chosen = [row for row in rows if wanted in {"", row.status}]
    return [shown_dispute(row, names) for row in in_order(chosen, query.get("sort", ""), (NAME, *COLUMNS))]


def cells(one: dict[str, Any]) -> dict[str, str]:
    """In the words of the page."""
    row: DisputeRow = one["row"]
    return {
        "title": f"{row.title} {row.number}",
        "kind": str(one["kind"]),
        "raised_at": f"{one['raised_by']} {localdate(row.raised_at).isoformat()}",
        "answers_now": one["answers"] if row.lead else f"{one['answers']} {gettext('临时')}",
        "status": str(one["status"]),
        "clock": clock_words(one["clock"]),
    }


def shown_dispute(row: DisputeRow, names: dict[str, str]) -> dict[str, Any]:
    last = row.opinions_by if row.status is DisputeStatus.CONSULTING else row.decide_by
    return {
        "row": row,
        "kind": KINDS[row.kind],
        "status": STATUSES[row.status],
        "tone": STATUS_TONES[row.status],
        "raised_by": names.get(row.raised_by, row.raised_by),
        "answers": names.get(row.answers_now, row.answers_now),
        "clock": until(last, now()) if row.status in OPEN else until(last, now(), row.closed_at),
    }


@require_GET
@requires(DutyPermission.READ)
def dispute_page(request: HttpRequest, dispute: int) -> HttpResponse:
    return render(request, "duties/dispute.html", one_dispute(actor_of(request), dispute))


def one_dispute(actor: Actor, pk: int, **forms: Any) -> dict[str, Any]:
    """What the page of a dispute shows; `forms`: one that was refused."""
    row, names = dispute(actor, pk), names_of(actor.region, today())
    parties = [(names.get(one.department, one.department), one, STANCES[one.stance] if one.stance else "") for one in row.parties]
    named = steps(row.area, today())
    told = {"parties": parties, "step_names": [named.get(step, step) for step in row.steps], "refused": next(iter(forms.values()), None)}
    return shown_dispute(row, names) | told | _acts(actor, row, names, forms)


def _acts(actor: Actor, row: DisputeRow, names: dict[str, str], forms: dict[str, Any]) -> dict[str, Any]:
    """The forms of what this person may do now."""
    heard, mine = {one.department for one in row.parties}, row.status is DisputeStatus.CONSULTING
    judge = actor.may(DutyPermission.REVIEW_DISPUTE)
    others = {code: name for code, name in names.items() if code not in heard}
    own = actor.may(DutyPermission.RAISE_DISPUTE) and actor.acts_for(row.raised_by) and row.kind is DisputeKind.COMPETENCE
    possible: dict[str, tuple[bool, Maker]] = {
        "claim": (mine and actor.department in heard and actor.may(DutyPermission.STATE_CLAIM), ClaimForm),
        "invite": (mine and judge, lambda: PartyForm({"department": chosen(others)})),
        "decision": (
            row.status is DisputeStatus.REVIEWING and judge,
            lambda: DecisionForm({code: names.get(code, code) for code in heard}),
        ),
        "withdrawal": (row.status in OPEN and own, ReasonForm),
    }
    made = {name: forms.get(name) or (make() if may else None) for name, (may, make) in possible.items()}
    silent = [names.get(one.department, one.department) for one in row.parties if one.stance is None] if mine else []
    heard_all = not silent or today() > row.opinions_by
    return made | {"may_review": mine and judge and heard_all, "silent": silent}


@require_http_methods(["GET", "POST"])
@requires(DutyPermission.RAISE_DISPUTE)
def new(request: HttpRequest) -> HttpResponse:
    actor, begun = actor_of(request), {"item": request.GET.get("item", "")}
    form = DisputeForm(_choices(actor), request.POST or None, initial=begun)
    form.seek("item", partial(item_meant, actor.region, today()))
    made: list[DisputeRaised] = []
    if request.method == "POST" and form.is_valid() and done(form, lambda: made.append(raise_dispute(actor, _command(actor, form), now()))):
        messages.success(request, gettext("已提出，各方陈述意见到 %(day)s 止") % {"day": made[0].opinions_by})
        return see_other(reverse("duties:dispute", args=[made[0].dispute]))
    return render(request, "duties/new_dispute.html", {"form": form}, status=422 if form.errors else 200)


def _choices(actor: Actor) -> dict[str, Any]:
    known = departments_of(actor.region, today())
    others = [(code, row.name) for code, row in known.items() if code != actor.department]
    return {"steps": chosen(steps(actor.region, today())), "parties": others}


def _command(actor: Actor, form: DisputeForm) -> RaiseDispute:
    said = form.cleaned_data
    kind = DisputeKind(said["kind"])
    plain = (said["title"], said["facts"], tuple(said["parties"]), "".join(said["item"]), tuple(said["steps"]))
    return RaiseDispute(actor.region, actor.department, kind, *plain)
