"""Calls that outlive a database that is killed in between: the same key again, so that nothing is done twice and nothing lost."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connection
from psycopg.errors import DiskFull

from yicha.kernel.actor import Actor
from yicha.kernel.command_line import CannotRun
from yicha.kernel.events import Event
from yicha.kernel.models import Entry
from yicha.kernel.use_case import UseCase

T = TypeVar("T")
E = TypeVar("E", bound=Event)
PATIENCE_SECONDS, PAUSE_SECONDS = 60.0, 0.1
AWAY = (OperationalError, InterfaceError)


class Steady:
    """One person's hand after another, at a clock of our own that only moves forward."""

    def __init__(self, begins: datetime) -> None:
        self.now = begins
        self.acknowledged: list[tuple[str, str, str]] = []  # use case, actor, key

    def at(self, moment: datetime) -> datetime:
        """Move the clock to a later moment."""
        self.now = max(self.now, moment)
        return self.now

    def do(self, action: UseCase[Any, E], actor: Actor, command: Any, at: datetime | None = None) -> E:
        """Once, however often the database goes away meanwhile. What comes back is acknowledged and must never be lost."""
        self.now += timedelta(seconds=1)
        moment, key = at or self.now, f"demo:{len(self.acknowledged)}"
        event = self.read(lambda: action(actor, command, moment, key=key))
        self.acknowledged.append((action.name, actor.id, key))
        return event

    @staticmethod
    def read(ask: Callable[[], T]) -> T:
        begun = time.monotonic()
        while True:
            try:
                return ask()
            except AWAY as problem:
                if isinstance(problem.__cause__, DiskFull):
                    raise CannotRun("磁盘空间不足，请清理后重试 · the disk is full, make room and try again") from problem
                if time.monotonic() - begun > PATIENCE_SECONDS:
                    raise CannotRun(f"数据库没有恢复 · the database does not come back: {problem}") from problem
                connection.close()
                time.sleep(PAUSE_SECONDS)

    def lost(self) -> int:
        """How many acknowledged acts left no entry."""
        written = set(self.read(lambda: list(Entry.objects.filter(key__startswith="demo:").values_list("use_case", "actor", "key"))))
        return sum(act not in written for act in self.acknowledged)
