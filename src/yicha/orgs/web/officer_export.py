"""The officers as a file: the columns that a person sees, in his order; or the register's workbook, which can be imported again."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of, officer_lines, officer_rows
from yicha.orgs.types import Leaving, OfficerLine, OfficerRow, OrgPermission, Taking
from yicha.orgs.web.officer_forms import STANDINGS, OfficerFilterForm
from yicha.orgs.web.officers import COLUMNS, NAME, department_names
from yicha.orgs.workbooks import write_officers
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, in_order


@requires(OrgPermission.EXPORT)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many rows, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    names = department_names(actor, at.date())
    asked = OfficerFilterForm(list(names.items()), query).asked()
    lines = in_order(officer_lines(actor, asked, at.date()), query.get("sort", ""), (NAME, *COLUMNS))
    columns = columns_asked(query, COLUMNS)

    def write(path: Path) -> None:
        if columns is None:
            write_officers(path, _whole(lines, officer_rows(actor, asked, at.date())))
        else:
            write_list(path, _("执法人员"), (NAME, *columns), (cells(line, names) for line in lines))

    address = address_of("orgs:export_officers", query, ("q", "department", "standing", "account", "skill"))
    words = " · ".join(filter(None, vars(asked).values())) or _("全部")
    return Leaving(Taking("officers", OrgPermission.READ, address, words, len(lines)), f"officers-{at:%Y%m%d}.xlsx", write)


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
