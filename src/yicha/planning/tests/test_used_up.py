"""R-FREQ-1, R-FREQ-3: what stands beside a programme has used up its share of the year."""

from dataclasses import replace
from typing import Any

import pytest

from yicha.engines.planning import Instance, Subject
from yicha.planning.rules.replanning import used_up
from yicha.planning.tests.test_late_joins import DEMAND, ROW

OUTSIDE = replace(ROW, programme=None, demands=(replace(DEMAND, line="", filing=7),))


def year(**values: Any) -> Instance:
    return Instance((5,), ("SCJG",), {}, (), {"S": Subject("S", "", **values), "T": Subject("T", "", "OTHER")}, {})


@pytest.mark.clause("R-FREQ-1", "R-FREQ-3")
def test_a_visit_beside_the_programme_uses_its_class_and_one_visit() -> None:
    found = used_up(year(visit_cap=2, done=(("食品安全", "省局"),)), [OUTSIDE]).subjects
    assert found["S"].done == (("食品安全", "SCJG"), ("食品安全", "省局"))
    assert (found["S"].visit_cap, found["T"]) == (1, Subject("T", "", "OTHER"))
    assert used_up(year(visit_cap=0), [OUTSIDE]).subjects["S"].visit_cap == 0
    assert used_up(year(), [OUTSIDE]).subjects["S"].visit_cap is None


@pytest.mark.parametrize("free", [{"source": "complaint"}, {"exemption": "《消防法》"}], ids=["for a cause", "by law"])
def test_what_does_not_count_uses_nothing(free: dict[str, Any]) -> None:
    before = year(visit_cap=2)
    assert used_up(before, [replace(OUTSIDE, demands=(replace(DEMAND, **free),))]) == before


def test_a_site_that_nobody_plans_counts_for_its_enterprise() -> None:
    elsewhere = replace(OUTSIDE, sid="S2", uscc="FIRM")
    assert used_up(year(enterprise="FIRM", visit_cap=1), [elsewhere]).subjects["S"].visit_cap == 0
    assert used_up(year(visit_cap=1), [elsewhere]) == year(visit_cap=1)  # limits count per site
