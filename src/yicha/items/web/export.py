"""The list as a file: the columns that a person sees, in his order; or the workbook of items, which can be imported again."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.items.queries import entries_of, listed, narrowed
from yicha.items.types import ItemEntry, ItemPermission, ListedItem
from yicha.items.web.facts import Speaker
from yicha.items.web.lists import COLUMNS, NAME, FilterForm, line
from yicha.items.web.places import place_of
from yicha.items.workbooks import write_items
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.types import RecordRead
from yicha.shell.sheets import saved, write_list
from yicha.shell.sorting import columns_asked, in_order


@requires(ItemPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows: their versions in force, else the latest. It leaves a mark in the trail."""
    actor, at, place = actor_of(request), now(), place_of(request)
    every, speaker = listed(actor, place.path, at.date()), Speaker(place.path, at.date())
    asked = FilterForm(every, speaker, request.GET).asked()
    rows = in_order(narrowed(every, asked), request.GET.get("sort", ""), (NAME, *COLUMNS))
    told = _("导出监管事项 %(count)s 项") % {"count": len(rows)}
    record_read(actor, RecordRead(f"items:{place.path}", told, asked.text or _("全部")), at)
    columns, name = columns_asked(request.GET, COLUMNS), f"items-{at:%Y%m%d}.xlsx"
    if columns is None:
        return saved(name, lambda path: write_items(path, whole(actor, place.path, rows)))
    return saved(name, lambda path: write_list(path, _("监管事项"), (NAME, *columns), (cells(row, speaker) for row in rows)))


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
