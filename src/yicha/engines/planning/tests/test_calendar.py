"""Admissible weeks, officer-minutes and what a visit takes of them: by hand."""

from typing import Any

import pytest

from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.plain import parse_instance
from yicha.engines.planning.tests.instances import instance, line, officers
from yicha.engines.planning.weeks import collect, members, span


def weeks(plain: dict[str, Any], demand: str = "L0.S") -> list[int]:
    return list(members(Calendar(parse_instance(plain)).admissible[demand]))


def test_the_window_alone() -> None:
    assert weeks(instance([line("L0", first=1, last=2)])) == [1, 2]


@pytest.mark.parametrize(
    ("more", "left"),
    [
        ({"working_days": [5, 0, 5, 5]}, [0, 2, 3]),
        ({"params": {"first_open_week": 2}}, [2, 3]),
        ({"rejected": [["S", 0], ["other", 1]]}, [1, 2, 3]),
        ({"subjects": [{"id": "S", "township": "T", "blocked": [[1, 2, "寒假"]]}]}, [0, 3]),
        ({"officers": officers("A", many=1)}, []),
        ({"officers": [*officers("A", many=1), {"id": "b", "department": "A", "minutes": 1, "absent": [3]}]}, [0, 1, 2]),
        ({"officers": [*officers("A", many=1), {"id": "b", "department": "A", "minutes": 1, "recused": ["S"]}]}, []),
        ({"officers": [*officers("A", many=3), {"id": "b", "department": "A", "minutes": 1, "recused": ["S"]}]}, [0, 1, 2, 3]),
    ],
)
def test_each_layer_takes_its_weeks(more: dict[str, Any], left: list[int]) -> None:
    assert weeks(instance([line("L0")], **more)) == left


def test_a_skill_must_be_present() -> None:
    team = [
        {"id": "a", "department": "A", "minutes": 1500},
        {"id": "b", "department": "A", "minutes": 1500, "skills": ["消防"], "absent": [0]},
    ]
    assert weeks(instance([line("L0", min_officers=1, skills=["消防"])], officers=team)) == [1, 2, 3]


def test_off_site_work_ignores_quiet_and_refused_weeks() -> None:
    quiet = [{"id": "S", "township": "T", "blocked": [[0, 1, "安静期"]]}]
    assert weeks(instance([line("L0", mode="online")], quiet, rejected=[["S", 2]])) == [0, 1, 2, 3]


def test_capacity_follows_days_absence_and_ceiling() -> None:
    team = [
        {"id": "a", "department": "A", "minutes": 1501, "skills": ["消防"]},
        {"id": "b", "department": "A", "minutes": 1000, "absent": [1]},
    ]
    plain = instance([line("L0", skills=["消防"])], officers=team, working_days=[5, 4, 0, 6], params={"load_ceiling_pct": 90})
    calendar = Calendar(parse_instance(plain))
    assert calendar.resources == (("A", ()), ("A", ("消防",)))
    assert calendar.capacity == [[2250, 1080, 0, 2700], [1350, 1080, 0, 1620]]


def test_a_visit_pays_overhead_once_per_department_and_skill() -> None:
    lines = [line("L0", skills=["消防"], minutes=30), line("L1", minutes=50, min_officers=3), line("L2", "B", minutes=10)]
    parsed = parse_instance(instance(lines))
    calendar = Calendar(parsed)
    assert calendar.load(parsed.demands.values(), door=True) == ((0, 30 * 2 + 50 * 3 + 60 * 3), (1, 30 + 60), (2, 10 * 2 + 60 * 2))
    assert calendar.load(parsed.demands.values(), door=False) == ((0, 210), (1, 30), (2, 20))


def test_sets_of_weeks() -> None:
    assert list(members(span(2, 4))) == [2, 3, 4]
    assert span(3, 2) == 0
    assert collect([0, 3]) == 0b1001
