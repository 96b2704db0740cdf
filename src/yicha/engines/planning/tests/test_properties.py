"""What holds for every instance (PLAN1 §9)."""

import json
from collections import Counter
from copy import deepcopy
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import Explainer, Programme, doors_alone, parse_instance, solve, summary, to_plain
from yicha.engines.planning.summary import visits_alone
from yicha.engines.planning.tests.chance import Chance
from yicha.engines.planning.tests.instances import county, instance, line, tiny
from yicha.engines.programme_check import check
from yicha.engines.programme_check.facts import Facts

Plain = dict[str, Any]
SEEDS = st.integers(0, 10**6)
FEW = settings(max_examples=25, deadline=None)


def solved(plain: Plain) -> Programme:
    return solve(parse_instance(plain))


def worth(programme: Programme) -> tuple[int, int]:
    """What was lost, then doors."""
    return len(programme.unplaced), programme.doors


def text(plain: Plain) -> str:
    return json.dumps(to_plain(solved(plain)), ensure_ascii=False, sort_keys=True)


def shuffled(value: Any, chance: Chance) -> Any:
    """The same instance with every list in another order, but the weeks."""
    if isinstance(value, dict):
        return {key: child if key == "working_days" else shuffled(child, chance) for key, child in chance.shuffled(list(value.items()))}
    if isinstance(value, list) and value and isinstance(value[0], dict | str):
        return [shuffled(child, chance) for child in chance.shuffled(value)]
    return value


@given(SEEDS)
@FEW
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    plain = tiny(seed)
    assert text(plain) == text(shuffled(plain, Chance(seed)))


@given(SEEDS)
@FEW
def test_taking_a_demand_away_never_makes_it_worse(seed: int) -> None:
    plain = tiny(seed)
    asked = plain["demands"]
    less = plain | {"demands": [row for place, row in enumerate(asked) if place != seed % len(asked)]}
    assert worth(solved(less)) <= worth(solved(plain))


def widened(plain: Plain) -> list[Plain]:
    """Instances that allow more: a wider window, one more officer, no caps."""
    wide, staffed, uncapped = deepcopy(plain), deepcopy(plain), deepcopy(plain)
    wide["lines"][0]["last_week"] = len(plain["working_days"]) - 1
    staffed["officers"].append({"id": "more", "department": "A", "minutes": 1500, "skills": ["消防"]})
    for subject in uncapped["subjects"]:
        subject.pop("visit_cap", None)
        subject.pop("organ_cap", None)
    return [wide, staffed, uncapped]


@given(SEEDS)
@FEW
def test_allowing_more_worsens_neither_programme_nor_bound(seed: int) -> None:
    plain = tiny(seed)
    before = solved(plain)
    for more in widened(plain):
        after = solved(more)
        assert worth(after) <= worth(before)
        assert (after.unplaced_bound, after.lower_bound) <= (before.unplaced_bound, before.lower_bound)


@given(SEEDS)
@FEW
def test_certificates_are_pairwise_incompatible_and_prove_the_doors(seed: int) -> None:
    plain = tiny(seed)
    plain["subjects"] = [{k: v for k, v in row.items() if k in ("id", "township")} for row in plain["subjects"]]
    programme, facts = solved(plain), Facts(plain)
    for subject, demands in programme.certificates.items():
        assert all(facts.incompatible(a, b) for a, b in combinations(demands, 2))
        if not any(facts.demands[loss.demand]["subject"] == subject for loss in programme.unplaced):
            assert len(demands) == programme.minima[subject]


def test_work_that_pairwise_cannot_meet_is_the_certificate() -> None:
    programme = solved(instance([line("L0", last=1), line("L1", "B", 1, 1), line("L2", "B", 2, 3), line("L3", "C", 0, 0)]))
    assert programme.doors == 3
    assert programme.certificates == {"S": ("L1.S", "L2.S", "L3.S")}


@given(SEEDS)
@FEW
def test_a_pair_stands_apart_never_without_a_reason(seed: int) -> None:
    plain = tiny(seed)
    instance = parse_instance(plain)
    programme = solve(instance)
    explainer = Explainer(instance, programme)
    visit = {d: i for i, v in enumerate(programme.visits) for d in v.demands}
    for a, b in combinations(instance.demands, 2):
        if instance.demands[a].subject == instance.demands[b].subject:
            reasons = explainer.pair(a, b)
            together = a in visit and visit.get(a) == visit.get(b)
            assert bool(reasons) != together
            assert all(why.chinese and why.english for why in reasons)


@given(SEEDS)
@FEW
def test_locked_visits_stand_as_they_are(seed: int) -> None:
    plain = tiny(seed)
    first = solved(plain)
    states = [{"state": "notified"}, {"state": "done"}, {"pinned": True}]
    rows = to_plain(first)["visits"]
    plain["previous"] = [row | states[i % 3] for i, row in enumerate(rows[::2])]
    again = solved(plain)
    stand = to_plain(again)["visits"]
    assert all(row in stand for row in plain["previous"])
    assert check(plain, to_plain(again)) == []
    assert len(again.unplaced) <= len(first.unplaced)


@given(SEEDS)
@FEW
def test_together_never_opens_more_doors_than_alone(seed: int) -> None:
    plain = tiny(seed)
    for subject in plain["subjects"]:
        subject.pop("visit_cap", None)
        subject.pop("organ_cap", None)
        subject.pop("done", None)
    for row in plain["lines"]:
        row["check_class"] = row["id"]
    plain["officers"] = [officer | {"minutes": 100_000} for officer in plain["officers"]]
    plain["params"] = {"class_cap": 9}
    instance = parse_instance(plain)
    programme = solve(instance)
    figures = summary(instance, programme)
    alone = doors_alone(instance)
    assert figures.alone_doors == sum(alone.values()) <= figures.demands
    together = Counter(visit.subject for visit in programme.visits if visit.door)
    assert all(count <= alone[subject] for subject, count in together.items())
    assert figures.lower_bound == figures.doors
    assert figures.unplaced == figures.unplaced_bound


def test_a_visit_that_stands_is_one_for_each_department_where_they_come_alone() -> None:
    told = {"subject": "S", "week": 1, "demands": ["L0.S", "L1.S"], "departments": ["A", "B"], "lead": "A", "state": "notified"}
    alone = visits_alone(parse_instance(instance([line("L0"), line("L1", "B")], previous=[told])))
    assert sorted((one.departments, one.demands, one.week) for one in alone) == [(("A",), ("L0.S",), 1), (("B",), ("L1.S",), 1)]


@given(SEEDS)
@FEW
def test_the_checker_agrees_with_the_summary(seed: int) -> None:
    plain = tiny(seed)
    instance = parse_instance(plain)
    programme = solve(instance)
    figures = summary(instance, programme)
    row = {name: getattr(figures, name) for name in figures.__slots__}
    assert check(plain, to_plain(programme) | {"summary": row}) == []


def test_a_county_in_small_is_proven_and_lawful() -> None:
    plain = county(1, 300)
    instance = parse_instance(plain)
    told: list[tuple[str, int, int]] = []
    programme = solve(instance, lambda *step: told.append(step))
    assert (programme.lower_bound, programme.unplaced_bound) == (programme.doors, len(programme.unplaced))
    assert check(plain, to_plain(programme)) == []
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["units", "settle"]
    assert all(0 <= done < of for _, done, of in told)


@pytest.mark.nightly
def test_a_county_is_proven_and_lawful() -> None:
    plain = county(2, 2700)
    instance = parse_instance(plain)
    programme = solve(instance)
    assert len(instance.demands) > 9000
    assert (programme.lower_bound, programme.unplaced_bound) == (programme.doors, len(programme.unplaced))
    assert check(plain, to_plain(programme)) == []
    figures = summary(instance, programme)
    assert figures.doors < figures.alone_doors
