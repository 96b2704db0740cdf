"""政策文件, 规则冲突, 监管资源, 职责争议 and 会商通报 as files, in the columns that a person sees and in his order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from yicha.duties.queries import conflicts as conflict_rows
from yicha.duties.queries import disputes as dispute_rows
from yicha.duties.types import DutyPermission
from yicha.duties.web import conflicts as conflict_pages
from yicha.duties.web import disputes as dispute_pages
from yicha.duties.web import minutes as minutes_pages
from yicha.duties.web import policies as policy_pages
from yicha.duties.web import resources as resource_pages
from yicha.duties.web.words import CONFLICT_STATUSES, RESOURCE_KINDS, STATUSES
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.kernel.tables.writing import Cell
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked
from yicha.shell.types import Column

Words = Mapping[str, Promise]
Rows = Sequence[Mapping[str, Cell]]


@dataclass(frozen=True)
class Register:
    """`asked`: what narrows it, and how its values are called; none: as they were typed. `rows`: in the words of the page."""

    title: Promise
    columns: Sequence[Column]
    asked: Mapping[str, Words]
    rows: Callable[[Actor, QueryDict], Rows]


def _policies(actor: Actor, query: QueryDict) -> Rows:
    return [policy_pages.cells(one) for one in policy_pages.listed(actor, query)]


def _conflicts(actor: Actor, query: QueryDict) -> Rows:
    return [conflict_pages.cells(one) for one in conflict_pages.listed(actor, query, conflict_rows(actor))]


def _resources(actor: Actor, query: QueryDict) -> Rows:
    return [resource_pages.cells(one) for one in resource_pages.listed(actor, query)]


def _disputes(actor: Actor, query: QueryDict) -> Rows:
    return [dispute_pages.cells(one) for one in dispute_pages.listed(actor, query, dispute_rows(actor))]


def _minutes(actor: Actor, query: QueryDict) -> Rows:
    return [minutes_pages.cells(one) for one in minutes_pages.listed(actor, query)]


POLICIES = (policy_pages.NAME, *policy_pages.COLUMNS)
CONFLICTS = (conflict_pages.NAME, *conflict_pages.COLUMNS)
RESOURCES = (resource_pages.NAME, *resource_pages.COLUMNS)
DISPUTES = (dispute_pages.NAME, *dispute_pages.COLUMNS)
MINUTES = (minutes_pages.NAME, *minutes_pages.COLUMNS)
REGISTERS = {
    "policies": Register(gettext_lazy("政策文件"), POLICIES, {"q": {}, "item": {}}, _policies),
    "conflicts": Register(
        gettext_lazy("规则冲突"), CONFLICTS, {"status": {status.value: words for status, words in CONFLICT_STATUSES.items()}}, _conflicts
    ),
    "resources": Register(
        gettext_lazy("监管资源"), RESOURCES, {"q": {}, "kind": {kind.value: words for kind, words in RESOURCE_KINDS.items()}}, _resources
    ),
    "disputes": Register(
        gettext_lazy("职责争议"), DISPUTES, {"status": {status.value: words for status, words in STATUSES.items()}}, _disputes
    ),
    "minutes": Register(gettext_lazy("会商通报"), MINUTES, {"q": {}}, _minutes),
}


def leaving(kind: str, actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    register = REGISTERS[kind]
    (name, *others), rows = register.columns, register.rows(actor, query)
    chosen = columns_asked(query, others)
    words = [str(called.get(query.get(asked, ""), "") if called else query.get(asked, "")) for asked, called in register.asked.items()]
    address = address_of(f"duties:export_{kind}", query, register.asked)
    taking = Taking(kind, DutyPermission.READ, address, " · ".join(filter(None, words)) or gettext("全部"), len(rows))
    shown = (name, *(others if chosen is None else chosen))
    return Leaving(taking, f"{kind}-{at:%Y%m%d}.xlsx", lambda path: write_list(path, str(register.title), shown, rows))


leaving_policies, leaving_conflicts, leaving_resources, leaving_disputes, leaving_minutes = (partial(leaving, kind) for kind in REGISTERS)


@require_POST
@requires(DutyPermission.READ)
def policies(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_policies)


@require_POST
@requires(DutyPermission.READ)
def conflicts(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_conflicts)


@require_POST
@requires(DutyPermission.READ)
def resources(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_resources)


@require_POST
@requires(DutyPermission.READ)
def disputes(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_disputes)


@require_POST
@requires(DutyPermission.READ)
def minutes(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_minutes)
