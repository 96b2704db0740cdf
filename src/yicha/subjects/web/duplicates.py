"""Registrations that look like one subject: seen side by side, merged, or kept apart."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.answers import see_other
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, in_order
from yicha.shell.types import Column
from yicha.subjects.actions.ask_duplicates import ask_duplicates
from yicha.subjects.actions.dismiss_duplicate import dismiss_duplicate
from yicha.subjects.actions.merge_subjects import merge_subjects
from yicha.subjects.actions.split_subject import split_subject
from yicha.subjects.actions.suggest_duplicates import suggest_duplicates
from yicha.subjects.queries import duplicates_awaited, facts_of, subjects_by_sid, suspicions, total
from yicha.subjects.types import (
    SEARCHED_AT_ONCE,
    AskDuplicates,
    DismissDuplicate,
    MergeSubjects,
    SplitSubject,
    SubjectFilter,
    SubjectPermission,
    SubjectRow,
    SuggestDuplicates,
    SuspicionRow,
)
from yicha.subjects.web.asking import Page, ask
from yicha.subjects.web.forms import FactsForm, ReasonForm

SHOWN = 50
COLUMNS = (
    Column("right", gettext_lazy("另一份登记"), sorts=False),
    Column("why", gettext_lazy("为什么")),
    Column("likeness", gettext_lazy("名称相近"), number=True),
)
LEFT, ACT = Column("left", gettext_lazy("一份登记"), sorts=False), Column("act", gettext_lazy("办理"), sorts=False)


@requires(SubjectPermission.MERGE)
@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = Paginator(listed(actor, request.GET), SHOWN).get_page(request.GET.get("page"))
    shown = {"page": page, "pairs": pairs(actor, page.object_list), "columns": (*COLUMNS, ACT), "form": ReasonForm()}
    return render(request, "subjects/duplicates.html", shown | {"searching": duplicates_awaited(actor.region)})


def listed(actor: Actor, query: QueryDict) -> list[SuspicionRow]:
    """In the order that the address asks for."""
    return in_order(suspicions(actor), query.get("sort", ""), COLUMNS)


def pairs(actor: Actor, found: Iterable[SuspicionRow]) -> list[tuple[SuspicionRow, SubjectRow, SubjectRow]]:
    two = list(found)
    rows = subjects_by_sid(actor, [sid for one in two for sid in (one.left, one.right)])
    return [(one, rows[one.left], rows[one.right]) for one in two]


@requires(SubjectPermission.MERGE)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """All pairs that wait. It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    found, chosen = listed(actor, query), columns_asked(query, COLUMNS)
    columns = (LEFT, *(COLUMNS if chosen is None else chosen))
    address = address_of("subjects:export_duplicates", query, ())
    taking = Taking("duplicates", SubjectPermission.MERGE, address, _("全部"), len(found))
    return Leaving(
        taking, f"duplicates-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("疑似重复"), columns, map(cells, pairs(actor, found)))
    )


def cells(pair: tuple[SuspicionRow, SubjectRow, SubjectRow]) -> dict[str, str]:
    """In the words of the page."""
    one, *two = pair
    left, right = (f"{row.name} {row.uscc or row.sid} · {row.address or '—'}" for row in two)
    return {"left": left, "right": right, "why": one.why, "likeness": f"{one.likeness}%"}


@requires(SubjectPermission.MERGE)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """A large register is left to the worker, and the page waits."""
    actor = actor_of(request)
    if not total(actor, SubjectFilter(), SEARCHED_AT_ONCE).exact:
        ask_duplicates(actor, AskDuplicates(actor.region), now())
    else:
        done = suggest_duplicates(actor, SuggestDuplicates(actor.region), now())
        messages.success(request, _("新找出 %(new)s 对，共 %(waiting)s 对等核对") % {"new": done.new, "waiting": done.waiting})
    return see_other(reverse("subjects:duplicates"))


@requires(SubjectPermission.MERGE)
@require_GET
def state(request: HttpRequest) -> HttpResponse:
    """Asked again and again while the worker searches; when it is done, the browser comes back to the list."""
    answer = render(request, "subjects/parts/searching.html")
    if not duplicates_awaited(actor_of(request).region):
        answer["HX-Redirect"] = reverse("subjects:duplicates")
    return answer


@requires(SubjectPermission.MERGE)
@require_POST
def dismiss(request: HttpRequest, suspicion: int) -> HttpResponse:
    dismiss_duplicate(actor_of(request), DismissDuplicate(suspicion, request.POST.get("reason", "")), now())
    return see_other(reverse("subjects:duplicates"))


@requires(SubjectPermission.MERGE)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, sid: str, other: str) -> HttpResponse:
    """`sid` stays, `other` counts as it."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    back = reverse("subjects:details", args=[sid])
    lines = compared(actor, sid, other)
    page = Page(_("并户"), back, lines[0][1], clause="YX-2.14", template="subjects/merge.html")

    def act() -> str:
        merge_subjects(actor, MergeSubjects(sid, other, form.cleaned_data["reason"]), now())
        return back

    return ask(request, page, form, act, gettext_lazy("已并户，可以撤销"), lines=lines, sid=sid, other=other)


def compared(actor: Actor, sid: str, other: str) -> list[tuple[str, str, str, bool]]:
    """Label, both values, and whether they differ; the name first."""
    labels, left, right = FactsForm().fields, asdict(facts_of(actor, sid)), asdict(facts_of(actor, other))
    names = ["name", *(name for name in left if name not in {"name", "kind", "scope"})]
    return [(str(labels[name].label), left[name], right[name], left[name] != right[name]) for name in names]


@requires(SubjectPermission.MERGE)
@require_POST
def split(request: HttpRequest, sid: str) -> HttpResponse:
    done = split_subject(actor_of(request), SplitSubject(sid, request.POST.get("reason", "")), now())
    messages.success(request, _("已撤销并户，各算一户"))
    return see_other(reverse("subjects:details", args=[done.merged]))
