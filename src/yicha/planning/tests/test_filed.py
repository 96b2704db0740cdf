"""LYG-4.3b, LYG-4.3c: which checks outside the plan a re-planning takes in."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from yicha.engines.deadlines import BEIJING
from yicha.kernel.refusals import RuleBroken
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.planning.rules.filed import filing_of, filings_in, line_of, may_be_planned, require_still_waiting, waiting
from yicha.planning.rules.instances import PlanYear
from yicha.planning.types import FilingRow, FilingStatus

YEAR = PlanYear.of(2026, shipped_working_days())
NORMS = shipped_norms_in_force("", date(2026, 11, 20))
FRIDAY = date(2026, 12, 11)  # of the week that begins on the 7th
FILED = FilingRow(
    id=7,
    region_path="32/3207",
    department="WSJK",
    sid="S-1",
    name="青禾饭店",
    item_code="I-1",
    check_class="公共卫生",
    visit_on=FRIDAY,
    minutes=45,
    reason="疫情",
    filed_at=datetime(2026, 12, 2, 23, 30, tzinfo=BEIJING),
    status=FilingStatus.CONSENTED,
    decision="",
    exemption="",
    evidence="",
    plan_year=None,
    again_because="",
)


def taken(first_day: date = date(2026, 12, 7), **values: object) -> list[str]:
    return [one.line.line_id for one in waiting([replace(FILED, **values)], YEAR, NORMS, first_day)]  # type: ignore[arg-type] # as it is named


@pytest.mark.clause("LYG-4.3b", "LYG-4.3c")
def test_only_what_was_agreed_to_and_filed_for_the_whole_week_is_taken_in() -> None:
    assert taken() == [line_of(7)]
    assert taken(filed_at=datetime(2026, 12, 3, 0, 30, tzinfo=BEIJING)) == []  # Monday would be the fourth day
    assert taken(date(2026, 12, 8)) == []  # Monday is over
    assert taken(visit_on=date(2026, 12, 12)) == []  # a Saturday: nobody is planned then
    assert taken(visit_on=date(2027, 1, 8)) == []
    assert taken(status=FilingStatus.FILED) == []
    assert taken(status=FilingStatus.FILED, exemption="env_safety") == [line_of(7)]


def test_it_is_a_line_of_one_within_its_week() -> None:
    (found,) = waiting([FILED], YEAR, NORMS, date(2026, 12, 1))
    line = found.line
    assert (found.department, line.selection, line.sids, line.item_code) == ("WSJK", "list", ("S-1",), "I-1")
    assert (line.window, line.minutes, line.min_officers) == ((date(2026, 12, 7), date(2026, 12, 13)), 45, 2)
    assert (line.check_class, line.item_name, line.scope_query) == ("公共卫生", "公共卫生", "TRUE")


@pytest.mark.parametrize("status", list(FilingStatus))
def test_a_filing_serves_once(status: FilingStatus) -> None:
    assert may_be_planned(status, "") == (status is FilingStatus.CONSENTED)
    assert may_be_planned(status, "commitment") == (status in {FilingStatus.CONSENTED, FilingStatus.FILED})
    if status is FilingStatus.PLANNED:
        with pytest.raises(RuleBroken, match="青禾饭店报备的检查已经另外安排") as refused:
            require_still_waiting(status, "", FILED.name)
        assert (refused.value.clause, [one.what for one in refused.value.exits]) == ("LYG-4.3b", ["重新试算"])


def test_a_filing_is_told_from_a_plan_line() -> None:
    assert (filing_of(line_of(12)), filing_of("SC-01"), filing_of("12")) == (12, None, None)
    assert filings_in(["SC-01", line_of(12), line_of(3), line_of(12)]) == (3, 12)
