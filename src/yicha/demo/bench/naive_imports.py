"""The naive ways to import a register, on a bare copy of its table: no preview, no checks, no repeats, no trail, no undo.

The table has the columns and indexes of the register and no guard. What a subject is found by is not computed either.
"""

import os
import time
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
from django.apps import apps
from django.db import connection, models
from psycopg.conninfo import make_conninfo

from yicha.demo.bench.register import OWNER
from yicha.demo.bench.rows import NAMES
from yicha.demo.county.codes import REGION_PATH as REGION

TABLE = "bench_subject"
MAKE = f"CREATE TABLE {TABLE} (LIKE subjects_subject INCLUDING INDEXES INCLUDING GENERATED)"
GRANT = f"GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE} TO PUBLIC"
REQUIRED = f"SELECT attname FROM pg_attribute WHERE attrelid = '{TABLE}'::regclass AND attnum > 0 AND attnotnull AND attname <> 'sid'"  # noqa: S608 a name of our own
Subject: Any = apps.get_model("subjects", "Subject")  # past the room's door, as the naive way goes


def make_table() -> None:
    with psycopg.connect(make_conninfo(os.environ["DATABASE_URL"], user=OWNER)) as link:
        link.execute(MAKE)
        for (name,) in link.execute(REQUIRED).fetchall():  # what a script does not say, it leaves empty
            link.execute(f"ALTER TABLE {TABLE} ALTER COLUMN {name} DROP NOT NULL")
        link.execute(GRANT)


def row_by_row(path: Path, most: int) -> tuple[int, float]:
    """`get_or_create` for each row, as a tutorial has it. Returns rows and seconds."""
    bare, begun, done = _model(), time.perf_counter(), 0
    for row in islice(_rows(path), most):
        bare.objects.get_or_create(
            sid=row["uscc"], defaults={"region_path": REGION, "enterprise": row["uscc"], **_values(row), "words": ""}
        )
        done += 1
    return done, time.perf_counter() - begun


def executemany(path: Path, most: int) -> tuple[int, float]:
    """Pandas and `executemany`, as a script has it. Returns rows and seconds."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 a name of our own
    begun = time.perf_counter()
    rows = [(row["uscc"], REGION, row["uscc"], *_values(row).values()) for row in islice(_rows(path), most)]
    columns = ("sid", "region_path", "enterprise", *_values(next(_rows(path))))
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} ({', '.join(columns)}, blocked, state, closed_because) VALUES ({places}, '[]', 'active', '')"  # noqa: S608 names of our own
            " ON CONFLICT (sid) DO NOTHING",
            rows,
        )
    return len(rows), time.perf_counter() - begun


def taken_back_row_by_row(path: Path, most: int) -> tuple[int, float]:
    """Each row fetched, compared and deleted, as a tutorial has it; nobody refers to this table, so nobody is asked. Rows and seconds."""
    bare, begun, done = _model(), time.perf_counter(), 0
    for row in islice(_rows(path), most):
        held = bare.objects.get(sid=row["uscc"])
        if all(getattr(held, name) == value for name, value in _values(row).items()):
            held.delete()
            done += 1
    return done, time.perf_counter() - begun


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Whole into memory, as such scripts do."""
    frame = pd.read_excel(path, dtype=str) if path.suffix == ".xlsx" else pd.read_csv(path, dtype=str)
    return iter(frame.rename(columns=NAMES).to_dict("records"))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    values = {name: row[name] for name in ("name", "uscc", "etype", "industry", "scope", "county", "town", "address", "credit_class")}
    return values | {"tags": row["tags"].split(";"), "reg_date": row["reg_date"], "status": row["status"]}


@cache
def _model() -> Any:
    """The register's columns over the bare table."""
    plain = [field for field in Subject._meta.concrete_fields if not field.generated and not field.is_relation]  # noqa: SLF001 documented as public
    meta = type("Meta", (), {"app_label": "bench", "db_table": TABLE, "managed": False})
    return type("BareSubject", (models.Model,), {**{field.name: field.clone() for field in plain}, "Meta": meta, "__module__": __name__})
