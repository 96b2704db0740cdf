"""Where officers are scarce: prices prove nothing that is not true, and what they lead to is lawful and never worse (ADR 41)."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import Programme, parse_instance, solve, to_plain
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.placing import settled
from yicha.engines.planning.progress import silent
from yicha.engines.planning.scarce import relieve
from yicha.engines.planning.scarce.master import fillable
from yicha.engines.planning.tests.brute import optimum
from yicha.engines.planning.tests.chance import Chance
from yicha.engines.planning.tests.instances import county, tiny
from yicha.engines.planning.tests.test_properties import shuffled
from yicha.engines.planning.units import prepare
from yicha.engines.programme_check import check

Plain = dict[str, Any]
SEEDS = st.integers(0, 10**6)


def by_prices(plain: Plain) -> Programme:
    """As a county is solved: no instance is small enough to be chosen at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relieve, "WHOLE", -1)
        return solve(parse_instance(plain))


def overworked(seed: int) -> Plain:
    plain = tiny(seed)
    return plain | {"officers": [officer | {"minutes": 60 + officer["minutes"] // 2} for officer in plain["officers"]]}


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_what_prices_prove_is_true_and_what_they_find_is_lawful(seed: int) -> None:
    plain = overworked(seed)
    programme, (lost, doors) = by_prices(plain), optimum(plain)
    assert check(plain, to_plain(programme)) == []
    assert programme.unplaced_bound <= lost <= len(programme.unplaced)
    if len(programme.unplaced) == lost:
        assert programme.lower_bound <= doors <= programme.doors
    else:
        assert programme.lower_bound <= doors


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(5000, 6000))
def test_what_prices_prove_is_true_many_times(seed: int) -> None:
    plain = overworked(seed)
    programme, (lost, doors) = by_prices(plain), optimum(plain)
    assert programme.unplaced_bound <= lost <= len(programme.unplaced)
    assert programme.lower_bound <= doors
    assert check(plain, to_plain(programme)) == []


def scarce_county(sites: int, staff: int) -> Plain:
    plain = county(4, sites, lines=40, staff=staff)
    return plain | {"officers": [officer | {"minutes": 330} for officer in plain["officers"]]}


def test_a_small_county_without_enough_officers() -> None:
    plain = scarce_county(160, 3)
    instance = parse_instance(plain)
    calendar = Calendar(instance)
    units = prepare(calendar, (), instance.demands.values())
    before = settled(calendar, (), units.by_key, silent)
    settled_lost, settled_doors = before.worth(units.by_key)
    programme = by_prices(plain)
    found = (len(programme.unplaced), programme.doors)
    assert found < (settled_lost + len(units.hopeless), settled_doors)
    assert check(plain, to_plain(programme)) == []
    assert found[0] - programme.unplaced_bound <= max(1, found[0] // 50)
    assert found[1] - programme.lower_bound <= max(1, found[1] // 50)
    again = json.dumps(to_plain(by_prices(shuffled(plain, Chance("rows")))), sort_keys=True)
    assert again == json.dumps(to_plain(programme), sort_keys=True)


@given(st.integers(0, 60), st.dictionaries(st.integers(1, 20), st.integers(1, 3), min_size=1, max_size=3))
@settings(max_examples=50, deadline=None)
def test_minutes_that_whole_visits_can_fill(capacity: int, loads: dict[int, int]) -> None:
    each = [minutes for minutes, many in loads.items() for _ in range(many)]
    possible = {0}
    for minutes in each:
        possible |= {total + minutes for total in possible}
    assert fillable(capacity, loads) == max(total for total in possible if total <= capacity)
