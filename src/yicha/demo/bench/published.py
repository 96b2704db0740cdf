"""Published results of any number, in a home that is thrown away: one that really came about, again and again, each of another subject."""

import os

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from yicha.demo.bench.register import COLUMNS, OFF, ON, OWNER

INSPECTION, PUBLICATION = "inspections_inspection", "disclosure_publication"
PATTERN = "SELECT id, inspection_id FROM disclosure_publication WHERE status = 'published' ORDER BY id LIMIT 1"
SUBJECTS = "(SELECT sid, name, uscc, words, row_number() OVER (ORDER BY sid) AS place FROM subjects_subject LIMIT {most})"
COPY = """
INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE
SELECT {values} FROM "{table}" AS pattern CROSS JOIN {subjects} AS one WHERE pattern.id = {of}
"""
KEY = "(1000000 + one.place)"
OF_AN_INSPECTION = {
    "id": KEY,
    "visit_id": KEY,
    "number": "'BENCH-' || one.place",
    "code": "'BENCH' || one.place",
    "enterprise_digest": "''",
    "enterprise_until": "NULL",
}
OF_A_PUBLICATION = {"id": KEY, "inspection_id": KEY, **{name: f"one.{name}" for name in ("sid", "name", "uscc", "words")}}


def publish_for(subjects: int) -> int:
    """One result more for each of so many subjects of the register. Returns how many are out."""
    owner = make_conninfo(os.environ["DATABASE_URL"], user=OWNER)
    with psycopg.connect(owner) as link:
        publication, inspection = link.execute(PATTERN).fetchone() or (0, 0)
        link.execute("SET LOCAL session_replication_role = replica")  # the copies have no visit behind them
        _copy(link, INSPECTION, OF_AN_INSPECTION, inspection, subjects)
        _copy(link, PUBLICATION, OF_A_PUBLICATION, publication, subjects)
    with psycopg.connect(owner, autocommit=True) as link:
        link.execute(f'VACUUM ANALYZE "{INSPECTION}", "{PUBLICATION}"')
        [out] = link.execute("SELECT count(*) FROM disclosure_publication WHERE status = 'published'").fetchone() or (0,)
        return int(out)


def _copy(link: psycopg.Connection, table: str, values: dict[str, str], of: int, most: int) -> None:
    names = [str(name) for (name,) in link.execute(COLUMNS, [table]).fetchall()]
    statement = COPY.format(
        table=table,
        columns=", ".join(names),
        values=", ".join(values.get(name, f"pattern.{name}") for name in names),
        subjects=SUBJECTS.format(most=most),
        of=of,
    )
    for step in (OFF.format(table=table), statement, ON.format(table=table)):
        link.execute(sql.SQL(step))
