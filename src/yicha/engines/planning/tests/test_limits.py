"""Limits count per enterprise over all its sites; a door is a site."""

from typing import Any

import pytest

from yicha.engines.planning import Cause, parse_instance, solve, to_plain
from yicha.engines.planning.tests.instances import instance, line
from yicha.engines.programme_check import check

Plain = dict[str, Any]
TWO = [{"id": "S1", "enterprise": "E"}, {"id": "S2", "enterprise": "E"}]


def result(plain: Plain) -> tuple[int, dict[str, str]]:
    programme = solve(parse_instance(plain))
    assert check(plain, to_plain(programme)) == []
    return programme.doors, {loss.demand: loss.cause.value for loss in programme.unplaced}


def sites(**more: Any) -> list[Plain]:
    return [{"township": "T"} | site | more for site in TWO]


def test_two_sites_are_two_doors_even_in_one_week() -> None:
    lines = [line("L0", "A"), line("L1", "B")]
    assert result(instance(lines, sites(), [("L0", "S1"), ("L1", "S2")])) == (2, {})


def test_one_class_once_in_the_enterprise_not_per_site() -> None:
    doors, lost = result(instance([line("L0")], sites(), [("L0", "S1"), ("L0", "S2")]))
    assert doors == 1
    assert list(lost.values()) == ["caps"]
    alone = [{"id": "S1", "township": "T"}, {"id": "S2", "township": "T"}]
    assert result(instance([line("L0")], alone, [("L0", "S1"), ("L0", "S2")])) == (2, {})


def test_a_larger_class_cap_counts_over_the_sites_too() -> None:
    plain = instance([line("L0")], [*sites(), {"id": "S3", "township": "T", "enterprise": "E"}], [("L0", f"S{i}") for i in (1, 2, 3)])
    assert result(plain | {"params": {"class_cap": 2}})[0] == 2


def test_visit_cap_is_the_strictest_of_the_sites() -> None:
    lines = [line(f"L{i}", department) for i, department in enumerate("ABC")]
    pairs = [("L0", "S1"), ("L1", "S1"), ("L2", "S2")]
    doors, lost = result(instance(lines, [sites()[0] | {"visit_cap": 1}, sites()[1] | {"visit_cap": 5}], pairs))
    assert doors == 1
    assert lost == {"L2.S2": "caps"}, "the door that holds two is kept"


def test_organ_cap_counts_the_department_over_the_sites() -> None:
    lines = [line("L0", "A"), line("L1", "A"), line("L2", "B")]
    doors, lost = result(instance(lines, sites(organ_cap=1), [("L0", "S1"), ("L1", "S2"), ("L2", "S2")]))
    assert (doors, lost) == (1, {"L0.S1": "caps"}), "the other two share a door"


def test_what_was_done_at_one_site_counts_at_the_other() -> None:
    plain = instance([line("L0")], [sites()[0] | {"done": [["class L0", "市局"]]}, sites()[1]], [("L0", "S2")])
    assert result(plain) == (0, {"L0.S2": "class_done"})


@pytest.mark.parametrize(
    ("subject", "cause"),
    [
        ({"visit_cap": 0}, Cause.VISIT_CAP),
        ({"organ_cap": 1, "done": [["other", "A"]]}, Cause.ORGAN_CAP),
        ({"done": [["class L0", "省局"]]}, Cause.CLASS_DONE),
        ({"blocked": [[0, 3, "寒假"]]}, Cause.NO_WEEK),
    ],
)
def test_hopeless_alone(subject: Plain, cause: Cause) -> None:
    assert result(instance([line("L0")], [{"id": "S", "township": "T"} | subject])) == (0, {"L0.S": cause.value})


def test_work_longer_than_a_visit_may_last_is_lost() -> None:
    assert result(instance([line("L0", minutes=421)])) == (0, {"L0.S": "minutes"})
    assert result(instance([line("L0", minutes=421, mode="online")])) == (0, {})


def test_exempt_lines_do_not_count() -> None:
    lines = [line("L0", first=0, last=0), line("L1", first=3, last=3, exempt="安全生产法")]
    assert result(instance(lines, [{"id": "S", "township": "T", "visit_cap": 1}])) == (2, {})


def test_locked_visits_use_up_the_limits() -> None:
    lines = [line("L0", first=0, last=0), line("L1", "B", first=3, last=3)]
    locked = {"subject": "S", "week": 0, "demands": ["L0.S"], "departments": ["A"], "lead": "A", "state": "notified"}
    plain = instance(lines, [{"id": "S", "township": "T", "visit_cap": 1}], previous=[locked])
    assert result(plain) == (1, {"L1.S": "visit_cap"})


def test_the_fewest_demands_are_lost_then_the_fewest_doors_opened() -> None:
    windows = [(0, 0), (0, 1), (1, 1), (2, 2), (3, 3), (3, 3)]
    lines = [line(f"L{i}", f"D{i}", *window) for i, window in enumerate(windows)]
    doors, lost = result(instance(lines, [{"id": "S", "township": "T", "visit_cap": 2}]))
    assert (doors, len(lost)) == (2, 2)
