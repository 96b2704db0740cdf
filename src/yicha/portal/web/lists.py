"""What may be checked, and what the adopted plans say will be: by whom, whom, how, how many (R-ITEM-1, R-PLAN-1)."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.kernel.access import public
from yicha.kernel.clock import now
from yicha.planning.queries import MODES, SELECTIONS
from yicha.portal.queries import items as items_of
from yicha.portal.queries import lines as lines_of
from yicha.portal.queries import short_names
from yicha.portal.web.caching import cached
from yicha.portal.web.pages import MINUTES, asked_of

PAGE = 50


@require_safe
@public("what may be checked is public before anybody comes")
@cached(60 * MINUTES)
def items(request: HttpRequest) -> HttpResponse:
    asked, rows = asked_of(request), items_of(now().date())
    departments = sorted({row.department for row in rows})
    found = [row for row in rows if row.holds(asked.text) and asked.department in {"", row.department, *row.partners}]
    return render(request, "portal/items.html", {"asked": asked, "departments": departments, **_page(request, found)})


@require_safe
@public("lines of the adopted plans, without a name of who will be visited")
@cached(60 * MINUTES)
def lines(request: HttpRequest) -> HttpResponse:
    """Of one year: the one asked for, or the latest that was adopted."""
    asked, today = asked_of(request), now().date()
    known, rows = short_names(today), lines_of(today)
    years = sorted({row.year for row in rows}, reverse=True)
    year = asked.year if asked.year in years else max((one for one in years if one <= today.year), default=max(years, default=today.year))
    found = [row for row in rows if row.year == year and asked.department in {"", row.department}]
    departments = [(code, known.get(code, code)) for code in sorted({row.department for row in rows if row.year == year})]
    shown = _page(request, [(row, known.get(row.department, row.department), SELECTIONS[row.selection], MODES[row.mode]) for row in found])
    return render(request, "portal/lines.html", {"asked": asked, "year": year, "years": years, "departments": departments, **shown})


def _page(request: HttpRequest, found: Sequence[Any]) -> dict[str, Any]:
    return {"total": len(found), "page": Paginator(found, PAGE).get_page(request.GET.get("page"))}
