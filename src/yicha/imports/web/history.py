"""`/subjects/import/history.xlsx` and its like: what was imported, as it is filtered, in the columns that a person sees."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yicha.imports.queries import register_of
from yicha.imports.types import ImportRow, ImportState, RegisterKind
from yicha.imports.web.pages import COLUMNS, NAME, listed, text_asked
from yicha.kernel.actor import Actor
from yicha.kernel.tables.writing import Cell
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of, people
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked

STATES: Final = {
    ImportState.CONFIRMED: gettext_lazy("已导入"),
    ImportState.UNDONE: gettext_lazy("已撤销"),
    ImportState.PREVIEWED: gettext_lazy("待确认"),
    ImportState.CONFIRMING: gettext_lazy("正在导入"),
    ImportState.UNDOING: gettext_lazy("正在撤销"),
    ImportState.READING: gettext_lazy("正在读"),
    ImportState.UNREADABLE: gettext_lazy("读不了"),
    ImportState.DROPPED: gettext_lazy("已放弃"),
}


@require_POST
def export(request: HttpRequest, kind: RegisterKind) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows, by which filter."""
    query = request.GET.copy()
    query["register"] = kind.value  # the worker knows an export by its address's query alone
    return take_out(request, leaving, query)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    kind = RegisterKind(str(query["register"]))
    rows, chosen = listed(actor, kind, query), columns_asked(query, COLUMNS)
    columns = (NAME, *(COLUMNS if chosen is None else chosen))
    words = " · ".join(filter(None, (str(register_of(kind).title), text_asked(query))))
    address = address_of(f"imports:{kind}_history", query, ("register", "q"))
    names = people(actor, [row.by for row in rows])
    taking = Taking("imports", register_of(kind).permission, address, words, len(rows))
    return Leaving(
        taking, f"imports-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("导入记录"), columns, (cells(row, names) for row in rows))
    )


def cells(row: ImportRow, names: Mapping[str, str]) -> dict[str, Cell]:
    """In the words of the page."""
    return {
        "name": row.name,
        "at": f"{localtime(row.at):%Y-%m-%d %H:%M} {names.get(row.by, row.by)}",
        "new": row.new,
        "changed": row.changed,
        "refused": row.refused,
        "state": str(STATES[row.state]),
    }
