"""What the public asks for, answered in one reading of the latest that matches: a county's own name stands in the name of every second
firm.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import QuerySet

from yicha.disclosure.models import Publication
from yicha.disclosure.queries.public import checks, narrowed, public_rows
from yicha.disclosure.types import Asked, Count, FoundResults
from yicha.kernel.searching import spoken_in

Sql: TypeAlias = tuple[str, Sequence[Any]]
KEPT = ("inspection_id", "sid", "outcome", "department", "year", "checked_at")
MOST = 2000  # results that are looked at, the latest: a town's name stands in every tenth one, and nobody turns that many pages
SAMPLE, BROAD = 2000, 90  # what so many of the latest ones hold is found soon enough by reading one after the other
# Rows of (what is counted, its value, number). A check is of one subject, and one department has one result of it.
ANSWER = """
WITH hits AS MATERIALIZED ({hits}),
kept AS MATERIALIZED ({kept}),
checks AS MATERIALIZED (SELECT inspection_id, max(checked_at) AS last, min(sid) AS sid FROM kept GROUP BY inspection_id),
page AS (SELECT inspection_id, last FROM checks ORDER BY last DESC, inspection_id DESC OFFSET %s LIMIT %s)
SELECT 'page', inspection_id::text, row_number() OVER (ORDER BY last DESC, inspection_id DESC) FROM page
UNION ALL SELECT 'rows', '', count(*) FROM kept
UNION ALL SELECT 'checks', '', count(*) FROM checks
UNION ALL SELECT 'subjects', '', count(*) FROM (SELECT DISTINCT sid FROM checks) AS one
"""
FACETS = """
UNION ALL SELECT 'hits', '', count(*) FROM hits
UNION ALL SELECT 'outcome', outcome, count(*) FROM (SELECT DISTINCT outcome, inspection_id FROM hits) AS one GROUP BY outcome
UNION ALL SELECT 'department', department, count(*) FROM hits GROUP BY department
UNION ALL SELECT 'year', year::text, count(*) FROM (SELECT DISTINCT year, inspection_id FROM hits) AS one GROUP BY year
"""


def find(region_path: str, asked: Asked, start: int, most: int, on: date) -> FoundResults:
    """The checks of a question from number `start` on, the newest first. Of a question that finds more than `MOST` results the latest ones
    count, and `more` says so.
    """
    every = public_rows(region_path, on)
    if narrowed(every, asked).query.is_empty():
        return FoundResults(0, 0, ())
    told = _answer(_latest(every, Asked(asked.text)), _latest(every, asked), (start, most), facets=bool(asked.text))
    page = sorted(told["page"], key=lambda one: one.number)
    return FoundResults(
        total=told["checks"][0].number,
        subjects=told["subjects"][0].number,
        results=checks(region_path, [int(one.value) for one in page], on),
        outcomes=_largest_first(told["outcome"]),
        departments=_largest_first(told["department"]),
        years=tuple(sorted(told["year"], key=lambda one: one.value, reverse=True)),
        more=told["rows"][0].number == MOST,
        latest=MOST if any(one.number == MOST for one in told["hits"]) else 0,
    )


def _latest(every: QuerySet[Publication], asked: Asked) -> tuple[str, Sequence[Any]]:
    """PostgreSQL takes the signs of a word to be independent and such words to be rare, so it is told which way is shorter."""
    plain = every.select_related(None).order_by("-published_at")
    found = narrowed(plain, asked)
    if asked.text:
        in_order = narrowed(plain, replace(asked, text="")).filter(spoken_in(asked.text))
        sample = Publication.objects.filter(pk__in=plain.values("pk")[:SAMPLE])
        held = narrowed(sample, replace(asked, text="")).filter(spoken_in(asked.text)).count()
        found = in_order if held >= BROAD else found
    text, values = found[:MOST].values(*KEPT).query.sql_with_params()
    return str(text), list(values)


def _answer(hits: Sql, kept: Sql, place: tuple[int, int], *, facets: bool) -> dict[str, list[Count]]:
    told: dict[str, list[Count]] = defaultdict(list)
    again = "SELECT * FROM hits" if kept == hits else kept[0]
    with connection.cursor() as cursor:
        values = [*hits[1], *([] if kept == hits else kept[1]), *place]
        cursor.execute(ANSWER.format(hits=hits[0], kept=again) + (FACETS if facets else ""), values)
        for what, value, number in cursor.fetchall():
            told[what].append(Count(value, number))
    return told


def _largest_first(counts: list[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda one: (-one.number, one.value)))
