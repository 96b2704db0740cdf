"""The list as a file: the columns that a person sees, in his order; or the workbook of items, which can be imported again."""

from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.items.queries import entries_of, listed, narrowed
from yicha.items.types import ItemEntry, ItemPermission, ListedItem
from yicha.items.web.facts import Speaker
from yicha.items.web.lists import COLUMNS, NAME, FilterForm, line
from yicha.items.web.places import place_asked
from yicha.items.workbooks import write_items
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, in_order


@requires(ItemPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows: their versions in force, else the latest. It leaves a mark in the trail: who took how many, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    place = place_asked(actor, query)
    every, speaker = listed(actor, place.path, at.date()), Speaker(place.path, at.date())
    asked = FilterForm(every, speaker, query).asked()
    rows, columns = in_order(narrowed(every, asked), query.get("sort", ""), (NAME, *COLUMNS)), columns_asked(query, COLUMNS)

    def write(path: Path) -> None:
        if columns is None:
            write_items(path, whole(actor, place.path, rows))
        else:
            write_list(path, _("监管事项"), (NAME, *columns), (cells(row, speaker) for row in rows))

    address = address_of("items:export", query, ("region", *FilterForm.base_fields))
    return Leaving(Taking("items", ItemPermission.READ, address, asked.text or _("全部"), len(rows)), f"items-{at:%Y%m%d}.xlsx", write)


def whole(actor: Actor, region_path: str, rows: list[ListedItem]) -> list[ItemEntry]:
    found = {entry.row.code: entry for entry in entries_of(actor, region_path, {row.code: row.version for row in rows})}
    return [found[row.code] for row in rows]


def cells(row: ListedItem, speaker: Speaker) -> dict[str, str | int]:
    """In the words of the page."""
    words = line(row, speaker)
    return {
        "name": row.name,
        "code": row.code,
        "department": "、".join([words["department"], *words["partners"]]),
        "check_class": row.check_class,
        "item_class": str(words["item_class"]),
        "points": row.points,
        "version": _("第%(number)s版") % {"number": row.version},
        "valid_from": row.valid_from.isoformat(),
        "standing": str(words["standing"]),
    }
