"""立改废释, 同源匹配, 要素, 主项 and what waits for review as files, in the columns that a person sees and in his order."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yicha.items.queries import coverage, law_changes, open_proposals
from yicha.items.types import ItemPermission, ItemVersion
from yicha.items.web import laws, mapping, proposing, quality, reviewing
from yicha.items.web.facts import Speaker
from yicha.items.web.places import place_asked
from yicha.items.web.words import KINDS_OF_CHANGE
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


PROPOSAL = Column("name", gettext_lazy("事项"))
PROPOSALS = (
    Column("code", gettext_lazy("编码")),
    Column("department", gettext_lazy("部门")),
    Column("change", gettext_lazy("改了什么")),
    Column("version", gettext_lazy("版本"), number=True),
    Column("valid_from", gettext_lazy("生效日期")),
)


def leaving_elements(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for: the items of one list that owe elements."""
    speaker, every = quality.checked(actor, place_asked(actor, query), at)
    rows, chosen = quality.narrowed(every, speaker, query), columns_asked(query, quality.COLUMNS)
    columns = (quality.NAME, *(quality.COLUMNS if chosen is None else chosen))
    address = address_of("items:export_elements", query, ("region", "what", "department"))
    taking = Taking("elements", ItemPermission.READ, address, _("要素"), len(rows))
    return Leaving(taking, f"elements-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("要素"), columns, map(quality.cells, rows)))


def leaving_mains(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """Of the own department."""
    rows, chosen = proposing.own_mains(actor, query), columns_asked(query, proposing.MAIN_COLUMNS)
    columns = (proposing.MAIN_NAME, *(proposing.MAIN_COLUMNS if chosen is None else chosen))
    taking = Taking("mains", ItemPermission.PROPOSE, address_of("items:export_mains", query, ()), _("全部"), len(rows))
    cells = ({**vars(row), "active": _("有效") if row.active else _("无效")} for row in rows)
    return Leaving(taking, f"mains-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("主项"), columns, cells))


def leaving_proposals(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """All that waits for the joint review."""
    rows, speaker = open_proposals(actor, actor.region), Speaker(actor.region, at.date())
    taking = Taking("proposals", ItemPermission.READ, address_of("items:export_proposals", query, ()), _("待审核"), len(rows))
    cells = (_proposal(one, speaker) for one in rows)
    return Leaving(taking, f"proposals-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("待审核"), (PROPOSAL, *PROPOSALS), cells))


def _proposal(one: ItemVersion, speaker: Speaker) -> Mapping[str, Cell]:
    row = one.row
    return {
        "name": row.name,
        "code": row.code,
        "department": speaker.short.get(row.department, row.department),
        "change": str(KINDS_OF_CHANGE[reviewing.kind_of(one)]),
        "version": one.version,
        "valid_from": row.valid_from.isoformat(),
    }


@requires(ItemPermission.READ)
@require_POST
def export_elements(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_elements)


@requires(ItemPermission.PROPOSE)
@require_POST
def export_mains(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_mains)


@requires(*reviewing.READERS)
@require_POST
def export_proposals(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_proposals)


@requires(ItemPermission.READ)
@require_POST
def export_laws(request: HttpRequest) -> HttpResponse:
    """The register. It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving_laws)


@requires(ItemPermission.READ)
@require_POST
def export_mapping(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_mapping)
