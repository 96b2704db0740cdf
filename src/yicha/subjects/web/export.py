"""The list as a file: the columns that a person sees, in his order; or the register's workbook, which can be imported again."""

from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, order_asked
from yicha.subjects.queries import listing, selected, total
from yicha.subjects.types import ListedSubject, SubjectFilter, SubjectPermission
from yicha.subjects.web.lists import COLUMNS, FILTERS, NAME, FilterForm
from yicha.subjects.workbooks import write_subjects


@requires(SubjectPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many rows, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    asked, order, columns = FilterForm(actor, at.date(), query).asked(), order_asked(query, (NAME, *COLUMNS)), columns_asked(query, COLUMNS)
    rows = total(actor, asked, norms_in_force(actor.region, at.date()).whole(NormCode.EXPORT_JOB_ROWS_MAX)).number

    def write(path: Path) -> None:
        if columns is None:
            write_subjects(path, selected(actor, asked, rows, order))
        else:
            lines = listing(actor, asked, 0, rows, few=True, order=order)
            write_list(path, _("监管对象"), (NAME, *columns), map(cells, lines))

    taking = Taking("subjects", SubjectPermission.READ, address_of("subjects:export", query, FILTERS), words_of(asked), rows)
    return Leaving(taking, f"subjects-{at:%Y%m%d}.xlsx", write)


def words_of(asked: SubjectFilter) -> str:
    return " · ".join(filter(None, (asked.text, asked.town, asked.industry, asked.credit_class, asked.kind, asked.tag))) or _("全部")


def cells(row: ListedSubject) -> dict[str, str]:
    """In the words of the page."""
    return {
        "name": row.name,
        "uscc": row.uscc,
        "kind": str(row.kind_name),
        "industry": row.industry,
        "town": row.town,
        "address": row.address,
        "credit_class": row.credit_class,
    }
