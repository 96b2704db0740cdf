"""Input: defaults, both ways, and one clear error that names the place."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import InputError, Mode, Params, VisitState, parse_instance, parse_programme, solve, to_plain
from yicha.engines.planning.tests.instances import instance, line, tiny

Plain = dict[str, Any]


def test_absent_fields_take_the_defaults() -> None:
    parsed = parse_instance(instance([line("L0")]))
    assert parsed.params == Params(0, 60, 420, None, 100, 1, 8)
    first = parsed.lines["L0"]
    assert (first.announced, first.min_officers, first.lead_rank, first.exclusive, first.exempt) == (True, 2, None, None, None)
    assert first.mode is Mode.ONSITE
    subject = parsed.subjects["S"]
    assert (subject.enterprise, subject.owner, subject.x, subject.visit_cap, subject.done) == (None, "S", 0, None, ())
    assert (parsed.previous, parsed.rejected) == ((), ())


def test_null_is_absent_and_unknown_fields_are_ignored() -> None:
    plain = instance([line("L0", exempt=None, remark="?")], note=1, previous=None, params=None)
    assert parse_instance(plain) == parse_instance(instance([line("L0")]))


def test_a_previous_visit_takes_the_defaults() -> None:
    (visit,) = parse_instance(instance([line("L0")], previous=[{"subject": "S", "week": 1, "demands": ["L0.S"]}])).previous
    assert (visit.state, visit.door, visit.pinned, visit.lead, visit.departments) == (VisitState.DRAFT, True, False, None, ())


def change(place: str, value: Any) -> Callable[[Plain], None]:
    def apply(plain: Plain) -> None:
        *path, last = [int(part) if part.isdigit() else part for part in place.split(".")]
        target: Any = plain
        for part in path:
            target = target[part]
        if value is KeyError:
            del target[last]
        else:
            target[last] = value

    return apply


VISIT = {"subject": "S", "week": 0, "demands": ["L0.S"]}
MISTAKES: list[tuple[str, Any, str]] = [
    ("working_days", [], "working_days"),
    ("working_days", [5] * 55, "working_days"),
    ("working_days", [5, "5"], "working_days[1]"),
    ("working_days", [8], "working_days[0]"),
    ("working_days", KeyError, "working_days"),
    ("lines", KeyError, "lines"),
    ("lines", {}, "lines"),
    ("lines", ["L0"], "lines[0]"),
    ("lines.0.id", "", "lines[0].id"),
    ("lines.0.id", KeyError, "lines[0].id"),
    ("lines.0.minutes", "60", "lines[0].minutes"),
    ("lines.0.minutes", True, "lines[0].minutes"),
    ("lines.0.minutes", -1, "lines[0].minutes"),
    ("lines.0.minutes", 1.5, "lines[0].minutes"),
    ("lines.0.mode", "remote", "lines[0].mode"),
    ("lines.0.department", "X", "lines[0].department"),
    ("lines.0.last_week", 4, "lines[0].last_week"),
    ("lines.0", line("L0", first=2, last=1), "lines[0].last_week"),
    ("lines.0.announced", 1, "lines[0].announced"),
    ("lines.0.skills", "消防", "lines[0].skills"),
    ("lines.0.not_with", [["L1"]], "lines[0].not_with[0]"),
    ("lines.1.id", "L0", "lines[1].id"),
    ("officers.0.department", "X", "officers[0].department"),
    ("officers.0.absent", [-1], "officers[0].absent[0]"),
    ("officers.1.id", "A0", "officers[1].id"),
    ("subjects.0.blocked", [[1, 2]], "subjects[0].blocked[0]"),
    ("subjects.0.blocked", [[True, 2, "x"]], "subjects[0].blocked[0]"),
    ("subjects.0.visit_cap", -1, "subjects[0].visit_cap"),
    ("subjects.0.done", [["k", 1]], "subjects[0].done[0]"),
    ("demands.0.line", "L9", "demands[0].line"),
    ("demands.0.subject", "S9", "demands[0].subject"),
    ("params", 5, "params"),
    ("params", {"departments_max": 0}, "params.departments_max"),
    ("previous", [VISIT | {"state": "gone"}], "previous[0].state"),
    ("previous", [VISIT | {"week": 9}], "previous[0].week"),
    ("previous", [VISIT | {"subject": "S9"}], "previous[0].subject"),
    ("previous", [VISIT | {"demands": None}], "previous[0].demands"),
    ("previous", [VISIT, VISIT], "previous[1].demands"),
    ("rejected", [["S"]], "rejected[0]"),
]


@pytest.mark.parametrize(("place", "value", "said"), MISTAKES, ids=[f"{place}={value!r}"[:40] for place, value, _ in MISTAKES])
def test_a_mistake_is_named_with_its_place(place: str, value: Any, said: str) -> None:
    plain = instance([line("L0"), line("L1")])
    change(place, value)(plain)
    with pytest.raises(InputError) as caught:
        parse_instance(plain)
    assert caught.value.place == said
    assert str(caught.value).startswith(f"{said}: ")
    assert " · " in str(caught.value)
    assert "None" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("plain", [None, [], "x", 5])
def test_what_is_no_object_is_refused(plain: Any) -> None:
    with pytest.raises(InputError, match="JSON"):
        parse_instance(plain)


def test_where_a_subject_is_comes_through() -> None:
    where = {"township": "T1", "name": "东街", "grid": "G2", "x": 30, "y": 40}
    (subject,) = parse_instance(instance([line("L0")], [{"id": "S"} | where])).subjects.values()
    assert {name: getattr(subject, name) for name in where} == where


@given(st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_both_ways(seed: int) -> None:
    parsed = parse_instance(tiny(seed))
    assert parse_instance(to_plain(parsed)) == parsed
    programme = solve(parsed)
    assert parse_programme(to_plain(programme)) == programme


def test_a_programme_with_an_unknown_cause_is_refused() -> None:
    plain = to_plain(solve(parse_instance(instance([line("L0")])))) | {"unplaced": [["L0.S", "weather"]]}
    with pytest.raises(InputError, match="weather"):
        parse_programme(plain)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 60) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "lines", "demands", "subjects", "working_days"]), inner)
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=200, deadline=None)
def test_nothing_but_an_input_error_comes_out(plain: Any) -> None:
    try:
        parse_instance(plain)
    except InputError:
        return
