"""For the tests of every room: an hour to act at, a way to any table through the front door, and a storm of threads."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import connection
from procrastinate.contrib.django import app

from yicha.kernel.actor import Actor
from yicha.kernel.models import FailedDelivery
from yicha.kernel.use_case import use_case

T = TypeVar("T")

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
REGION = "62/6207/620799"
THREADS = 16
RUN_SQL = "test.sql"


def actor(*permissions: str, id: str = "u1", region: str = REGION, department: str = "", whole_region: bool = False) -> Actor:  # noqa: A002
    """A person of the demo county with just these permissions."""
    return Actor(id, "张三", region, department, whole_region=whole_region, permissions=frozenset(map(str, permissions)))


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
