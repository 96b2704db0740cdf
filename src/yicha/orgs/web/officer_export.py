"""The officers as a file: the columns that a person sees, in his order; or the register's workbook, which can be imported again."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import asking_first, officer_lines, officer_rows, release_of
from yicha.orgs.types import OfficerFilter, OfficerLine, OfficerRow, OrgPermission, TakeExport, Taking
from yicha.orgs.web.officer_forms import STANDINGS, OfficerFilterForm
from yicha.orgs.web.officers import COLUMNS, NAME, department_names
from yicha.orgs.workbooks import write_officers
from yicha.shell.sheets import saved, write_list
from yicha.shell.sorting import columns_asked, in_order


@requires(OrgPermission.EXPORT)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail."""
    actor, at, names = actor_of(request), now(), department_names(request)
    asked = OfficerFilterForm(list(names.items()), request.GET).asked()
    lines = in_order(officer_lines(actor, asked, at.date()), request.GET.get("sort", ""), (NAME, *COLUMNS))
    taking, release = _taking(request, asked, len(lines)), release_of(request.POST)
    if ask := asking_first(actor, taking, release, at):
        return redirect(ask)
    take_export(actor, TakeExport(taking, release), at)
    columns, name = columns_asked(request.GET, COLUMNS), f"officers-{at:%Y%m%d}.xlsx"
    if columns is None:
        rows = _whole(lines, officer_rows(actor, asked, at.date()))
        return saved(name, lambda path: write_officers(path, rows))
    return saved(name, lambda path: write_list(path, _("执法人员"), (NAME, *columns), (cells(line, names) for line in lines)))


def _taking(request: HttpRequest, asked: OfficerFilter, rows: int) -> Taking:
    said = {"q": asked.text} | {name: value for name, value in vars(asked).items() if name != "text"}
    said |= {name: request.GET[name] for name in ("sort", "columns") if name in request.GET}
    words = " · ".join(filter(None, vars(asked).values())) or _("全部")
    return Taking("officers", OrgPermission.READ, f"{reverse('orgs:export_officers')}?{urlencode(said)}", words, rows)


def _whole(lines: list[OfficerLine], rows: Iterable[OfficerRow]) -> list[OfficerRow]:
    """In the order of the list."""
    found = {row.cert_no: row for row in rows}
    return [found[line.cert_no] for line in lines]


def cells(line: OfficerLine, names: dict[str, str]) -> dict[str, str]:
    """In the words of the page."""
    return {
        "name": line.name,
        "cert_no": line.cert_no,
        "department": names.get(line.department, line.department),
        "standing": str(dict(STANDINGS)[line.standing]),
        "valid_to": line.valid_to.isoformat() if line.valid_to else _("长期"),
        "skills": "、".join(line.skills),
        "has_account": _("有") if line.has_account else _("没有"),
    }
