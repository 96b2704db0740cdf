"""`/duties/export/`: 分工表 as a file, in the columns that a person sees and in his order."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from yicha.duties.queries import matrix, names_of, steps
from yicha.duties.types import DutyPermission, MatrixRow
from yicha.duties.web.duties import NAME, columns_of
from yicha.duties.web.responses import area_asked
from yicha.duties.web.rows import Names, ShownCell, asked_of, shown_rows
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, in_order


@require_POST
@requires(DutyPermission.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    area, on = area_asked(query, actor), at.date()
    named, asked = steps(area, on), asked_of(query)
    others = columns_of(named)
    rows = in_order(asked.of(matrix(actor, area, on)), query.get("sort", ""), (NAME, *others))
    chosen = columns_asked(query, others)

    def write(path: Path) -> None:
        shown = cells(rows, list(named), names_of(area, on))
        write_list(path, gettext("职责分工"), (NAME, *(others if chosen is None else chosen)), shown)

    address = address_of("duties:export", query, ("area", "find", "department", "q"))
    words = " · ".join(filter(None, vars(asked).values())) or gettext("全部")
    return Leaving(Taking("duties", DutyPermission.READ, address, words, len(rows)), f"duties-{at:%Y%m%d}.xlsx", write)


def cells(rows: list[MatrixRow], named: list[str], names: Names) -> Iterator[dict[str, str]]:
    """In the words of the page."""
    for row, _department, overlap, by_step in shown_rows(rows, names):
        crossed = f"{row.check_class}、{gettext('交叉')}" if overlap else row.check_class
        yield {"name": f"{row.name} {row.item}", "check_class": crossed} | dict(zip(named, map(_words, by_step), strict=True))


def _words(cell: ShownCell) -> str:
    lead = gettext("无主") if cell.unowned else cell.lead
    disputed = [gettext("争议中")] if cell.disputed else []
    helpers = [gettext("配合 %(names)s") % {"names": cell.assisting}] if cell.assisting else []
    return "、".join([lead, *disputed, *helpers])
