"""Published results of any number, in a home that is thrown away: one that really came about, again and again, each of another subject,
in another town, of another item, on another day.
"""

import os
from itertools import product

import psycopg
from psycopg.conninfo import make_conninfo

from yicha.demo.bench.register import COLUMNS, OWNER, fill
from yicha.demo.county import make_county
from yicha.demo.live.background import do_jobs
from yicha.demo.once import LAST_WEEKDAY, PUBLISHED_ON, SEED, YEAR
from yicha.demo.story import Story
from yicha.demo.visits import carry_out, due, publish
from yicha.engines.search import vector_of
from yicha.kernel.command_line import say

VISITS = 3  # carried out in earnest
INSPECTION, PUBLICATION = "inspections_inspection", "disclosure_publication"
PATTERN = "SELECT id, inspection_id FROM disclosure_publication WHERE status = 'published' ORDER BY id LIMIT 1"
ITEMS = "SELECT DISTINCT items FROM disclosure_publication WHERE status = 'published'"
TOWNS = "SELECT DISTINCT town FROM subjects_subject WHERE town <> ''"
OWN = "SELECT count(*) FROM subjects_subject"
KINDS = "CREATE TEMPORARY TABLE bench_kind (place int PRIMARY KEY, town text, items jsonb, words tsvector)"
KIND = "INSERT INTO bench_kind VALUES (%s, %s, %s, %s::tsvector)"
SIGNS = ("云记面馆", "福来茶楼", "春和饭庄", "老街修车", "明月书屋", "小满水果", "山泉浴池")  # 招牌
SUBJECTS = """
(SELECT CASE WHEN round = 1 THEN sid ELSE sid || '-' || round END AS sid, name, uscc, words,
    row_number() OVER (ORDER BY round, sid) AS place
 FROM subjects_subject CROSS JOIN generate_series(1, {rounds}) AS round LIMIT {most})
"""
COPY = """
INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE
SELECT {values} FROM "{table}" AS pattern CROSS JOIN {subjects} AS one JOIN bench_kind AS kind ON kind.place = one.place % {kinds}
WHERE pattern.id = {of}
"""
KEY = "(1000000 + one.place)"
EARLIER = "(one.place % 700) * interval '1 day'"
OUTCOMES = "(ARRAY['no_problem', 'no_problem', 'no_problem', 'corrected', 'pending', 'not_found'])[1 + one.place % 6]"
OF_AN_INSPECTION = {
    "id": KEY,
    "visit_id": KEY,
    "number": "'BENCH-' || one.place",
    "code": "'BENCH' || one.place",
    "enterprise_digest": "''",
    "enterprise_until": "NULL",
}
OF_A_PUBLICATION = {
    "id": KEY,
    "inspection_id": KEY,
    **{name: f"one.{name}" for name in ("sid", "name", "uscc")},
    **{name: f"kind.{name}" for name in ("town", "items")},
    "words": "one.words || kind.words",
    **{name: f"pattern.{name} - {EARLIER}" for name in ("checked_at", "published_at")},
    "year": f"extract(year FROM pattern.checked_at - {EARLIER})",
    "outcome": OUTCOMES,
}


def published_county() -> Story:
    """The county with its first results published."""
    story = Story(make_county(SEED, YEAR), say)
    story.prepare()
    drawn = story.plan()
    do_jobs(story.steady.now)
    carry_out(story, due(story, drawn.programme, LAST_WEEKDAY, VISITS))
    do_jobs(story.steady.now)
    publish(story, PUBLISHED_ON)
    return story


def publish_for(subjects: int) -> int:
    """One result more for each of so many subjects: those of the register, and again under other numbers. Returns how many are out."""
    owner = make_conninfo(os.environ["DATABASE_URL"], user=OWNER)
    with psycopg.connect(owner) as link:
        publication, inspection = link.execute(PATTERN).fetchone() or (0, 0)
        kinds = _kinds(link)
        link.execute("SET LOCAL session_replication_role = replica")  # the copies have no visit behind them
        for table, values, of in ((INSPECTION, OF_AN_INSPECTION, inspection), (PUBLICATION, OF_A_PUBLICATION, publication)):
            _copy(link, table, values, of, (subjects, kinds))
    with psycopg.connect(owner, autocommit=True) as link:
        link.execute(f'VACUUM ANALYZE "{INSPECTION}", "{PUBLICATION}"')
        [out] = link.execute("SELECT count(*) FROM disclosure_publication WHERE status = 'published'").fetchone() or (0,)
        return int(out)


def _kinds(link: psycopg.Connection) -> int:
    """Each town with each set of items, below a sign over the door. Returns how many there are."""
    towns = [town for (town,) in link.execute(TOWNS).fetchall()]
    pairs = list(product(towns, [items for (items,) in link.execute(ITEMS).fetchall()]))
    link.execute(KINDS)
    for place, (town, items) in enumerate(pairs):
        words = vector_of([SIGNS[place % len(SIGNS)], town, *(name for _, name, _ in items)])
        link.execute(KIND, [place, town, psycopg.types.json.Jsonb(items), words])
    return len(pairs)


def _copy(link: psycopg.Connection, table: str, values: dict[str, str], of: int, numbers: tuple[int, int]) -> None:
    most, kinds = numbers
    names = [str(name) for (name,) in link.execute(COLUMNS, [table]).fetchall()]
    [own] = link.execute(OWN).fetchone() or (1,)
    statement = COPY.format(
        table=table,
        columns=", ".join(names),
        values=", ".join(values.get(name, f"pattern.{name}") for name in names),
        subjects=SUBJECTS.format(most=most, rounds=-(-most // int(own))),
        kinds=kinds,
        of=of,
    )
    fill(link, table, statement)
