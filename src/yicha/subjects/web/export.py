"""The list as a file: the columns that a person sees, in his order; or the register's workbook, which can be imported again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import asking_first, release_of
from yicha.orgs.types import TakeExport, Taking
from yicha.shell.sheets import saved, write_list
from yicha.shell.sorting import columns_asked, order_asked
from yicha.shell.types import Column
from yicha.subjects.queries import listing, selected
from yicha.subjects.types import ListedSubject, SubjectFilter, SubjectPermission
from yicha.subjects.web.lists import COLUMNS, NAME, FilterForm
from yicha.subjects.workbooks import write_subjects


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. `columns` None: the workbook."""

    asked: SubjectFilter
    order: str
    columns: tuple[Column, ...] | None

    @property
    def address(self) -> str:
        said = {
            "q": self.asked.text,
            "town": self.asked.town,
            "industry": self.asked.industry,
            "credit_class": self.asked.credit_class,
            "kind": self.asked.kind,
            "tag": self.asked.tag,
            "sort": self.order,
        }
        kept = {} if self.columns is None else {"columns": ",".join(column.key for column in self.columns)}
        return f"{reverse('subjects:export')}?{urlencode({name: value for name, value in said.items() if value} | kept)}"

    @property
    def words(self) -> str:
        asked = self.asked
        return " · ".join(filter(None, (asked.text, asked.town, asked.industry, asked.credit_class, asked.kind, asked.tag))) or _("全部")


def wanted(request: HttpRequest, actor: Actor, on: date) -> Wanted:
    form = FilterForm(actor, request.GET)
    return Wanted(form.asked(on), order_asked(request.GET, (NAME, *COLUMNS)), columns_asked(request.GET, COLUMNS))


@requires(SubjectPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many rows, by which filter."""
    actor, at = actor_of(request), now()
    want = wanted(request, actor, at.date())
    count, write = file_of(actor, want, at.date())
    release = release_of(request.POST)
    taking = Taking("subjects", SubjectPermission.READ, want.address, want.words, count)
    if ask := asking_first(actor, taking, release, at):
        return redirect(ask)
    take_export(actor, TakeExport(taking, release), at)
    return saved(f"subjects-{at:%Y%m%d}.xlsx", write)


def file_of(actor: Actor, want: Wanted, on: date) -> tuple[int, Callable[[Path], None]]:
    """How many rows leave, and what writes them."""
    most = norms_in_force(actor.region, on).whole(NormCode.EXPORT_DIRECT_ROWS_MAX)
    columns = want.columns
    if columns is None:
        whole = selected(actor, want.asked, most + 1, want.order)
        require_few_enough(len(whole), most)
        return len(whole), lambda path: write_subjects(path, whole)
    rows = listing(actor, want.asked, 0, most + 1, few=True, order=want.order)
    require_few_enough(len(rows), most)
    return len(rows), lambda path: write_list(path, _("监管对象"), (NAME, *columns), map(cells, rows))


def require_few_enough(rows: int, most: int) -> None:
    if rows > most:
        raise RuleBroken(_("一次最多导出 %(most)s 行") % {"most": most}, exits=(Exit(_("先筛选，再导出")),))


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
