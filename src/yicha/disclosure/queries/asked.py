"""What the public asks for, answered in one reading of what matches: a county's own name stands in the name of every second firm."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from yicha.disclosure.models import Publication
from yicha.disclosure.queries.public import checks, narrowed, public_rows
from yicha.disclosure.types import Asked, Count, FoundResults

KEPT = ("inspection_id", "sid", "outcome", "department", "year", "checked_at")
# Rows of (what is counted, its value, number). A check is of one subject, and one department has one result of it.
ANSWER = """
WITH hits AS MATERIALIZED ({hits}),
checks AS MATERIALIZED (
    SELECT inspection_id, max(checked_at) AS last, min(sid) AS sid FROM hits
    WHERE %s IN ('', outcome) AND %s IN ('', department) AND %s IN (0, year) GROUP BY inspection_id
),
page AS (SELECT inspection_id, last FROM checks ORDER BY last DESC, inspection_id DESC OFFSET %s LIMIT %s)
SELECT 'page', inspection_id::text, row_number() OVER (ORDER BY last DESC, inspection_id DESC) FROM page
UNION ALL SELECT 'checks', '', count(*) FROM checks
UNION ALL SELECT 'subjects', '', count(*) FROM (SELECT DISTINCT sid FROM checks) AS one
"""
FACETS = """
UNION ALL SELECT 'outcome', outcome, count(*) FROM (SELECT DISTINCT outcome, inspection_id FROM hits) AS one GROUP BY outcome
UNION ALL SELECT 'department', department, count(*) FROM hits GROUP BY department
UNION ALL SELECT 'year', year::text, count(*) FROM (SELECT DISTINCT year, inspection_id FROM hits) AS one GROUP BY year
"""


def find(region_path: str, asked: Asked, start: int, most: int, on: date) -> FoundResults:
    """The checks of a question from number `start` on, the newest first."""
    hits = narrowed(public_rows(region_path, on), Asked(asked.text)).select_related(None)
    if hits.query.is_empty():
        return FoundResults(0, 0, ())
    told = _answer(hits, asked, start, most)
    page = sorted(told["page"], key=lambda one: one.number)
    return FoundResults(
        total=told["checks"][0].number,
        subjects=told["subjects"][0].number,
        results=checks(region_path, [int(one.value) for one in page], on),
        outcomes=_largest_first(told["outcome"]),
        departments=_largest_first(told["department"]),
        years=tuple(sorted(told["year"], key=lambda one: one.value, reverse=True)),
    )


def _answer(hits: QuerySet[Publication], asked: Asked, start: int, most: int) -> dict[str, list[Count]]:
    text, values = hits.values(*KEPT).query.sql_with_params()
    asks: list[Any] = [*values, asked.outcome, asked.department, asked.year, start, most]
    told: dict[str, list[Count]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(ANSWER.format(hits=text) + (FACETS if asked.text else ""), asks)
        for what, value, number in cursor.fetchall():
            told[what].append(Count(value, number))
    return told


def _largest_first(counts: list[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda one: (-one.number, one.value)))
