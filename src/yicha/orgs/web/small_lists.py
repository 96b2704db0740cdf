"""接入系统, 登录链接, 信息删除, 代办, 部门, 区划 and 参数 as files, in the columns that a person sees and in his order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.norms.queries import narrowed, norms_here
from yicha.norms.types import NormPermission
from yicha.norms.workbooks.lists import BASIS, LIST_COLUMNS, norm_cells
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.queries.place_entries import department_entries, department_words, region_entries
from yicha.orgs.types import Leaving, Taking
from yicha.orgs.types import OrgPermission as May
from yicha.orgs.web import links, places, posts, programs, redactions
from yicha.orgs.workbooks import write_departments, write_regions
from yicha.shell.lines import Line, lines_asked
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked
from yicha.shell.types import Column

Whole = Callable[[Path, Actor], object]


@dataclass(frozen=True)
class SmallList:
    """`right`: to read the rows; `may`: to take them out. `columns`: the first names the row; `whole`: the workbook that can be imported
    again, of a list that is a register.
    """

    title: Promise
    right: str
    may: str
    columns: tuple[Column, ...]
    lines: Callable[[Actor, QueryDict, datetime], Iterable[Line]]
    whole: Whole | None = None


def _departments(path: Path, actor: Actor) -> None:
    write_departments(path, department_entries(actor), department_words(actor.region))


def _regions(path: Path, actor: Actor) -> None:
    write_regions(path, region_entries(actor))


def _norms(actor: Actor, query: QueryDict, at: datetime) -> list[Line]:
    return [Line(row, norm_cells(row)) for row in narrowed(norms_here(actor, at.date()), query.get("what", ""))]


SAFE = May.EXPORT_SAFEGUARDS
PROGRAMS, LINKS = (programs.NAME, *programs.COLUMNS), (links.NAME, *links.COLUMNS)
REDACTIONS, LENT = (redactions.NAME, *redactions.COLUMNS), (posts.LENT, *posts.LENT_COLUMNS)
DEPARTMENTS, PLACES = (places.NAME, *places.COLUMNS), (places.PLACE, *places.PLACE_COLUMNS)
LISTS = {
    "programs": SmallList(_("接入系统"), May.READ_PROGRAMS, SAFE, PROGRAMS, lambda actor, _q, at: programs.lines(actor, at)),
    "links": SmallList(_("登录链接"), May.CONFIRM_LINK, SAFE, LINKS, lambda actor, _q, at: links.lines(actor, at)),
    "redactions": SmallList(_("信息删除"), May.READ_REDACTIONS, May.READ_REDACTIONS, REDACTIONS, lambda actor, *_: redactions.found(actor)),
    "substitutions": SmallList(_("代办"), May.SUBSTITUTE, May.SUBSTITUTE, LENT, lambda actor, *_: posts.lent(actor)),
    "departments": SmallList(_("部门"), May.READ, May.EXPORT, DEPARTMENTS, lambda actor, *_: places.department_cells(actor), _departments),
    "regions": SmallList(_("区划"), May.READ, May.EXPORT, PLACES, lambda actor, *_: places.region_cells(actor), _regions),
    "norms": SmallList(_("法定参数"), NormPermission.READ, May.EXPORT, (BASIS, *LIST_COLUMNS), _norms),
}


def leaving(kind: str, actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    found = LISTS[kind]
    (name, *others), rows = found.columns, lines_asked(found.lines(actor, query, at), query, found.columns)
    chosen, whole = columns_asked(query, others), found.whole
    words = query.get("q", "").strip() or gettext("全部")
    taking = Taking(kind, found.right, address_of(f"orgs:export_{kind}", query, ("q", "what")), words, len(rows))

    def write(path: Path) -> None:
        if chosen is None and whole:
            whole(path, actor)
        else:
            write_list(path, str(found.title), (name, *(others if chosen is None else chosen)), (row.cells for row in rows))

    return Leaving(taking, f"{kind}-{at:%Y%m%d}.xlsx", write)


leaving_programs, leaving_links, leaving_redactions, leaving_substitutions, leaving_departments, leaving_regions, leaving_norms = (
    partial(leaving, kind) for kind in LISTS
)


def _taken(kind: str) -> Callable[[HttpRequest], HttpResponse]:
    def export(request: HttpRequest) -> HttpResponse:
        return take_out(request, partial(leaving, kind))

    return requires(LISTS[kind].may)(require_POST(export))


EXPORTS = {kind: _taken(kind) for kind in LISTS}
