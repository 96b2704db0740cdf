"""The audit administrator's search: who saw or changed what, when, by which clause."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel import audit
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.audit import TrailFilter, TrailPage
from yicha.kernel.tables.writing import Cell, Sheet, write_csv, write_workbook
from yicha.kernel.trail import TrailRow
from yicha.kernel.types import KernelPermission
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import is_whole_home, own_export, release_of
from yicha.orgs.types import ROLE_NAMES, ExportListing, Leaving, Role, Taking
from yicha.orgs.web.forms import AuditForm
from yicha.shell.event_names import event_name
from yicha.shell.numbers import whole

ROWS, WORDS = 50, 200
LAST_PAGE = 999  # further back a filter leads
MOST = 100_000  # rows of one file


@requires(KernelPermission.READ_TRAIL)
def search(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    asked = _filter(form)
    number = min(max(1, whole(request.GET.get("page", ""), 1)), LAST_PAGE)
    found = _found(request, asked, (number - 1) * ROWS, ROWS)
    page = Paginator(range(found.total), ROWS).get_page(number)
    shown = {"form": form, "found": found, "page": page, "lines": [Line(row) for row in found.rows], "query": request.GET.urlencode()}
    return render(request, "orgs/audit.html", shown)


class Line:
    """An entry as people read it."""

    def __init__(self, row: TrailRow) -> None:
        self.row = row
        self.what = event_name(row.event)
        self.role = ROLE_NAMES[Role(row.role)] if row.role in set(Role) else ""
        self.erasable = bool(row.payload) and row.actor != SYSTEM.id
        self.said = [(name, _plain(value)) for name, value in (row.payload or {}).items()]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 300 else f"{text[:300]}…"  # noqa: PLR2004 a list of thousands says nothing here


def _form(request: HttpRequest) -> AuditForm:
    names = sorted(((kind, event_name(kind)) for kind in audit.kinds(actor_of(request))), key=lambda one: one[1])
    form = AuditForm(request.GET, events=names)
    form.is_valid()
    return form


def _filter(form: AuditForm) -> TrailFilter:
    """What cannot be read does not limit; the form says so."""
    given = form.cleaned_data
    texts = {name: given.get(name, "").strip() for name in ("person", "event", "about", "clause")}
    return TrailFilter(**texts, since=given.get("since"), until=given.get("until"), reads_only=bool(given.get("reads")))


def _found(request: HttpRequest, asked: TrailFilter, first: int, size: int) -> TrailPage:
    actor = actor_of(request)
    return audit.search(actor, asked, first=first, size=size, whole_home=is_whole_home(actor))


@requires(KernelPermission.READ_TRAIL)
@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The filtered rows. Taking them out is itself an entry of the trail."""

    def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
        asked = _until(_filter(_form(request)), own_export(actor, release_of(request.POST)))
        rows, words = _found(request, asked, 0, MOST).rows, query.urlencode()[:WORDS] or _("全部")
        taking = Taking("audit", KernelPermission.READ_READS, request.get_full_path(), words, len(rows))
        return Leaving(taking, f"audit-{at:%Y%m%d-%H%M}.{kind}", lambda path: _write(path, [_cells(Line(row)) for row in rows]))

    return take_out(request, leaving, at_once=True)


def _until(asked: TrailFilter, released: ExportListing | None) -> TrailFilter:
    """What was released ends where it was asked for: the trail itself goes on growing."""
    if released is None:
        return asked
    return replace(asked, until=min(asked.until or released.asked_at, released.asked_at))


HEADER = ("时间", "账号", "代谁", "角色", "部门", "做了什么", "对什么", "依据条款", "内容", "编号")


def _cells(line: Line) -> list[Cell]:
    row = line.row
    said = "；".join(f"{name}={value}" for name, value in line.said)
    when = f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}"
    return [when, row.actor, row.stands_in_for, line.role, row.department, line.what, row.about, row.clause, said, str(row.run)]


def _write(path: Path, rows: list[list[Cell]]) -> None:
    if path.suffix == ".csv":
        write_csv(path, HEADER, rows)
    else:
        write_workbook(path, [Sheet("审计记录", HEADER, rows)])
