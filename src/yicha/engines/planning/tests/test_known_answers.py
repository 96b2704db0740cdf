"""Proven answers, our own and the 40 of the reference instances, and the engine against its brute-force twin."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import parse_instance, solve, to_plain
from yicha.engines.planning.tests.brute import optimum
from yicha.engines.planning.tests.instances import tiny
from yicha.engines.planning.tests.proven import KNOWN as PROVEN
from yicha.engines.planning.tests.proven import Known
from yicha.engines.programme_check import check

KNOWN = Path(__file__).parents[5] / "../shared/examples/planning/instances.json"
CASES: list[dict[str, Any]] = json.loads(KNOWN.read_text(encoding="utf-8"))["tiny"] if KNOWN.exists() else []


@pytest.mark.parametrize("known", PROVEN.values(), ids=list(PROVEN))
def test_our_own_answer(known: Known) -> None:
    """Engine and twin find what is proven by hand."""
    plain, answer = known
    programme = solve(parse_instance(plain))
    assert (len(programme.unplaced), programme.doors) == answer
    assert (programme.unplaced_bound, programme.lower_bound) == answer
    assert check(plain, to_plain(programme)) == []
    assert optimum(plain) == answer


@pytest.mark.skipif(not CASES, reason="the reference instances (../shared/examples/planning) are not here")
def test_there_are_forty() -> None:
    assert len(CASES) == 40


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_known_answer(case: dict[str, Any]) -> None:
    programme = solve(parse_instance(case["input"]))
    assert (len(programme.unplaced), programme.doors) == (case["expected"]["lost"], case["expected"]["doors"])
    assert check(case["input"], to_plain(programme)) == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_twin_finds_the_known_answer(case: dict[str, Any]) -> None:
    assert optimum(case["input"]) == (case["expected"]["lost"], case["expected"]["doors"])


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_engine_equals_brute_force_and_bounds_hold(seed: int) -> None:
    plain = tiny(seed)
    programme = solve(parse_instance(plain))
    lost, doors = optimum(plain)
    assert (len(programme.unplaced), programme.doors) == (lost, doors)
    assert programme.unplaced_bound <= lost
    assert programme.lower_bound <= doors
    assert check(plain, to_plain(programme)) == []


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2000, 4000))
def test_engine_equals_brute_force_many_times(seed: int) -> None:
    plain = tiny(seed)
    programme = solve(parse_instance(plain))
    assert (len(programme.unplaced), programme.doors) == optimum(plain)
    assert check(plain, to_plain(programme)) == []
