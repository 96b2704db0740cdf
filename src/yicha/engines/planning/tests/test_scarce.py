"""Where officers are scarce: prices prove nothing that is not true, and what they lead to is lawful and never worse (ADR 41)."""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from yicha.engines.planning import Programme, parse_instance, solve, to_plain
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.placing import settled
from yicha.engines.planning.progress import silent
from yicha.engines.planning.scarce import relieve
from yicha.engines.planning.scarce.lattice import Ints, Lattice
from yicha.engines.planning.scarce.linear import Bools, Key, LinearProgramme, Solution
from yicha.engines.planning.scarce.master import fillable
from yicha.engines.planning.tests.brute import optimum
from yicha.engines.planning.tests.chance import Chance
from yicha.engines.planning.tests.instances import county, tiny
from yicha.engines.planning.tests.test_properties import shuffled
from yicha.engines.planning.units import prepare
from yicha.engines.planning.weeks import members
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


def from_nothing(programme: LinearProgramme, lost: Iterable[int], loss: float, room: Ints, counting: Bools) -> float:
    """The naive twin: the same programme written down anew and solved by another solver."""
    lattice = programme.lattice
    own = [{**_atoms(lattice, key), **_cells(lattice, key, group)} for key, group in programme.groups.items()]
    atoms = sorted(lost)
    rows = [*(("held", atom) for atom in atoms), *sorted({row for entries in own for row in entries if row[0] == "cell"})]
    matrix = np.zeros((len(rows), len(own) + len(atoms)))
    place = {row: i for i, row in enumerate(rows)}
    for j, entries in enumerate(own):
        for row, entry in entries.items():
            matrix[place[row], j] = entry
    matrix[: len(atoms), len(own) :] = -np.eye(len(atoms))
    right = [-1.0 if kind == "held" else _room(room, counting, lattice, which) for kind, which in rows]
    cost = [*(float(group.door) for group in programme.groups.values()), *(loss * float(lattice.sizes[atom]) for atom in atoms)]
    tags = [(number, tag) for number, tag in enumerate(lattice.tags) if lattice.base[tag.unit] in atoms]
    limits = np.array(
        [[float(key[0] == tag.unit and bool(key[2] & tag.tag.atoms)) for key in programme.groups] + [0.0] * len(atoms) for _, tag in tags]
    )
    whole = np.vstack([matrix, limits]) if tags else matrix
    return float(linprog(cost, A_ub=whole, b_ub=[*right, *(float(tag.tag.budget) for _, tag in tags)], method="highs").fun)


def _atoms(lattice: Lattice, key: Key) -> dict[tuple[str, int], float]:
    return {("held", int(lattice.base[key[0]]) + i): -1.0 for i in members(key[2])}


def _cells(lattice: Lattice, key: Key, group: Group) -> dict[tuple[str, int], float]:
    return {("cell", row * lattice.calendar.weeks + key[1]): float(amount) for row, amount in lattice.all_loads(group.load)}


def _room(room: Ints, counting: Bools, lattice: Lattice, cell: int) -> float:
    row, week = divmod(cell, lattice.calendar.weeks)
    return float(room[row, week]) if counting[row, week] else 1e9


def test_a_programme_that_goes_on_comes_to_what_one_from_nothing_does(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[tuple[float, float]] = []
    first: list[LinearProgramme] = []
    solve_on = LinearProgramme.solve

    def both(self: LinearProgramme, loss: float, room: Ints, counting: Bools, budget: int | None) -> Solution | None:
        solution = solve_on(self, loss, room, counting, budget)
        first.append(self)
        if solution and budget is None and self is first[0]:
            found.append((solution.value, from_nothing(self, solution.lost, loss, room, counting)))
        return solution

    monkeypatch.setattr(LinearProgramme, "solve", both)
    by_prices(scarce_county(160, 3))
    assert len(found) > 5
    assert [mine for mine, _ in found] == pytest.approx([twin for _, twin in found], rel=1e-6)
