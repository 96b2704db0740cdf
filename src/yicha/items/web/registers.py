"""立改废释 and 同源匹配 as files, in the columns that a person sees and in his order."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yicha.items.queries import coverage, law_changes
from yicha.items.types import ItemPermission
from yicha.items.web import laws, mapping
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.kernel.tables.writing import Cell
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked
from yicha.shell.types import Column

SIDES = {
    "suggested": (gettext_lazy("建议"), Column("name", gettext_lazy("本地事项"))),
    "items": (gettext_lazy("没有出处"), Column("name", gettext_lazy("本地事项"))),
    "entries": (gettext_lazy("盲区"), Column("name", gettext_lazy("目录事项"))),
    "mapped": (gettext_lazy("已定"), Column("name", gettext_lazy("目录事项"))),
}


def leaving_laws(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    rows, chosen = laws.listed(law_changes(actor, actor.region, at), query), columns_asked(query, laws.COLUMNS)
    columns = (laws.NAME, *(laws.COLUMNS if chosen is None else chosen))
    taking = Taking("laws", ItemPermission.READ, address_of("items:export_laws", query, ()), _("全部"), len(rows))
    return Leaving(taking, f"laws-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("立改废释"), columns, map(laws.cells, rows)))


def leaving_mapping(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for: one side of one list."""
    lists = coverage(actor, actor.region, at.date())
    chosen, side = mapping.list_asked(lists, query), mapping.side_asked(query)
    rows = mapping.listed(actor, chosen, query) if chosen else []
    words, name = SIDES[side]
    known = tuple(column for column in mapping.COLUMNS[side] if column.key != "act")  # what is done there is no word of a row
    asked = columns_asked(query, known)
    columns = (name, *(known if asked is None else asked))
    of_list = str(mapping.list_line(chosen)["name"]) if chosen else ""
    address = address_of("items:export_mapping", query, ("kind", "system", "side"))
    taking = Taking("mapping", ItemPermission.READ, address, " · ".join(filter(None, (of_list, str(words)))), len(rows))
    return Leaving(taking, f"mapping-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("同源匹配"), columns, _cells(actor, side, rows)))


def _cells(actor: Actor, side: str, rows: list[Any]) -> Iterable[Mapping[str, Cell]]:
    """In the words of the page."""
    if side == "suggested":
        for pair in mapping.pairs(actor, rows):
            item, entry = pair["item"], pair["entry"]
            yield {"name": item.name, "entry": f"{entry.name} {entry.code}", "score": f"{pair['percent']}%"}
        return
    for row in rows:
        matched = "、".join(name for _code, name in row.matches) or (f"{_('不适用')} {row.excluded_because}" if side == "mapped" else "")
        yield {"name": row.name, "code": row.code, "legal_basis": row.legal_basis, "item": matched}


@requires(ItemPermission.READ)
@require_POST
def export_laws(request: HttpRequest) -> HttpResponse:
    """The register. It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving_laws)


@requires(ItemPermission.READ)
@require_POST
def export_mapping(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_mapping)
