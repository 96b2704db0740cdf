"""全覆盖周期: decades of planning by the rule, against what it claims; last year's plan as a draft."""

from datetime import date
from itertools import pairwise
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.items.testing import item_row
from yicha.planning.rules.coverage import cycle_from, due_in
from yicha.planning.rules.rollover import draft_of
from yicha.planning.testing import line_row

YEAR = 2026
SIDS = [f"S{number:02}" for number in range(23)]


def last_of(years: dict[str, int]) -> dict[str, date]:
    return {sid: date(year, 6, 1) for sid, year in years.items()}


def played(cycle: int, size: int, history: dict[str, int], years: int) -> tuple[dict[str, list[int]], list[int]]:
    """Everybody whose turn it is gets checked; per subject in which years, and how many a year."""
    pool, last = SIDS[:size], {sid: year for sid, year in history.items() if sid in SIDS[:size]}
    checked = {sid: [last[sid]] if sid in last else [] for sid in pool}
    loads = []
    for year in range(YEAR, YEAR + years):
        turns = due_in(year, cycle, pool, last_of(last))
        loads.append(len(turns))
        for turn in turns:
            checked[turn.sid].append(year)
            last[turn.sid] = year
    return checked, loads


HISTORIES = st.dictionaries(st.sampled_from(SIDS), st.integers(YEAR - 9, YEAR - 1))


@pytest.mark.clause("LYG-5.4 YX-2.10")
class TestTheCycle:
    @given(cycle=st.integers(1, 6), size=st.integers(1, len(SIDS)), history=HISTORIES)
    def test_nobody_waits_longer_than_the_cycle(self, cycle: int, size: int, history: dict[str, int]) -> None:
        checked, _ = played(cycle, size, history, 4 * cycle)
        for years in checked.values():
            since = [year for year in years if year >= YEAR - cycle]
            assert all(later - earlier <= cycle for earlier, later in pairwise(since))
            assert years
            assert years[-1] > YEAR + 3 * cycle - cycle

    @given(cycle=st.integers(1, 6), size=st.integers(1, len(SIDS)), history=HISTORIES)
    def test_no_year_takes_more_than_its_share_once_the_past_is_made_good(self, cycle: int, size: int, history: dict[str, int]) -> None:
        _, loads = played(cycle, size, history, 4 * cycle)
        assert max(loads[1:], default=0) <= -(-size // cycle)

    @given(cycle=st.integers(1, 6), size=st.integers(1, len(SIDS)))
    def test_who_was_never_checked_has_its_turn_within_the_first_cycle(self, cycle: int, size: int) -> None:
        checked, _ = played(cycle, size, {}, cycle)
        assert all(len(years) == 1 for years in checked.values())

    @given(cycle=st.integers(1, 6), size=st.integers(1, len(SIDS)), history=HISTORIES)
    def test_the_years_ahead_are_what_will_be_planned_if_all_of_it_is_done(self, cycle: int, size: int, history: dict[str, int]) -> None:
        pool, last = SIDS[:size], {sid: year for sid, year in history.items() if sid in SIDS[:size]}
        ahead = cycle_from(YEAR, cycle, pool, last_of(last))
        _, loads = played(cycle, size, history, cycle)
        assert [(year, len(turns)) for year, turns in ahead] == list(zip(range(YEAR, YEAR + cycle), loads, strict=True))
        assert {turn.sid for _, turns in ahead for turn in turns} >= {sid for sid in pool if sid not in last}

    @pytest.mark.parametrize(
        ("last", "expected"),
        [
            ({}, ["a", "b"]),
            ({"a": 2023}, ["a", "b"]),
            ({"a": 2020}, ["a", "b"]),
            ({"a": 2026}, ["b"]),
            ({"a": 2025, "b": 2025, "c": 2024, "d": 2025}, []),
            ({"a": 2025, "b": 2025, "c": 2025, "d": 2025, "e": 2025, "f": 2025}, ["a", "b"]),
            ({"a": 2024, "b": 2024, "c": 2024, "d": 2024, "e": 2024, "f": 2024}, ["a", "b", "c", "d"]),
        ],
    )
    def test_known_answers(self, last: dict[str, int], expected: list[str]) -> None:
        pool = list("abcdef") if len(last) != 4 else list("abcd")
        assert [turn.sid for turn in due_in(YEAR, 3, pool, last_of(last))] == expected

    def test_who_should_have_been_checked_before_is_overdue(self) -> None:
        turns = due_in(YEAR, 3, ["a", "b"], last_of({"a": 2022, "b": 2023}))
        assert [(turn.sid, turn.overdue) for turn in turns] == [("a", True), ("b", False)]


@pytest.mark.clause("LYG-4.3a")
class TestLastYearsPlan:
    ITEMS: ClassVar = {"SCJG-I": item_row(code="SCJG-I", name="新名称", check_class="新类别")}

    def test_the_same_days_of_another_year(self) -> None:
        draft = draft_of([line_row(window=(date(2024, 2, 29), date(2024, 6, 26)))], 2025, self.ITEMS)
        (line,) = draft.lines
        assert line.window == (date(2025, 2, 28), date(2025, 6, 26))
        assert (line.item_name, line.check_class, draft.gone) == ("新名称", "新类别", ())

    @pytest.mark.parametrize("items", [{}, {"SCJG-I": item_row(code="SCJG-I", valid_to=date(2027, 1, 1))}])
    def test_an_item_that_is_gone_takes_its_line_along(self, items: dict[str, Any]) -> None:
        line = line_row()
        assert draft_of([line], 2027, items).gone == (line,)
