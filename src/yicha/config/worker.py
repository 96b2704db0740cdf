"""`yicha worker`: does the background jobs until it is asked to stop."""

import asyncio
import os
from argparse import Namespace
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from procrastinate.contrib.django import app

from yicha.config.database import connected
from yicha.kernel.command_line import say
from yicha.kernel.jobs import sweep
from yicha.kernel.startup import require_sound
from yicha.norms.queries import cached

PRESENT = 0x59_49_57_4F_52_4B  # an advisory lock that every living worker shares
LAST_BREATH = "3s"  # so long the session of a killed worker may need to end


def run(arguments: Namespace) -> int:
    """Ctrl-C and SIGTERM let the jobs at hand come to their end."""
    require_sound()
    with _present(), app.replace_connector(app.connector.get_worker_connector()) as awake:  # type: ignore[attr-defined] # Django's connector has it
        say("后台任务已启动，Ctrl-C 停止 · working, Ctrl-C stops")
        if arguments.no_clock:
            leave_the_clock()
        awake.run_worker(concurrency=arguments.concurrency, worker_middleware=[norms_once_a_job])
    return 0


def leave_the_clock() -> None:
    """For a story at an hour of its own: of what is done by the clock only the kernel's care for jobs, log and files; no term ends."""
    by_the_clock = app.periodic_registry.periodic_tasks
    for key, one in list(by_the_clock.items()):
        if not one.task.name.startswith("yicha.kernel."):
            del by_the_clock[key]


async def norms_once_a_job(work: Callable[[], Awaitable[Any]], _: object, __: object) -> Any:
    """As a request, a job reads the norms of a place and day, and the calendar, once."""
    with cached():
        return await work()


@contextmanager
def _present() -> Iterator[None]:
    """Whoever comes when no other worker lives takes up the jobs of the dead at once, and need not wait until their hearts are missed."""
    with connected(os.environ["DATABASE_URL"]) as session:
        alone = _is_alone(session)
        if alone:
            asyncio.run(sweep(seconds=0))
        session.execute("SELECT pg_advisory_lock_shared(%s)", [PRESENT])
        if alone:
            session.execute("SELECT pg_advisory_unlock(%s)", [PRESENT])
        yield


def _is_alone(session: psycopg.Connection) -> bool:
    session.execute("SELECT set_config('lock_timeout', %s, false)", [LAST_BREATH])
    try:
        session.execute("SELECT pg_advisory_lock(%s)", [PRESENT])
    except psycopg.errors.LockNotAvailable:
        return False
    finally:
        session.execute("SELECT set_config('lock_timeout', '0', false)")
    return True
