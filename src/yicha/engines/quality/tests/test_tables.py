"""The same rules on a row and on a table: one meaning, whatever engine reads the table."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from yicha.engines.quality import Family, Relation, Rule, faults_of, key_of
from yicha.engines.quality.tests.makers import invented_uscc

ibis = pytest.importorskip("ibis", reason="wants the extra `analytics`")
tables: Any = pytest.importorskip("yicha.engines.quality.tables")

RULES = (
    Rule("a.need", Family.COMPLETE, "a", "必填"),
    Rule("a.most", Family.FORMAT, "a", "过长", most=3),
    Rule("b.form", Family.FORMAT, "b", "格式", pattern="[0-9]{4}-[0-9]{2}|x+"),
    Rule("c.code", Family.CODE, "c", "代码", values=frozenset({"1", "2", "甲"})),
    Rule("d.after", Family.LOGIC, "d", "应晚于", relation=Relation.AFTER, other="e"),
    Rule("d.not_before", Family.LOGIC, "d", "不早于", relation=Relation.NOT_BEFORE, other="e", when=("c", "1")),
    Rule("f.two", Family.LOGIC, "f", "至少两人", parts=2),
    Rule("g.known", Family.REFERENCE, "g", "查无", register="items"),
    Rule("h.uscc", Family.FORMAT, "h", "校验位", uscc=True, when=("c", "1")),
    Rule("once", Family.UNIQUE, "a", "重复", columns=("a", "g")),
    Rule("once.alone", Family.UNIQUE, "b", "重复", columns=("b",), when=("c", "2")),
)
COLUMNS = "abcdefgh"
KNOWN = {"items": ["I1", "I2", "I2", "𠮷"]}
DAYS = ["", "2026-01-01", "2026-01-02", "2026-01-02 08:00:00"]
SAID: dict[str, list[str | None]] = {
    "a": ["", None, "abc", "abcd", "𠮷𠮷𠮷", "𠮷𠮷𠮷𠮷", "é́x", " ", "a\n", "'; DROP TABLE x"],
    "b": ["", None, "2026-01", "2026-1", "xxx", "x\n", "\nx", "２０２６-01", "x" * 300],
    "c": ["", None, "1", "2", "甲", "乙", "1 "],
    "d": [*DAYS, None],
    "e": [*DAYS, None],
    "f": ["", None, "张三", "张三,李四", ",", "张三，李四"],
    "g": ["", None, "I1", "I2", "I3", "i1", "𠮷", "\x1f"],
    "h": [
        "",
        None,
        invented_uscc(1),
        invented_uscc(2)[:-1] + "0",
        "91999999IOSVZ00000",
        "9",
        invented_uscc(3) + "\n",
        invented_uscc(4).lower(),
    ],
}


def made(number: int, seed: int = 7) -> list[dict[str, Any]]:
    chance = Random(seed)
    return [{"n": place, "by": f"D{place % 3}"} | {name: chance.choice(SAID[name]) for name in COLUMNS} for place in range(number)]


def by_rows(rows: list[dict[str, Any]]) -> set[tuple[int, str]]:
    """The naive twin: each row by itself, `taken` being the keys of all the others."""
    plain = [{name: row[name] or "" for name in COLUMNS} for row in rows]
    keys = Counter(key_of(row, rule) for row in plain for rule in RULES if rule.family is Family.UNIQUE)
    found = set()
    for place, row in enumerate(plain):
        own = Counter(key_of(row, rule) for rule in RULES if rule.family is Family.UNIQUE)
        taken = {key for key in own if key and keys[key] > own[key]}
        found |= {(place, fault.rule) for fault in faults_of(row, RULES, KNOWN, taken)}
    return found


def by_table(opened: tuple[Any, Any, Any]) -> set[tuple[int, str]]:
    told = tables.failing(*opened).to_pyarrow().to_pylist()
    return {(row["n"], rule.name) for row in told for rule in RULES if row[rule.name]}


def opened(backend: Any, rows: list[dict[str, Any]]) -> tuple[Any, Any, Any]:
    schema = ibis.schema({"n": "int64", "by": "string"} | dict.fromkeys(COLUMNS, "string"))
    table = backend.create_table("said", ibis.memtable(rows, schema=schema))
    known = {name: backend.create_table(name, ibis.memtable({"value": values})) for name, values in KNOWN.items()}
    return table, RULES, known


def opened_in_spark(session: Any, rows: list[dict[str, Any]]) -> tuple[Any, Any, Any]:
    """Row by row: on the way through a table of pandas “not said” would become a text."""
    names = ("n", "by", *COLUMNS)
    kinds = ", ".join(f"`{name}` {'long' if name == 'n' else 'string'}" for name in names)
    session.createDataFrame([tuple(row[name] for name in names) for row in rows], kinds).createOrReplaceTempView("said")
    for name, values in KNOWN.items():
        session.createDataFrame([(value,) for value in values], "value string").createOrReplaceTempView(name)
    backend = ibis.pyspark.connect(session)
    return backend.table("said"), RULES, {name: backend.table(name) for name in KNOWN}


def test_every_rule_is_broken_and_kept() -> None:
    """So that the comparison below says something."""
    found = Counter(rule for _, rule in by_rows(made(2000)))
    assert set(found) == {rule.name for rule in RULES}
    assert max(found.values()) < 2000


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_table_says_what_its_rows_say(seed: int) -> None:
    rows = made(2000, seed)
    assert by_table(opened(ibis.duckdb.connect(), rows)) == by_rows(rows)


def test_an_empty_table_breaks_nothing() -> None:
    assert by_table(opened(ibis.duckdb.connect(), [])) == set()


def test_each_provider_answers_for_its_own() -> None:
    rows = made(3000)
    told = {row["by"]: row for row in tables.counted(*opened(ibis.duckdb.connect(), rows), by="by").to_pyarrow().to_pylist()}
    naive = by_rows(rows)
    for place, name in enumerate(("D0", "D1", "D2")):
        own = {(row, rule) for row, rule in naive if row % 3 == place}
        assert told[name]["rows"] == 1000
        assert told[name]["faulty"] == len({row for row, _ in own})
        assert {rule.name: told[name][rule.name] for rule in RULES} == {
            rule.name: sum(rule.name == one for _, one in own) for rule in RULES
        }


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")  # Spark's own sockets and what it asks of pandas
def test_spark_says_what_duckdb_says(tmp_path: Path) -> None:
    """Where there is a Java and the extra `spark`."""
    sql = pytest.importorskip("pyspark.sql", reason="wants the extra `spark` and a Java")
    session = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", str(tmp_path / "house"))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    try:
        rows = made(2000)
        assert by_table(opened_in_spark(session, rows)) == by_table(opened(ibis.duckdb.connect(), rows))
    finally:
        session.stop()
