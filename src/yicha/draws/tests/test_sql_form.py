"""The SQL of the specification, run as it stands there: both databases draw what the engine draws."""

import re
from pathlib import Path

import pytest
from django.db import connection

from yicha.engines.draw import SHA256
from yicha.engines.draw.ceremony import select_lines
from yicha.engines.draw.columns import subjects_of
from yicha.engines.draw.tests.making import made_up
from yicha.engines.draw.types import Cell, Line, Stratum, Subject

PAGE = (Path(__file__).parents[4] / "docs/vdr1.md").read_text(encoding="utf-8")
POSTGRESQL, DUCKDB = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
KEY = bytes(range(100, 132))
TABLES = (
    "CREATE TEMP TABLE eligible (line integer, sid text, stratum text)",
    "CREATE TEMP TABLE strata (line integer, stratum text, num bigint, den bigint, min_count bigint, max_count bigint)",
)
LINES = (
    Line("L0", (Stratum("A", 2, 100), Stratum("B", 10, 100, 3), Stratum("C", 1, 2, 0, 7), Stratum("D", 1, 1))),
    Line("L1", (Stratum("*", 1, 7),)),
    Line("L2", (Stratum("A", 0, 1, 2), Stratum("B", 0, 1), Stratum("C", 1, 3), Stratum("D", 1, 1, 0, 0))),
)
Row = tuple[int, str, str]


def subjects(seed: int) -> list[Subject]:
    rnd, found = made_up(seed), []
    for number in range(400):
        risk = rnd.choice("ABCD")
        cells = {
            place: Cell(excluded="x") if rnd.random() < 0.2 else Cell("*" if place == 1 else risk)
            for place in range(3)
            if rnd.random() < 0.8
        }
        found.append(Subject(f"S{number:04d}", cells))
    return found


def engine(drawn_from: list[Subject]) -> list[Row]:
    chosen = select_lines(SHA256, KEY, LINES, subjects_of(drawn_from))
    return sorted((number, f"{one.member.ticket:064x}", one.member.sid) for number, line in enumerate(chosen) for one in line.choices)


def rows(drawn_from: list[Subject]) -> tuple[list[Row], list[tuple[int, str, int, int, int, int | None]]]:
    eligible = [(line, one.sid, cell.stratum) for one in drawn_from for line, cell in one.cells.items() if not cell.excluded]
    return eligible, [(number, *stratum) for number, line in enumerate(LINES) for stratum in line.strata]


def asked(query: str) -> str:
    return query.replace("{K}", KEY.hex())


def in_order(found: list[tuple[int, str, str]]) -> list[Row]:
    return [(line, ticket, sid) for line, sid, ticket in found]


@pytest.mark.parametrize("seed", range(3))
def test_duckdb_draws_what_the_engine_draws(seed: int) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is an auditor's tool and no dependency: pip install duckdb")
    pool = subjects(seed)
    with duckdb.connect() as base:
        for table in TABLES:
            base.execute(table)
        eligible, strata = rows(pool)
        base.executemany("INSERT INTO eligible VALUES (?, ?, ?)", eligible)
        base.executemany("INSERT INTO strata VALUES (?, ?, ?, ?, ?, ?)", strata)
        assert in_order(base.execute(asked(DUCKDB)).fetchall()) == engine(pool)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_postgresql_draws_what_the_engine_draws(seed: int) -> None:
    pool = subjects(seed)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(table)
        eligible, strata = rows(pool)
        cursor.executemany("INSERT INTO eligible VALUES (%s, %s, %s)", eligible)
        cursor.executemany("INSERT INTO strata VALUES (%s, %s, %s, %s, %s, %s)", strata)
        cursor.execute(asked(POSTGRESQL))
        assert in_order(cursor.fetchall()) == engine(pool)
