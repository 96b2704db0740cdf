"""Files that are not of the form: one line with the place, never another error."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.programme_check import Unreadable, check
from yicha.engines.programme_check.tests.test_damages import INSTANCE, PROGRAMME

Plain = dict[str, Any]

WRONG_INSTANCES: list[tuple[Plain, str]] = [
    ({"working_days": None}, "working_days"),
    ({"working_days": [True]}, "working_days"),
    ({"lines": {}}, "lines"),
    ({"lines": [5]}, "lines[0]"),
    ({"lines": [{"id": "L0"}]}, "lines[0].department"),
    ({"lines": [INSTANCE["lines"][0] | {"minutes": "1"}]}, "lines[0].minutes"),
    ({"lines": [INSTANCE["lines"][0] | {"announced": 1}]}, "lines[0].announced"),
    ({"lines": [INSTANCE["lines"][0] | {"not_with": ["L1"]}]}, "lines[0].not_with"),
    ({"lines": [INSTANCE["lines"][0] | {"skills": [1]}]}, "lines[0].skills"),
    ({"lines": INSTANCE["lines"] * 2}, "lines[9].id"),
    ({"demands": [{"id": "d", "line": "L9", "subject": "S0"}]}, "demands[0]"),
    ({"previous": [{"subject": "S9", "week": 0, "demands": []}]}, "previous[0].subject"),
    ({"rejected": [["S0"]]}, "rejected"),
    ({"params": 5}, "params"),
]
WRONG_PROGRAMMES: list[tuple[Plain, str]] = [
    ({"visits": None}, "programme"),
    ({"visits": [{"subject": "S9", "week": 0, "demands": []}]}, "visits[0].subject"),
    ({"visits": [{"subject": "S0", "week": "1", "demands": []}]}, "visits[0].week"),
    ({"unplaced": ["L0.S0"]}, "unplaced"),
    ({"lower_bound": None}, "lower_bound"),
    ({"unplaced_bound": 1.5}, "unplaced_bound"),
    ({"certificates": {"S0": "L0"}}, "certificates"),
    ({"minima": {"S0": "2"}}, "minima"),
    ({"summary": []}, "summary"),
    ({"summary": {"doors": "9"}}, "summary"),
]


@pytest.mark.parametrize(("change", "place"), WRONG_INSTANCES)
def test_instance(change: Plain, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        check(deepcopy(INSTANCE) | change, PROGRAMME)
    assert str(caught.value).startswith(f"{place}: ")


@pytest.mark.parametrize(("change", "place"), WRONG_PROGRAMMES)
def test_programme(change: Plain, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        check(INSTANCE, deepcopy(PROGRAMME) | change)
    assert str(caught.value).startswith(f"{place}: ")


@pytest.mark.parametrize("value", [None, [], "x", 1])
def test_no_object(value: Any) -> None:
    with pytest.raises(Unreadable):
        check(value, PROGRAMME)
    with pytest.raises(Unreadable):
        check(INSTANCE, value)


SCALARS = st.none() | st.booleans() | st.integers(-3, 70) | st.sampled_from(["S0", "L0", "L0.S0", "onsite", "A", ""])
KEYS = st.sampled_from(["a", "S0"])
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=2), max_leaves=6)


def said(instance: Plain, programme: Plain) -> str:
    """What the checker says, or why it cannot read."""
    try:
        return " | ".join(map(str, check(instance, programme)))
    except Unreadable as error:
        return str(error)


@given(st.sampled_from(sorted(INSTANCE)), JSON, st.sampled_from(sorted(PROGRAMME)), JSON)
@settings(max_examples=200, deadline=None)
def test_whatever_stands_there_the_answer_is_breaches_or_unreadable(key: str, value: Any, other: str, another: Any) -> None:
    assert "\n" not in said(INSTANCE | {key: value}, PROGRAMME | {other: another})


@given(st.integers(0, 8), st.sampled_from(sorted(PROGRAMME["visits"][0])), SCALARS)
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_visit_is_seen(i: int, key: str, value: Any) -> None:
    programme = deepcopy(PROGRAMME)
    same = value is None or programme["visits"][i][key] == value
    programme["visits"][i][key] = value
    assert said(INSTANCE, programme) or same or key == "week"
