"""Sixteen press the button at once: first the naive way, which must fail here, then ours (quality F1)."""

import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from yicha.draws.actions.run_draw import run_draw
from yicha.draws.models import Draw
from yicha.draws.queries import bundle, draw
from yicha.draws.testing import MINUTE, read_beacon
from yicha.draws.tests.test_ceremony import COORDINATOR, frozen, revealed
from yicha.draws.types import DrawStatus, RunDraw
from yicha.engines.draw import verify
from yicha.kernel.actor import SYSTEM
from yicha.kernel.models import FileRecord
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, THREADS, Sql, run_sql, storm
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode

pytestmark = pytest.mark.clause("YX-2.7b")
RESULT = "UPDATE draws_draw SET status = 'drawn', result_hash = %s, full_bundle = 'x', public_bundle = 'x', drawn_at = %s WHERE id = %s"


@pytest.fixture
def read(own_database: str, tmp_path: Path, settings: Any) -> int:
    """A ceremony of which nothing is missing but the result."""
    settings.YICHA_HOME = tmp_path / "home"
    put_norm(NormCode.WITNESSES_MIN, 0)
    pk = revealed()
    read_beacon(pk, NOW + 4 * MINUTE)
    return pk


def test_look_then_write_gives_one_ceremony_many_results(read: int) -> None:
    run_sql(SYSTEM, Sql("DROP TRIGGER draws_keep_what_is_fixed ON draws_draw"), NOW)

    def attempt(thread: int) -> bool:
        waiting = Draw.objects.get(pk=read).status == DrawStatus.SEALED
        time.sleep(0.1)
        if waiting:
            run_sql(SYSTEM, Sql(RESULT, (f"{thread:064x}", (NOW + 5 * MINUTE).isoformat(), read)), NOW)
        return waiting

    assert sum(storm(attempt)) > 1


def test_of_sixteen_who_draw_at_once_one_does_and_there_is_one_result(read: int) -> None:
    def attempt(_: int) -> str:
        try:
            return run_draw(COORDINATOR, RunDraw(read), NOW + 5 * MINUTE).bundle_number
        except RuleBroken as refusal:
            return refusal.clause

    said = Counter(storm(attempt))
    number = draw(COORDINATOR, read).bundle_number
    assert said == {number: 1, "YX-2.7b": THREADS - 1}
    assert FileRecord.objects.filter(kind="bundle").count() == 2
    assert verify(bundle(COORDINATOR, read, public=True)).number == number


def test_of_sixteen_who_freeze_at_once_one_has_the_number(read: int) -> None:
    def attempt(_: int) -> str:
        try:
            return frozen().number
        except RuleBroken as refusal:
            return refusal.clause

    numbers = [said for said in storm(attempt) if said != "YX-2.7b"]
    assert len(numbers) == len(set(numbers)) > 0
    assert sorted(Draw.objects.values_list("number", flat=True)) == sorted([draw(COORDINATOR, read).number, *numbers])
