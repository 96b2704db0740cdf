"""Dates become weeks and norms parameters as the contract says, day by day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines import planning as engine
from yicha.kernel.refusals import RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.orgs.types import OfficerAvailable
from yicha.orgs.workbooks import available
from yicha.planning.rules.demands import demands_of
from yicha.planning.rules.history import done_this_year, strangers
from yicha.planning.rules.instances import QUIET, SHORT_WINDOW, Material, PlanYear, absent_weeks, instance_of, require_window
from yicha.planning.tests.files import FIRE, FIRM, MARKET, YEAR, plan_line, register, teams
from yicha.planning.types import DepartmentLine, PastCheck
from yicha.subjects.testing import subject_row
from yicha.subjects.types import SubjectRow

NORMS = shipped_norms_in_force("", date(YEAR, 1, 1))
CALENDAR = shipped_working_days()
PLAN_YEAR = PlanYear.of(YEAR, CALENDAR)
NEW_YEAR, LAST_DAY = date(YEAR, 1, 1), date(YEAR, 12, 31)
DAYS = st.dates(date(YEAR - 1, 12, 20), date(YEAR + 1, 1, 10))
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
SITE_A, SITE_B = ({"sid": sid, "uscc": FIRM} for sid in ("SITE-A", "SITE-B"))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def naive_week(day: date) -> int:
    """Week w starts on the Monday on or before 1 January, plus 7·w days."""
    return (monday_of(day) - monday_of(date(day.year, 1, 1))).days // 7


@cache
def days_of_year(year: int = YEAR) -> tuple[date, ...]:
    return tuple(date(year, 1, 1) + timedelta(days=number) for number in range((date(year, 12, 31) - date(year, 1, 1)).days + 1))


@cache
def naive_weeks(year: int = YEAR) -> dict[int, list[date]]:
    """Week → its working days, for the weeks that have any."""
    found: dict[int, list[date]] = {}
    for day in days_of_year(year):
        if CALENDAR.is_working(day):
            found.setdefault(naive_week(day), []).append(day)
    return found


def officer(**values: Any) -> OfficerAvailable:
    plain: dict[str, Any] = {"name": "", "skills": (), "days_per_week": Decimal(5), "towns": (), "absences": (), "recusals": ()}
    return OfficerAvailable(**({"cert_no": "1", "department": MARKET} | plain | values))


def norms(**texts: str) -> NormsInForce:
    """The shipped ones, but for these texts."""
    rows = {**NORMS.rows, **{code: replace(NORMS.rows[code], text=text) for code, text in texts.items()}}
    return replace(NORMS, rows=rows)


def material(
    lines: Iterable[DepartmentLine],
    subjects: Iterable[SubjectRow],
    past: Iterable[PastCheck] = (),
    in_force: NormsInForce = NORMS,
    first_day: date = NEW_YEAR,
) -> Material:
    rows = {row.sid: row for row in subjects}
    filed = tuple(lines)
    demands = demands_of(filed, {line.line.line_id: list(rows.values()) for line in filed}, rows, {})
    return Material(filed, rows, available(teams(MARKET, each=2), YEAR), tuple(past), demands, in_force, PLAN_YEAR, first_day)


def full(number: str = "L", department: str = MARKET, **values: Any) -> DepartmentLine:
    return plan_line(number, department, **({"selection": "full", "ratio": ""} | values))


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_weeks_hold_the_working_days_of_the_year_and_no_other(year: int) -> None:
    found = PlanYear.of(year, CALENDAR)
    assert {week: list(days) for week, days in enumerate(found.weeks) if days} == naive_weeks(year)
    assert len(found.weeks) == naive_week(date(year, 12, 31)) + 1


@given(PERIODS)
@settings(max_examples=80, deadline=None)
def test_touching_weeks_have_a_working_day_in_the_period_and_overlapping_ones_any_day(period: tuple[date, date]) -> None:
    inside = [day for day in days_of_year() if period[0] <= day <= period[1]]
    assert PLAN_YEAR.touching(*period) == sorted({naive_week(day) for day in inside if CALENDAR.is_working(day)})
    assert list(PLAN_YEAR.overlapping(*period)) == sorted({naive_week(day) for day in inside})


@given(st.lists(PERIODS, max_size=4), st.none() | st.dates(NEW_YEAR, date(YEAR + 1, 6, 1)))
@settings(max_examples=80, deadline=None)
def test_an_officer_is_absent_in_every_week_not_wholly_covered(leave: list[tuple[date, date]], valid_to: date | None) -> None:
    (row,) = teams(MARKET, each=1, valid_to=valid_to, leave=tuple(leave))
    (one,) = available([row], YEAR)
    missed = {
        naive_week(day)
        for day in days_of_year()
        if any(first <= day <= last for first, last in leave) or (valid_to is not None and day > valid_to)
    }
    assert absent_weeks(one, PLAN_YEAR) == tuple(sorted(missed))


@given(st.dates(NEW_YEAR, LAST_DAY))
@settings(max_examples=60, deadline=None)
def test_the_first_open_week_begins_on_or_after_the_first_day(first_day: date) -> None:
    opened = PLAN_YEAR.first_open(first_day)
    assert all(day >= first_day for week, days in naive_weeks().items() if week >= opened for day in days)
    assert opened == 0 or any(day < first_day for day in naive_weeks()[opened - 1])


@given(st.dates(NEW_YEAR, LAST_DAY), st.integers(0, 300))
@settings(max_examples=80, deadline=None)
def test_a_line_may_use_the_weeks_whose_working_days_all_lie_in_its_window(first: date, length: int) -> None:
    window = (first, min(first + timedelta(days=length), LAST_DAY))
    inside = {week: [window[0] <= day <= window[1] for day in days] for week, days in naive_weeks().items()}
    whole = [week for week, found in inside.items() if all(found)]
    touched = [week for week, found in inside.items() if any(found)]
    if not touched:
        with pytest.raises(RuleBroken, match=f"没有 {YEAR} 年的工作日"):
            require_window("L", window, PLAN_YEAR)
        return
    line = instance_of(material([full(window=window)], register(1))).lines["L"]
    expected = whole or touched
    assert (line.first_week, line.last_week) == (expected[0], expected[-1])
    assert (line.exclusive == SHORT_WINDOW) is (not whole)
    days = [day for week in expected for day in PLAN_YEAR.days_within(week, [window])]
    assert all(window[0] <= day <= window[1] for day in days)
    assert all(PLAN_YEAR.days_within(week, [window]) for week in expected)


def test_what_a_line_asks_for_reaches_the_engine() -> None:
    line = full(
        mode="sampling",
        announced=False,
        minutes=90,
        skills=("食品",),
        min_officers=3,
        lead_rank=2,
        not_with=(("dept:消防", "采样"),),
        exemption="《食品安全法》",
        check_class="食品",
    )
    found = instance_of(material([line], register(1))).lines["L"]
    assert found == engine.Line(
        id="L",
        department=MARKET,
        check_class="食品",
        mode=engine.Mode.SAMPLING,
        first_week=9,
        last_week=25,
        minutes=90,
        announced=False,
        items=("I-L",),
        skills=("食品",),
        min_officers=3,
        lead_rank=2,
        not_with=(("dept:消防", "采样"),),
        exempt="《食品安全法》",
    )


def test_who_does_not_merge_goes_alone_with_his_reason() -> None:
    found = instance_of(material([full(mergeable=False, reason="爆破作业")], register(1)))
    assert found.lines["L"].exclusive == "爆破作业"


def test_parameters_are_the_norms() -> None:
    amounts: dict[str, int] = {
        NormCode.OVERHEAD_MINUTES: 45,
        NormCode.VISIT_MINUTES_MAX: 300,
        NormCode.LOAD_CEILING_PCT: 80,
        NormCode.CLASS_CAP: 2,
        NormCode.GAP_WEEKS: 6,
    }
    rows = {**NORMS.rows, **{code: replace(NORMS.rows[code], amount=Decimal(amount)) for code, amount in amounts.items()}}
    found = instance_of(material([full()], register(1), in_force=replace(NORMS, rows=rows), first_day=date(YEAR, 3, 4)))
    assert found.params == engine.Params(
        first_open_week=10,
        overhead_minutes=45,
        visit_minutes_max=300,
        load_ceiling_pct=80,
        class_cap=2,
        gap_weeks=6,
    )
    assert found.working_days == tuple(len(days) for days in PLAN_YEAR.weeks)


def test_rows_stand_in_the_order_of_their_ids() -> None:
    found = instance_of(material([full("B"), full("A")], reversed(register(3))))
    assert list(found.lines) == ["A", "B"]
    assert list(found.subjects) == sorted(found.subjects)
    assert [one.id for one in found.officers] == sorted(one.id for one in found.officers)


def test_a_window_without_a_working_day_says_the_way_on() -> None:
    with pytest.raises(RuleBroken) as refused:
        require_window("SC-01", (date(YEAR, 2, 16), date(YEAR, 2, 20)), PLAN_YEAR)
    assert refused.value.message == f"计划行 SC-01 的时间窗内没有 {YEAR} 年的工作日"
    assert refused.value.clause == "LYG-4.3a"
    assert [way.what for way in refused.value.exits] == ["改时间窗"]


@pytest.mark.parametrize(("days", "minutes"), [("5", 1500), ("2.5", 750), ("0", 0), ("0.33", 99)])
def test_an_officers_week_is_his_days(days: str, minutes: int) -> None:
    one = officer(days_per_week=Decimal(days), skills=("食品",), recusals=("S",), towns=("东川镇",))
    found = instance_of(replace(material([full()], register(1)), officers=(one,))).officers
    assert found == (engine.Officer("1", MARKET, minutes, ("食品",), (), ("S",)),)


def test_quiet_periods_block_the_weeks_whose_working_days_they_touch() -> None:
    row = subject_row(
        1, blocked=((f"{YEAR}-06-01", f"{YEAR}-06-10"), (f"{YEAR}-06-13", f"{YEAR}-06-14"), (f"{YEAR}-08-03", f"{YEAR}-08-03"))
    )
    (found,) = instance_of(material([full()], [row])).subjects.values()
    assert found.blocked == ((22, 23, QUIET), (31, 31, QUIET))


@pytest.mark.clause("R-FREQ-1", "R-FREQ-3")
def test_limits_count_per_enterprise_over_its_sites_and_a_door_is_a_site() -> None:
    rows = [subject_row(1, **SITE_A), subject_row(2, **SITE_B), subject_row(3, visit_cap=2)]
    found = instance_of(material([full()], rows)).subjects
    assert {sid: row.owner for sid, row in found.items()} == {
        "SITE-A": SITE_A["uscc"],
        "SITE-B": SITE_A["uscc"],
        rows[2].sid: rows[2].sid,
    }
    assert found[rows[2].sid].visit_cap == 2


def test_a_region_may_count_per_site() -> None:
    rows = [subject_row(1, **SITE_A), subject_row(2, **SITE_B)]
    found = instance_of(material([full()], rows, in_force=norms(**{NormCode.LIMITS_COUNT_PER: "site"}))).subjects
    assert {sid: row.owner for sid, row in found.items()} == {"SITE-A": "SITE-A", "SITE-B": "SITE-B"}


def check_of(sid: str, on: date = date(YEAR, 2, 3), check_class: str = "食品") -> PastCheck:
    return PastCheck(sid, check_class, "省局", "省", on)


@pytest.mark.clause("R-FREQ-2")
def test_what_was_done_at_a_sister_site_is_brought_along() -> None:
    rows = [subject_row(1, **SITE_A), subject_row(2, **SITE_B), subject_row(3)]
    lines = [full(scope_query="TRUE", selection="list", sids=("SITE-A",))]
    past = [check_of("SITE-B"), check_of(rows[2].sid), check_of("SITE-A", date(YEAR - 1, 5, 5))]
    found = instance_of(material(lines, rows, past)).subjects
    assert {sid: row.done for sid, row in found.items()} == {"SITE-A": (), "SITE-B": (("食品", "省局"),)}


@pytest.mark.clause("R-FREQ-2")
def test_a_check_of_the_enterprise_counts_once_for_all_its_sites_or_for_each_where_sites_count() -> None:
    rows = [subject_row(1, **SITE_B), subject_row(2, **SITE_A)]
    past = [check_of(SITE_A["uscc"])]
    assert done_this_year(YEAR, past, rows, per_site=False) == {"SITE-A": (("食品", "省局"),)}
    assert done_this_year(YEAR, past, rows, per_site=True) == dict.fromkeys(("SITE-A", "SITE-B"), (("食品", "省局"),))


@given(st.lists(st.tuples(st.sampled_from(["S0", "S1", "S2", "E", "X"]), st.sampled_from(["食品", "消防"])), max_size=8))
@settings(max_examples=60, deadline=None)
def test_an_enterprise_is_charged_with_every_check_that_names_it_or_a_site_of_it(named: list[tuple[str, str]]) -> None:
    rows = [subject_row(0, sid="S0", uscc="E"), subject_row(1, sid="S1", uscc="E"), subject_row(2, sid="S2")]
    done = done_this_year(YEAR, [check_of(sid, check_class=name) for sid, name in named], rows, per_site=False)
    charged = sorted(pair for sid in ("S0", "S1") for pair in done.get(sid, ()))
    assert charged == sorted((name, "省局") for sid, name in named if sid in {"S0", "S1", "E"})
    assert sorted(done.get("S2", ())) == sorted((name, "省局") for sid, name in named if sid == "S2")


def test_strangers_in_the_history_are_named_once() -> None:
    rows = [subject_row(1, **SITE_A)]
    assert strangers([check_of("Z"), check_of("SITE-A"), check_of(SITE_A["uscc"]), check_of("Z"), check_of("B")], rows) == ("B", "Z")


def test_departments_are_those_of_lines_and_of_officers() -> None:
    found = instance_of(material([full(department=FIRE)], register(1)))
    assert found.departments == tuple(sorted((FIRE, MARKET)))
