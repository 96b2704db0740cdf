"""A register of any size: the demo county's subjects again and again under new numbers, in a home that is thrown away.

The copies are written by the owner, with the guard off meanwhile: importing a million rows is another measurement.
"""

import os

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

OWNER = "yicha"
TABLE = "subjects_subject"
COUNT = "SELECT count(*) FROM subjects_subject"
AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE"  # no index can be made while foreign keys wait to be checked
TRIGGERS = "SELECT tgname, tgenabled = 'A' FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
OFF = 'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"'
ON = 'ALTER TABLE "{table}" ENABLE {always} TRIGGER "{name}"'
COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisunique AND NOT indisexclusion
"""
COPY = """
INSERT INTO "{table}" ({columns}) SELECT {values} FROM
(SELECT {table}.*, row_number() OVER (ORDER BY sid) AS place FROM "{table}") AS of_county
CROSS JOIN generate_series(1, {rounds}) AS round WHERE of_county.place + (round - 1) * {own} <= {missing}
"""
NUMBER = "'BENCH:' || upper(lpad(to_hex((round - 1) * {own} + place), 16, '0'))"


def grow(subjects: int) -> int:
    """Until there are so many. Returns how many there are."""
    owner = make_conninfo(os.environ["DATABASE_URL"], user=OWNER)
    with psycopg.connect(owner) as link:
        own = int((link.execute(COUNT).fetchone() or (0,))[0])
        missing = max(0, subjects - own)
        if not missing:
            return own
        names = [str(name) for (name,) in link.execute(COLUMNS, [TABLE]).fetchall()]
        number = NUMBER.format(own=own)
        values = {"sid": number, "enterprise": number, "uscc": "''"}
        statement = COPY.format(
            table=TABLE,
            columns=", ".join(names),
            values=", ".join(values.get(name, name) for name in names),
            rounds=-(-missing // own),
            own=own,
            missing=missing,
        )
        fill(link, TABLE, statement)
    with psycopg.connect(owner, autocommit=True) as link:
        link.execute(f'VACUUM ANALYZE "{TABLE}"')
    return own + missing


def fill(link: psycopg.Connection, table: str, statement: str) -> None:
    """Past the guard and what else watches each row, and with the indexes made anew afterwards: they would take most of the time."""
    watching = link.execute(TRIGGERS, [table]).fetchall()
    indexes = link.execute(INDEXES, [table]).fetchall()
    dropped = [f"DROP INDEX {name}" for name, _ in indexes]
    made = [str(definition) for _, definition in indexes]
    off = [OFF.format(table=table, name=name) for name, _ in watching]
    on = [ON.format(table=table, name=name, always="ALWAYS" if always else "") for name, always in watching]
    for step in (AT_ONCE, *off, *dropped, statement, *made, *on):
        link.execute(sql.SQL(step))
