"""`/duties/export/`: 分工表 as a file, in the columns that a person sees and in his order."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from yicha.duties.queries import matrix, steps
from yicha.duties.types import DutyPermission, MatrixRow
from yicha.duties.web.duties import NAME, columns_of
from yicha.duties.web.responses import area_asked, names_of
from yicha.duties.web.rows import Names, ShownCell, asked_of, shown_rows
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.clock import now
from yicha.kernel.types import RecordRead
from yicha.shell.sheets import saved, write_list
from yicha.shell.sorting import columns_asked, in_order


@require_POST
@requires(DutyPermission.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail."""
    actor, at = actor_of(request), now()
    area, on = area_asked(request, actor), at.date()
    asked, named = asked_of(request.GET), steps(area, on)
    every = columns_of(named)
    rows = in_order(asked.of(matrix(actor, area, on)), request.GET.get("sort", ""), (NAME, *every))
    told = gettext("导出分工 %(count)s 项") % {"count": len(rows)}
    record_read(actor, RecordRead(f"duties:{area}", told, asked.text or gettext("全部")), at)
    columns = columns_asked(request.GET, every)
    chosen = every if columns is None else columns
    lines = list(cells(rows, list(named), names_of(area, on)))
    return saved(f"duties-{at:%Y%m%d}.xlsx", lambda path: write_list(path, gettext("职责分工"), (NAME, *chosen), lines))


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
