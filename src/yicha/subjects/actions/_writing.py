"""How many rows at once come into the table: new ones by COPY, changed ones by one statement."""

import json
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from psycopg.types.json import Jsonb

from yicha.engines.search import vector_of
from yicha.subjects.models import Subject
from yicha.subjects.types import SubjectRow

if TYPE_CHECKING:
    from django.db.models import Field

COLUMNS = [field.name for field in fields(SubjectRow) if field.name != "sid"]
WRITTEN = [*COLUMNS, "enterprise", "words"]


def values_of(row: SubjectRow) -> dict[str, Any]:
    """The columns of the table that a row of the register says."""
    values = {name: getattr(row, name) for name in COLUMNS}
    return values | {"enterprise": row.enterprise, "tags": list(row.tags), "blocked": [list(period) for period in row.blocked]}


def words_of(row: SubjectRow) -> str:
    return vector_of([row.name], [row.uscc, row.sid])


def insert(rows: Sequence[SubjectRow], region_path: str) -> None:
    """Rows that the register does not hold. Columns that a row does not say get the model's defaults."""
    table, named = _columns()
    columns = ", ".join(f"{field.column}" for field, _ in named)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            said = values_of(row) | {"sid": row.sid, "region_path": region_path, "words": words_of(row)}
            said["blocked"] = Jsonb(said["blocked"])
            copy.write_row([said.get(field.name, default) for field, default in named])


@cache
def _columns() -> "tuple[str, list[tuple[Field[Any, Any], Any]]]":
    meta = Subject._meta  # noqa: SLF001 documented as public
    return meta.db_table, [
        (field, field.get_db_prep_save(field.get_default(), connection)) for field in meta.concrete_fields if not field.generated
    ]


def update(rows: Sequence[SubjectRow]) -> None:
    """Rows that the register holds, all at once."""
    if not rows:
        return
    table = Subject._meta.db_table  # noqa: SLF001 documented as public
    said = [{**values_of(row), "sid": row.sid, "words": words_of(row)} for row in rows]
    assigned = ", ".join(f"{name} = said.{name}" for name in WRITTEN if name != "enterprise")
    # What was merged into another registration counts with that one, whatever its own row says.
    counted = f"enterprise = CASE WHEN {table}.merged_into_id IS NULL THEN said.enterprise ELSE {table}.enterprise END"
    given = f"jsonb_populate_recordset(NULL::{table}, %s) AS said"
    statement = f"UPDATE {table} SET {assigned}, {counted} FROM {given} WHERE {table}.sid = said.sid"  # noqa: S608 names of columns
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(said, ensure_ascii=False)])
