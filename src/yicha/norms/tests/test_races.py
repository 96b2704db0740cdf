"""Many load at the same moment: one after the other, and the naive way is seen to fail."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import DatabaseError

from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, storm
from yicha.norms import queries
from yicha.norms.actions import load_norms as action
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.tests.made import row
from yicha.norms.types import LoadNorms

THREADS, ROUNDS = 8, 5


def loads(code: str) -> list[bool]:
    """Each thread loads another amount of the same norm. False: the database refused."""

    def one(amount: int) -> bool:
        try:
            load_norms(SYSTEM, LoadNorms((row(code, amount, date(2024, 1, 1)),)), NOW)
        except DatabaseError:
            return False
        return True

    return storm(one, THREADS)


@pytest.mark.usefixtures("own_database")
def test_loads_at_the_same_moment_follow_one_another() -> None:
    assert loads("test.a") == [True] * THREADS
    periods = queries.history("test.a")
    assert [each.until for each in periods].count(None) == 1
    assert all(first.end == second.since for first, second in pairwise(periods))


@pytest.mark.usefixtures("own_database")
def test_without_the_lock_the_database_refuses_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "ONE_LOAD_AT_A_TIME", "SELECT 1")
    rounds = [loads(f"test.a{number}") for number in range(ROUNDS)]
    assert any(not each for done in rounds for each in done)
    assert all(len(queries.history(f"test.a{number}")) <= 2 for number in range(ROUNDS))
