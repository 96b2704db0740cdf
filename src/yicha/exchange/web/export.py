"""The board and the worklist as files, in the columns that a person sees and in his order."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.exchange.types import ExchangePermission
from yicha.exchange.web import board, differences
from yicha.exchange.web.words import names_of
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked


def leaving_records(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    found, chosen = board.found_records(actor, query), columns_asked(query, board.COLUMNS)
    columns, names = (board.NAME, *(board.COLUMNS if chosen is None else chosen)), names_of(actor, at.date())
    address = address_of("exchange:export_records", query, ("status", "department", "q"))
    taking = Taking("records", ExchangePermission.READ, address, board.words_of(query, names), len(found))
    title = _("上报的监管行为")
    return Leaving(
        taking,
        f"records-{at:%Y%m%d}.xlsx",
        lambda path: write_list(path, title, columns, (board.cells(row, names) for row in found[: taking.rows])),
    )


def leaving_differences(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    found, chosen = differences.found_differences(actor, query), columns_asked(query, differences.COLUMNS)
    columns, names = (differences.NAME, *(differences.COLUMNS if chosen is None else chosen)), names_of(actor, at.date())
    address = address_of("exchange:export_differences", query, ("status", "department"))
    taking = Taking("differences", ExchangePermission.READ, address, differences.words_of(query, names), len(found))
    title = _("多源比对")
    return Leaving(
        taking,
        f"differences-{at:%Y%m%d}.xlsx",
        lambda path: write_list(path, title, columns, (differences.cells(row, names) for row in found[: taking.rows])),
    )


@require_POST
@requires(ExchangePermission.READ)
def export_records(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many, by which filter."""
    return take_out(request, leaving_records)


@require_POST
@requires(ExchangePermission.READ)
def export_differences(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_differences)
