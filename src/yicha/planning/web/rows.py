"""Exactly the rows behind a number of the merge board."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import NotFound
from yicha.planning.queries import programme
from yicha.planning.types import BoardAlone, BoardLoss, BoardVisit, PlanningPermission, VisitRow
from yicha.planning.web.board_pages import BoardPage, Filter, codes_of
from yicha.planning.web.boards import board_view
from yicha.planning.web.words import opened_words, reason_words, sentence, week_name
from yicha.shell.numbers import whole

PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    """`href` leads to the visit on the board, if it is there."""

    name: str
    town: str
    week: str
    departments: str
    items: str
    why: str
    href: str


@dataclass(frozen=True)
class Kind:
    title: str | Promise
    rows: Callable[[BoardPage, QueryDict], list[Row]]
    reason: bool


def _before(page: BoardPage, query: QueryDict) -> list[Row]:
    code = query.get("department", "")
    return [_alone(page, one) for one in page.board.alone if code in {"", one.department}]


def _alone(page: BoardPage, one: BoardAlone) -> Row:
    items = "、".join(dict.fromkeys(item.name for item in one.items))
    return Row(one.name, one.town, week_name(page.row.year, one.week), page.title(one.department), items, "", "")


def _doors(page: BoardPage, query: QueryDict) -> list[Row]:
    week = whole(query.get("week", ""), -1)
    return [_visit(page, one) for one in page.shown if week in {-1, one.week}]


def _apart(page: BoardPage, query: QueryDict) -> list[Row]:
    code = query.get("code", "")
    return [_visit(page, one) for one in page.board.visits if one.apart and code in {"", one.apart.code}]


def _visit(page: BoardPage, one: BoardVisit) -> Row:
    items = "、".join(dict.fromkeys(item.name for item in one.items))
    who = "、".join(page.title(code) for code in one.departments)
    href = page.path + Filter(-1, "", "", frozenset(), one.key).address()
    return Row(one.name, one.town, week_name(page.row.year, one.week), who, items, sentence(one.apart) if one.apart else "", href)


def _lost(page: BoardPage, query: QueryDict) -> list[Row]:
    code = query.get("code", "")
    return [_loss(page, one) for one in page.board.losses if code in {"", one.reason.code}]


def _loss(page: BoardPage, one: BoardLoss) -> Row:
    return Row(one.name, one.town, "", page.title(one.item.department), one.item.name, sentence(one.reason), "")


def _opened(page: BoardPage, query: QueryDict) -> list[Row]:
    code = query.get("code", "")
    return [_late(page, one) for one in page.late if code in {"", *codes_of(one)}]


def _late(page: BoardPage, one: VisitRow) -> Row:
    """It is not on the board, which shows what was adopted; it stands in its week of the calendar."""
    who, items = "、".join(map(page.title, one.departments)), "、".join(dict.fromkeys(demand.check_class for demand in one.demands))
    href = f"{reverse('planning:schedule')}?year={page.row.year}&week={one.week}&department="
    return Row(one.name, one.town, week_name(page.row.year, one.week), who, items, "；".join(opened_words(one)), href)


KINDS: Mapping[str, Kind] = {
    "before": Kind(_("合并前的进门"), _before, reason=False),
    "doors": Kind(_("合并后的上门"), _doors, reason=False),
    "apart": Kind(_("没并进去的上门"), _apart, reason=True),
    "lost": Kind(_("没排上的检查"), _lost, reason=True),
    "opened": Kind(_("补入另来的上门"), _opened, reason=True),
}


@requires(PlanningPermission.READ)
@require_GET
def board_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """`?what=before|doors|apart|lost|opened` with the filters of the number."""
    actor, query = actor_of(request), request.GET
    row, kind = programme(actor, pk), KINDS.get(query.get("what", "")) or KINDS["doors"]
    if not row.board:
        raise NotFound("还没有合并结果")
    page = board_view(actor, row, Filter.of(query), now())
    found = kind.rows(page, query)
    shown = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return render(
        request, "planning/rows.html", {"kind": kind, "rows": shown, "row": row, "narrowed": _narrowed(page, query), "total": len(found)}
    )


def _narrowed(page: BoardPage, query: QueryDict) -> list[str]:
    """The filters of the number, in words."""
    week = whole(query.get("week", ""), -1)
    words = [page.title(code) for code in query.getlist("department")]
    code = query.get("code", "")
    words += [reason_words(code)] if code else []
    return [*words, *([page.week_words(week)] if 0 <= week < len(page.year.weeks) else [])]
