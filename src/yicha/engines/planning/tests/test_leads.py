"""Who leads."""

from typing import Any

import pytest

from yicha.engines.planning import parse_instance, solve
from yicha.engines.planning.tests.instances import instance, line


def lead(lines: list[dict[str, Any]]) -> tuple[str | None, bool]:
    (visit,) = solve(parse_instance(instance(lines))).visits
    return visit.lead, visit.lead_appointed


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line("L0", "A", lead_rank=2), line("L1", "B", lead_rank=1)], ("B", False)),
        ([line("L0", "A", lead_rank=0), line("L1", "B")], ("A", False)),
        ([line("L0", "A", lead_rank=1), line("L1", "B", lead_rank=1)], ("A", False)),
        ([line("L0", "A", lead_rank=3), line("L1", "A", lead_rank=0), line("L2", "B", lead_rank=1)], ("A", False)),
        ([line("L0", "A", minutes=50), line("L1", "B", minutes=60)], ("B", True)),
        ([line("L0", "A", minutes=50), line("L1", "A", minutes=50), line("L2", "B", minutes=60)], ("A", True)),
        ([line("L0", "A"), line("L1", "B")], ("A", True)),
    ],
)
def test_rank_then_turns_then_code(lines: list[dict[str, Any]], expected: tuple[str, bool]) -> None:
    assert lead(lines) == expected


def test_equal_departments_take_turns() -> None:
    lines = [line("L0", "A", lead_rank=0), line("L1", "B", lead_rank=0)]
    subjects = [{"id": f"S{i}", "township": "T"} for i in range(4)]
    programme = solve(parse_instance(instance(lines, subjects, [(row["id"], site["id"]) for row in lines for site in subjects])))
    assert sorted(visit.lead or "" for visit in programme.visits) == ["A", "A", "B", "B"]


def test_off_site_work_has_no_lead() -> None:
    assert lead([line("L0", mode="online", lead_rank=0)]) == (None, False)


def test_a_locked_visit_keeps_its_lead_and_it_counts_as_a_turn() -> None:
    lines = [line("L0", "A", lead_rank=0), line("L1", "B", lead_rank=0)]
    subjects = [{"id": "S0", "township": "T"}, {"id": "S1", "township": "T"}]
    locked = {"subject": "S0", "week": 1, "demands": ["L0.S0", "L1.S0"], "departments": ["A", "B"], "lead": "A", "state": "notified"}
    plain = instance(lines, subjects, [(row["id"], site["id"]) for row in lines for site in subjects], previous=[locked])
    assert {visit.subject: visit.lead for visit in solve(parse_instance(plain)).visits} == {"S0": "A", "S1": "B"}
