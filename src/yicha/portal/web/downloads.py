"""Open data: every set as CSV and JSON, with its schema, and the catalogue of them all."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.kernel.access import public
from yicha.kernel.clock import now
from yicha.kernel.tables.delimited import guarded
from yicha.portal.queries import region
from yicha.portal.web.caching import cached
from yicha.portal.web.datasets import DATASETS
from yicha.portal.web.fields import Dataset, Row
from yicha.portal.web.kept import versioned
from yicha.portal.web.pages import MINUTES, asked_of

WHY = "what is published is open data"
LICENCE = _("可以自由使用、转载和加工，注明来源和下载日期；不得改变原意")
PLAIN = {"ensure_ascii": False, "indent": 1}


class _Echo:
    """What a csv writer writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/data.html", {"datasets": list(DATASETS.values()), "licence": LICENCE})


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def catalogue(request: HttpRequest) -> HttpResponse:
    """All sets for programs: where each is, what it holds, and on which terms."""
    found = [_entry(request, one) for one in DATASETS.values()]
    return JsonResponse({"licence": str(LICENCE), "datasets": found}, json_dumps_params=PLAIN)


@versioned
@require_safe
@public(WHY)
def as_csv(request: HttpRequest, dataset: str) -> HttpResponseBase:
    one = _of(dataset)
    return _file(_csv(one, _rows(request, one)), "text/csv; charset=utf-8", f"{one.name}.csv")


@versioned
@require_safe
@public(WHY)
def as_json(request: HttpRequest, dataset: str) -> HttpResponseBase:
    one = _of(dataset)
    return _file(_json(_rows(request, one)), "application/json", f"{one.name}.json")


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def schema(request: HttpRequest, dataset: str) -> HttpResponse:
    """JSON Schema of the JSON; the CSV has the same fields as columns."""
    one = _of(dataset)
    properties = {name: field.plain for name, field in one.fields.items()}
    item = {"type": "object", "properties": properties, "required": list(one.fields), "additionalProperties": False}
    told = {"title": one.name, "description": str(one.about), "type": "array", "items": item}
    return JsonResponse({"$schema": "https://json-schema.org/draft/2020-12/schema"} | told, json_dumps_params=PLAIN)


def _of(name: str) -> Dataset:
    if name not in DATASETS:
        raise Http404
    return DATASETS[name]


def _entry(request: HttpRequest, one: Dataset) -> dict[str, Any]:
    places = {kind: request.build_absolute_uri(reverse(f"portal:{kind}", args=[one.name])) for kind in ("csv", "json", "schema")}
    columns = {name: field.plain for name, field in one.fields.items()}
    return {"name": one.name, "title": str(one.title), "description": str(one.about), **places, "columns": columns}


def _rows(request: HttpRequest, one: Dataset) -> Iterable[Row]:
    return one.rows(region(), asked_of(request), now().date())


def _csv(one: Dataset, rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + _line(writer, one.fields)  # spreadsheets guess the encoding by it
    for row in rows:
        yield _line(writer, (guarded(str(cell)) for cell in row.values()))


def _line(writer: Any, cells: Any) -> str:
    return str(writer.writerow(cells))


def _json(rows: Iterable[Row]) -> Iterator[str]:
    yield "["
    for place, row in enumerate(rows):
        yield f"{',' if place else ''}\n{json.dumps(row, ensure_ascii=False)}"
    yield "\n]\n"


def _file(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(lines, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
