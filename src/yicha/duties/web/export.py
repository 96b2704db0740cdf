"""`/duties/export/`: 分工表 as a file, in the columns that a person sees and in his order."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from yicha.duties.queries import matrix, steps
from yicha.duties.types import DutyPermission, MatrixRow
from yicha.duties.web.duties import NAME, columns_of
from yicha.duties.web.responses import area_asked, names_of, today
from yicha.duties.web.rows import Names, ShownCell, asked_of, shown_rows
from yicha.kernel.access import actor_of, requires
from yicha.shell.sheets import taken_out
from yicha.shell.sorting import in_order


@require_POST
@requires(DutyPermission.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows."""
    actor, on = actor_of(request), today()
    area = area_asked(request, actor)
    named = steps(area, on)
    columns = (NAME, *columns_of(named))
    rows = in_order(asked_of(request.GET).of(matrix(actor, area, on)), request.GET.get("sort", ""), columns)
    return taken_out(request, f"duties:{area}", gettext("职责分工"), columns, list(cells(rows, list(named), names_of(area, on))))


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
