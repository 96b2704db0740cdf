"""For the tests of every room: an hour to act at, a way to any table through the front door, and a storm of threads."""

import os
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from math import ceil
from typing import Any, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from yicha.kernel.actor import Actor
from yicha.kernel.models import FailedDelivery
from yicha.kernel.use_case import use_case

T = TypeVar("T")
P = ParamSpec("P")

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
REGION = "62/6207/620799"
THREADS = 16
RUN_SQL = "test.sql"


def actor(*permissions: str, id: str = "u1", region: str = REGION, department: str = "", whole_region: bool = False) -> Actor:  # noqa: A002
    """A person of the demo county with just these permissions."""
    return Actor(id, "张三", region, department, whole_region=whole_region, permissions=frozenset(map(str, permissions)))


def clock_at(at: datetime) -> None:
    """Pages and jobs (`kernel.clock`) live at that moment from here on, whatever day it is where tests run. In every module it is NOW."""
    settings.YICHA_CLOCK_SHIFT = ceil((at - timezone.now()).total_seconds())


@dataclass(frozen=True)
class Sql:
    statement: str
    values: tuple[str | int | None, ...] = ()


@dataclass(frozen=True)
class SqlDone:
    rows: int
    about: str = "test:sql"


@use_case(may=RUN_SQL, clause="T-1")
def run_sql(actor: Actor, command: Sql, at: datetime, /) -> SqlDone:
    """Any statement, through the door: to prepare tables and to attack what lies behind the guard."""
    with connection.cursor() as cursor:
        cursor.execute(command.statement, command.values or None)
        return SqlDone(cursor.rowcount)


def sql(statement: str, *values: str | int | None) -> None:
    """Any statement, past the door."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


DEAD = """
INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status, attempts)
VALUES ('events', 'yicha.kernel.outbox.deliver', 'x', '{"handler": "yicha.disclosure.actions.draft_publication"}', 'failed', 8) RETURNING id
"""


def make_dead_letter(error: str) -> int:
    """A job that failed for good, and why."""
    with connection.cursor() as cursor:
        cursor.execute(DEAD)
        job = int(cursor.fetchone()[0])
    FailedDelivery.objects.create(job=job, attempt=8, error=error)
    return job


TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
GROUND = "SELECT count(*), sum(hashtextextended(run::text, 0)) FROM kernel_entry"
COPIED_INTO = re.compile("test_")
"""Databases in which triggers stay quiet while rows are copied (conftest.py)."""


@dataclass(frozen=True)
class World:
    """What a maker returned, and the tables that it changed: what stood in them before (at all?) and after, as text."""

    answer: Any
    tables: dict[str, tuple[bool, bytes]]


_asked: set[object] = set()
_worlds: dict[object, World] = {}


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """A maker of a world for tests. Asked a third time on the same ground (the same entries in the ledger) it copies the rows of the
    second time, in a tenth of the time. Not in homes that single tests make for themselves: files are part of a world.
    """

    @wraps(make)
    def world(*args: P.args, **kwargs: P.kwargs) -> T:
        if str(settings.YICHA_HOME) != os.environ["YICHA_HOME"] or not _lays_down():
            return make(*args, **kwargs)
        with connection.cursor() as cursor:
            cursor.execute(GROUND)
            key = (make.__module__, make.__qualname__, repr(args), repr(sorted(kwargs.items())), cursor.fetchone())
        if key in _worlds:
            _lay(_worlds[key].tables)
            known: T = deepcopy(_worlds[key].answer)
            return known
        if key not in _asked:
            _asked.add(key)
            return make(*args, **kwargs)
        before = _contents()
        answer = make(*args, **kwargs)
        after = _contents()
        _worlds[key] = World(deepcopy(answer), {name: (bool(before[name]), text) for name, text in after.items() if text != before[name]})
        return answer

    return world


def _lays_down() -> bool:
    return COPIED_INTO.match(str(connection.settings_dict["NAME"])) is not None


def _contents() -> dict[str, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return {name: _text_of(name) for (name,) in cursor.fetchall()}


def _text_of(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
        return b"".join(map(bytes, rows))


@transaction.atomic
def _lay(tables: dict[str, tuple[bool, bytes]]) -> None:
    """What triggers would do is in the rows already."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name, (stood, text) in tables.items():
            if stood:
                cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608 the name is the database's own
            with cursor.copy(f'COPY "{name}" FROM STDIN') as rows:
                rows.write(text)
        cursor.execute("SET LOCAL session_replication_role = origin")


def storm(attempt: Callable[[int], T], threads: int = THREADS) -> list[T]:
    """`attempt(n)` in many threads that start at the same moment. Wants `own_database`."""
    barrier = threading.Barrier(threads)

    def one(number: int) -> T:
        connection.ensure_connection()
        barrier.wait()
        try:
            return attempt(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited too long"  # noqa: S101 only tests come here
        time.sleep(0.02)


def work_off(*queues: str) -> None:
    """Do every job that is waiting, here and now, as the worker would; the clock's only when named. Wants `own_database`."""
    with app.replace_connector(app.connector.get_worker_connector()) as awake:  # type: ignore[attr-defined] # Django's connector has it
        awake.run_worker(wait=False, queues=list(queues) or ["events", "messages"], install_signal_handlers=False, listen_notify=False)


def by_the_clock(job: Any, **arguments: Any) -> None:
    """Do one of the clock's jobs now. The worker's own clock may have queued it already, and of each there is one at a time."""
    sql("DELETE FROM procrastinate_jobs WHERE queue_name = 'clock'")
    job.defer(**arguments)
    work_off("clock")


def jobs() -> list[str]:
    """What became of the jobs so far, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE queue_name <> 'clock' ORDER BY id")
        return [status for (status,) in cursor.fetchall()]
