"""A hand that outlives the database: once, however often it asks; and it knows when to stop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from psycopg.errors import AdminShutdown, DiskFull

from yicha.demo import steady as module
from yicha.demo.steady import Steady
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.command_line import CannotRun
from yicha.kernel.models import Entry
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, Sql, SqlDone, run_sql

NOTHING = Sql("SELECT 1")


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.0)


def away(cause: Exception | None = None) -> OperationalError:
    problem = OperationalError("server closed the connection unexpectedly")
    problem.__cause__ = cause
    return problem


@dataclass
class Failing:
    """Answers after some failures."""

    failures: list[Exception]
    asked: int = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


class TestRead:
    def test_asks_again_until_there_is_an_answer(self) -> None:
        failing = Failing([away(), InterfaceError("connection already closed"), away(AdminShutdown())])
        assert Steady.read(failing) == "answer"
        assert failing.asked == 4

    def test_what_is_no_matter_of_the_database_is_told_at_once(self) -> None:
        for problem in (RuleBroken("不行"), ValueError("x")):
            failing = Failing([problem])
            with pytest.raises(type(problem)):
                Steady.read(failing)
            assert failing.asked == 1

    def test_a_full_disk_is_told_at_once_in_one_line(self) -> None:
        failing = Failing([away(DiskFull("could not extend file"))])
        with pytest.raises(CannotRun, match=r"磁盘空间不足.* · the disk is full"):
            Steady.read(failing)
        assert failing.asked == 1

    def test_patience_has_an_end_and_the_reason_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.01)
        with pytest.raises(CannotRun, match=r"数据库没有恢复 · the database does not come back: server closed"):
            Steady.read(Failing([away()] * 1_000_000))


@dataclass
class Cut:
    """A use case whose answer is lost on its way, or that is cut before it begins."""

    before: list[Exception] = field(default_factory=list)
    after: list[Exception] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    name: str = run_sql.name

    def __call__(self, actor: Actor, command: Any, at: datetime, /, *, key: str | None = None) -> SqlDone:
        self.keys.append(key)
        if self.before:
            raise self.before.pop()
        done = run_sql(actor, command, at, key=key)
        if self.after:
            raise self.after.pop()
        return done


@pytest.mark.django_db
class TestDo:
    @pytest.fixture(autouse=True)
    def one_connection(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The test's transaction is to outlive what Steady does to a broken connection."""
        monkeypatch.setattr(connection, "close", lambda: None)

    @pytest.mark.parametrize("cut", [Cut(), Cut(before=[away(), away()]), Cut(after=[away()]), Cut(before=[away()], after=[away()])])
    def test_is_done_once_and_acknowledged_once(self, cut: Any) -> None:
        steady = Steady(NOW)
        done = steady.do(cut, SYSTEM, NOTHING)
        assert done == SqlDone(1)
        assert Entry.objects.filter(use_case=run_sql.name).count() == 1
        assert steady.acknowledged == [(run_sql.name, SYSTEM.id, "demo:0")]
        assert set(cut.keys) == {"demo:0"}
        assert steady.lost() == 0

    def test_the_same_again_is_another_act(self) -> None:
        steady = Steady(NOW)
        for _ in range(3):
            steady.do(run_sql, SYSTEM, NOTHING)
        assert [key for _, _, key in steady.acknowledged] == ["demo:0", "demo:1", "demo:2"]
        assert Entry.objects.filter(use_case=run_sql.name).count() == 3

    def test_what_was_refused_is_not_acknowledged(self) -> None:
        steady = Steady(NOW)
        with pytest.raises(RuleBroken):
            steady.do(run_sql, SYSTEM, Sql("\x00"))
        assert steady.acknowledged == []
        steady.do(run_sql, SYSTEM, NOTHING)
        assert steady.lost() == 0

    def test_an_acknowledged_act_without_its_entry_is_lost(self) -> None:
        steady = Steady(NOW)
        steady.do(run_sql, SYSTEM, NOTHING)
        for stranger in ((run_sql.name, SYSTEM.id, "demo:9"), (run_sql.name, "somebody", "demo:0"), ("another", SYSTEM.id, "demo:0")):
            steady.acknowledged.append(stranger)
        assert steady.lost() == 3

    def test_its_clock_moves_on_with_every_act_and_never_back(self) -> None:
        steady = Steady(NOW)
        steady.do(run_sql, SYSTEM, NOTHING)
        assert steady.at(NOW - timedelta(days=1)) == NOW + timedelta(seconds=1)
        steady.at(NOW + timedelta(days=1))
        steady.do(run_sql, SYSTEM, NOTHING, NOW + timedelta(days=9))
        steady.do(run_sql, SYSTEM, NOTHING)
        hours = list(Entry.objects.filter(use_case=run_sql.name).order_by("key").values_list("at", flat=True))
        later = NOW + timedelta(days=1, seconds=2)
        assert hours == [NOW + timedelta(seconds=1), NOW + timedelta(days=9), later]


def cut_connection() -> Callable[[], int]:
    """Really cut once, by the server."""
    cuts = [True]

    def ask() -> int:
        with connection.cursor() as cursor:
            if cuts:
                cuts.pop()
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            cursor.execute("SELECT 7")
            return int(cursor.fetchone()[0])

    return ask


@pytest.mark.usefixtures("own_database")
def test_a_real_connection_that_was_cut_is_opened_anew() -> None:
    assert Steady.read(cut_connection()) == 7
