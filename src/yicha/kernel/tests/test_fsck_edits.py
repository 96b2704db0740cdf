"""Ten thousand edits by somebody who owns the database: whatever he changes, deletes, adds, swaps, hashes again, cuts or brings back.

What the log holds within itself is found from within; a log that was cut or brought back whole, with everything that belongs to it, is
found by the sheet that was put up on the wall.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from yicha.engines.ledger import Frontier, leaf_hash
from yicha.kernel.actions.redact_payload import redact_payload
from yicha.kernel.cosigning import anchor_today, daily_checkpoints
from yicha.kernel.fsck import fsck
from yicha.kernel.ledger import LOGS, sequence
from yicha.kernel.models import Checkpoint, Entry, Leaf, Node, Payload, Unsequenced
from yicha.kernel.testing import NOW, actor, sql
from yicha.kernel.tests.sample import CLERK, AddThing, add_thing
from yicha.kernel.tests.test_fsck import triggers_off
from yicha.kernel.types import KernelPermission, RedactPayload

AUDITOR = actor(KernelPermission.REDACT_PAYLOAD, id="audit")
edits = pytest.mark.parametrize("edits", [200, pytest.param(10_000, marks=pytest.mark.nightly)])
SILENT = {"kernel_entry.xact", "kernel_checkpoint.at"}  # they say nothing: see `fsck`
MODELS: tuple[type[Model], ...] = (Entry, Payload, Unsequenced, Leaf, Node, Checkpoint)
NAMES = {model._meta.db_table: [field.column for field in model._meta.concrete_fields] for model in MODELS}
TABLES = {table: [column for column in columns if f"{table}.{column}" not in SILENT] for table, columns in NAMES.items()}
COPIED = {
    "kernel_entry": "jsonb_build_object('run', gen_random_uuid(), 'key', gen_random_uuid())",
    "kernel_leaf": "jsonb_build_object('index', (SELECT max(index) + 1 FROM kernel_leaf), 'entry_id', gen_random_uuid())",
    "kernel_node": "jsonb_build_object('index', (SELECT max(index) + 1 FROM kernel_node))",
    "kernel_checkpoint": "jsonb_build_object('size', (SELECT max(size) + 1 FROM kernel_checkpoint))",
    "kernel_payload": "jsonb_build_object('entry_id', gen_random_uuid())",
    "kernel_unsequenced": "jsonb_build_object('entry_id', gen_random_uuid())",
}
Edit = Callable[[random.Random], str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path


@pytest.fixture
def log(room: None) -> str:
    """Five days, each with its printed checkpoint; one payload was taken out, two entries wait. Returns the second day's sheet."""
    for day in range(5):
        at = NOW + timedelta(days=day)
        for number in range(3):
            add_thing(CLERK, AddThing(f"第{day}天线索{number}"), at, key=f"{day}-{number}")
        if day == 0:
            redact_payload(AUDITOR, RedactPayload(Entry.objects.order_by("at")[1].run, "个人信息删除请求"), at)
        sequence()
        anchor_today(at)
    add_thing(CLERK, AddThing("waiting"), at)
    return "\n".join(daily_checkpoints()[3].note.split("\n")[:3])


def rows(table: str) -> list[str]:
    return [str(ctid) for (ctid,) in fetched(f"SELECT ctid::text FROM {table} ORDER BY ctid")]


def fetched(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def execute(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def change(rnd: random.Random) -> str:
    table = rnd.choice([*TABLES])
    column, row = rnd.choice(TABLES[table]), rnd.choice(rows(table))
    ((old,),) = fetched(f"SELECT {column} FROM {table} WHERE ctid = %s::tid", row)
    new = another(rnd, old)
    if old is None:
        new = UUID(int=rnd.getrandbits(128)) if column == "cause" else b"new" if column == "salt" else "新"
    if new == old:  # a letter in its own place
        return ""
    execute(f"UPDATE {table} SET {column} = %s WHERE ctid = %s::tid", new, row)
    return f"{table}.{column}: {old!r} became {new!r}"


def another(rnd: random.Random, old: Any) -> Any:
    match old:
        case str():
            place, letter = rnd.randrange(len(old) + 1), chr(rnd.choice((rnd.randrange(33, 127), rnd.randrange(0x4E00, 0x9FA5))))
            return rnd.choice((old[:place] + letter + old[place + rnd.randrange(2) :], letter))
        case bytes() | memoryview():
            plain = bytearray(old)
            plain[rnd.randrange(len(plain))] ^= 1 << rnd.randrange(8)
            return rnd.choice((bytes(plain), bytes(plain[:-1]), b""))
        case int():
            return old + rnd.choice((-1, 1, 1000))
        case UUID():
            return UUID(int=rnd.getrandbits(128))
        case datetime():
            return old + timedelta(microseconds=rnd.choice((-1, 1, 10**6)))
    return None


def delete(rnd: random.Random) -> str:
    table = rnd.choice([*TABLES])
    row = rnd.choice(rows(table))
    execute(f"DELETE FROM {table} WHERE ctid = %s::tid", row)
    return f"{table}: {row} deleted"


def insert(rnd: random.Random) -> str:
    table = rnd.choice([*COPIED])
    row = rnd.choice(rows(table))
    execute(
        f"INSERT INTO {table} SELECT (jsonb_populate_record(old, {COPIED[table]})).* FROM {table} old WHERE ctid = %s::tid",
        row,
    )
    return f"{table}: {row} copied"


def swap(rnd: random.Random) -> str:
    table = rnd.choice([name for name in TABLES if name != "kernel_unsequenced"])
    column = rnd.choice([name for name in TABLES[table] if name not in {"run", "index", "level", "size", "entry_id", "key"}])
    one, other = rnd.sample(rows(table), 2)
    done = execute(
        f"UPDATE {table} mine SET {column} = yours.{column} FROM {table} yours WHERE mine.{column} IS DISTINCT FROM yours.{column}"
        " AND (mine.ctid, yours.ctid) IN ((%s::tid, %s::tid), (%s::tid, %s::tid))",
        *(one, other, other, one),
    )
    return f"{table}.{column}: {one} and {other} swapped" if done else ""


def hash_again(rnd: random.Random) -> str:
    """An entry is rewritten, and every hash after it computed again, in both logs. What the intruder lacks is the key."""
    run = rnd.choice([leaf.entry_id for leaf in Leaf.objects.all()])
    execute("UPDATE kernel_entry SET actor = 'u9', body = replace(body, '\"actor\":\"', '\"actor\":\"u9') WHERE run = %s", run)
    frontiers, sizes = [Frontier(suite=log.suite) for log in LOGS], {row.size for row in Checkpoint.objects.all()}
    for leaf in Leaf.objects.order_by("index").select_related("entry"):
        grown = [frontier.grow(leaf_hash(leaf.entry.body.encode(), log.suite)) for frontier, log in zip(frontiers, LOGS, strict=True)]
        frontiers, (main, twin) = [frontier for frontier, _ in grown], (done for _, done in grown)
        execute("UPDATE kernel_leaf SET leaf_hash = %s, twin_hash = %s WHERE index = %s", main[0], twin[0], leaf.index)
        for level in range(1, len(main)):
            place = (main[level], twin[level], level, leaf.index >> level)
            execute("UPDATE kernel_node SET node_hash = %s, twin_hash = %s WHERE level = %s AND index = %s", *place)
        if frontiers[0].size in sizes:
            dumped = [frontier.dump() for frontier in frontiers]
            execute("UPDATE kernel_checkpoint SET frontier = %s, twin_frontier = %s WHERE size = %s", *dumped, frontiers[0].size)
    return f"{run} rewritten and hashed again"


def cut(rnd: random.Random) -> int:
    """Back to a checkpoint of before, with all that came after it."""
    size = rnd.choice([row.size for row in Checkpoint.objects.order_by("size")][:-1])
    execute("DELETE FROM kernel_unsequenced")
    execute("DELETE FROM kernel_leaf WHERE index >= %s", size)
    execute("DELETE FROM kernel_node WHERE (index + 1) << level > %s", size)
    execute("DELETE FROM kernel_checkpoint WHERE size > %s", size)
    execute("DELETE FROM kernel_payload WHERE entry_id NOT IN (SELECT entry_id FROM kernel_leaf)")
    execute("DELETE FROM kernel_entry WHERE run NOT IN (SELECT entry_id FROM kernel_leaf)")
    return size


@pytest.fixture
def intruder(log: str) -> Iterator[random.Random]:
    with triggers_off():
        yield random.Random(20261121)


def attempted(rnd: random.Random, edit: Edit) -> tuple[str, bool]:
    """What was done, and whether it was found; nothing where nothing changed or PostgreSQL itself refused. Afterwards all is as before."""
    done, found = "", True
    before = transaction.savepoint()
    try:
        with transaction.atomic():
            done = edit(rnd)
        found = not done or fsck() != []
    except DatabaseError:
        done = ""
    transaction.savepoint_rollback(before)
    return done, found


@edits
def test_every_edit_is_found(intruder: random.Random, edits: int) -> None:
    assert fsck() == []
    made = 0
    while made < edits:
        done, found = attempted(intruder, intruder.choices((change, delete, insert, swap, hash_again), (50, 20, 10, 19, 1))[0])
        made += bool(done)
        assert found, done
    assert fsck() == []


def test_the_empty_row_of_what_was_taken_out_is_missed_too(intruder: random.Random) -> None:
    assert execute("DELETE FROM kernel_payload WHERE text IS NULL") == 1
    assert fsck() != []


@pytest.mark.parametrize("cuts", [4, pytest.param(100, marks=pytest.mark.nightly)])
def test_a_log_cut_or_brought_back_is_found_by_the_sheet_on_the_wall(log: str, intruder: random.Random, cuts: int) -> None:
    for number in range(cuts):
        before = transaction.savepoint()
        size = cut(intruder)
        if number % 2:
            add_thing(CLERK, AddThing("another history"), NOW + timedelta(days=1))
            while sequence():
                pass
        kept = int(log.split("\n")[1])
        assert fsck() == [], "from within it is whole"
        assert (fsck(log) == []) is (size >= kept), size
        transaction.savepoint_rollback(before)


def test_nothing_is_compared_with_a_sheet_that_is_not_ours(log: str) -> None:
    refused = ["外部检查点不是本系统签发 · the outside checkpoint is not ours"]
    assert fsck(log) == []
    for text in (log.replace("yicha.local", "other.local"), "", log.replace("\n", " x "), f"{log}\n\n— yicha.local/ledger AAAA\n"):
        assert fsck(text) == refused


def test_a_silent_column_changes_nothing_that_is_said(log: str) -> None:
    with triggers_off():
        sql("UPDATE kernel_entry SET xact = xact + 1")
    assert fsck() == []


def test_the_key_of_what_was_taken_out_is_watched_all_the_same(intruder: random.Random) -> None:
    """Under another key the request would be done a second time."""
    assert execute("UPDATE kernel_entry SET key = 'another' FROM kernel_payload WHERE run = entry_id AND text IS NULL") == 1
    assert any("请求编号被改动" in problem for problem in fsck())
