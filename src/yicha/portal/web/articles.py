"""工作动态 and 曝光台: what departments tell everybody, with all versions of it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.disclosure.queries import public_article, public_articles, public_picture, quotas
from yicha.disclosure.types import Column
from yicha.kernel.access import public
from yicha.kernel.archive import content_of
from yicha.kernel.clock import now
from yicha.portal.queries import region, short_names
from yicha.portal.web.kept import versioned
from yicha.portal.web.pages import PAGE

WHY = "what departments publish is for everybody"


@versioned
@require_safe
@public(WHY)
def news(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/articles.html", _listed(request, Column.WORK_NEWS))


@versioned
@require_safe
@public(WHY)
def exposure(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/articles.html", _listed(request, Column.EXPOSURE_BOARD))


def _listed(request: HttpRequest, column: Column) -> dict[str, Any]:
    today = now().date()
    known = short_names(today)
    page = Paginator(public_articles(region(), column, today), PAGE).get_page(request.GET.get("page"))
    rows = [(row, known.get(row.department, row.department)) for row in page]
    said = next(one.because for one in quotas(region(), today) if one.column is column)
    return {"column": column.value, "page": page, "rows": rows, "said": said, "month": today}


@versioned
@require_safe
@public(WHY)
def article(request: HttpRequest, number: str) -> HttpResponse:
    """What was withdrawn, is over, or rests on a result that is withdrawn, is not there; nor are its former versions."""
    today = now().date()
    row = public_article(region(), number.replace("\0", ""), today)
    return render(request, "portal/article.html", {"row": row, "department": short_names(today).get(row.department, row.department)})


@versioned
@require_safe
@public(WHY)
def picture(_: HttpRequest, number: str, place: int) -> HttpResponse:
    """The copy that two persons answer for; it goes with its article, and by itself as soon as one of them takes it back."""
    return HttpResponse(content_of(public_picture(region(), number.replace("\0", ""), place, now().date())), content_type="image/jpeg")
