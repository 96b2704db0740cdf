"""Open data: all that is published, as CSV and JSON, with their schema."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.disclosure.queries import all_published, ground_words, outcome_words
from yicha.disclosure.types import PublicationRow
from yicha.kernel.access import public
from yicha.kernel.clock import now
from yicha.kernel.tables.delimited import guarded
from yicha.portal.queries import names, region
from yicha.portal.web.caching import cached
from yicha.portal.web.pages import MINUTES, asked_of

WHY = "published results are open data"
# name → (what it says, type): the columns of the CSV and the keys of the JSON, in this order
FIELDS = {
    "inspection": (_("检查编号"), "string"),
    "name": (_("企业名称"), "string"),
    "uscc": (_("统一社会信用代码，没有的为空"), "string"),
    "sid": (_("主体编号"), "string"),
    "department": (_("公示部门"), "string"),
    "lead": (_("牵头部门"), "string"),
    "checked_on": (_("检查日期"), "date"),
    "items": (_("检查事项，多项用 ； 隔开"), "string"),
    "basis": (_("依据，多项用 ； 隔开"), "string"),
    "outcome": (_("结果代码"), "string"),
    "outcome_words": (_("结果"), "string"),
    "ground": (_("由来"), "string"),
    "draw": (_("抽取编号，不是抽出的为空"), "string"),
    "published_at": (_("公示时间"), "date-time"),
}


class _Echo:
    """What a csv writer writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/data.html", {"fields": [(name, words, kind) for name, (words, kind) in FIELDS.items()]})


@require_safe
@public(WHY)
@cached(5 * MINUTES)
def as_csv(request: HttpRequest) -> HttpResponseBase:
    return _file(_csv(request), "text/csv; charset=utf-8", "results.csv")


@require_safe
@public(WHY)
@cached(5 * MINUTES)
def as_json(request: HttpRequest) -> HttpResponseBase:
    return _file(_json(request), "application/json", "results.json")


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def schema(request: HttpRequest) -> HttpResponse:
    """JSON Schema of results.json; the CSV has the same fields as columns."""
    properties = {
        name: {"type": "string", "description": str(words), **({} if kind == "string" else {"format": kind})}
        for name, (words, kind) in FIELDS.items()
    }
    item = {"type": "object", "properties": properties, "required": list(FIELDS), "additionalProperties": False}
    return JsonResponse(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "results", "type": "array", "items": item},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def _rows(request: HttpRequest) -> Iterator[dict[str, str]]:
    known = names(now().date())
    return (_row(row, known) for row in all_published(region(), asked_of(request)))


def _row(row: PublicationRow, known: dict[str, str]) -> dict[str, str]:
    return {
        "inspection": row.inspection,
        "name": row.name,
        "uscc": row.uscc,
        "sid": row.sid,
        "department": known.get(row.department, row.department),
        "lead": known.get(row.lead, row.lead),
        "checked_on": localtime(row.checked_at).date().isoformat(),
        "items": "；".join(item.name for item in row.items),
        "basis": "；".join(dict.fromkeys(item.basis for item in row.items)),
        "outcome": row.outcome,
        "outcome_words": outcome_words(row.outcome),
        "ground": ground_words(row.ground),
        "draw": row.draw,
        "published_at": localtime(row.published_at).isoformat(timespec="seconds") if row.published_at else "",
    }


def _csv(request: HttpRequest) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + _line(writer, FIELDS)  # spreadsheets guess the encoding by it
    for row in _rows(request):
        yield _line(writer, map(guarded, row.values()))


def _line(writer: Any, cells: Any) -> str:
    return str(writer.writerow(cells))


def _json(request: HttpRequest) -> Iterator[str]:
    yield "["
    for place, row in enumerate(_rows(request)):
        yield f"{',' if place else ''}\n{json.dumps(row, ensure_ascii=False)}"
    yield "\n]\n"


def _file(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(lines, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
