"""Terms: decision tables that can be checked against a wall calendar, and a twin that counts day by day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.deadlines import BEIJING, Pause, Term, Unit, WorkingCalendar, due, latest_day
from yicha.engines.deadlines.tests import naive

# 2025: 国庆 1 to 8 October off, 28 September and 11 October worked. 2026 is not announced here.
CALENDAR = WorkingCalendar(
    {date(2025, 10, number): False for number in (1, 2, 3, 6, 7, 8)} | {date(2025, 9, 28): True, date(2025, 10, 11): True},
    frozenset({2024, 2025}),
)
WD, D, H, MONTH, YEAR = Unit.WORKING_DAY, Unit.DAY, Unit.HOUR, Unit.MONTH, Unit.YEAR


def at(day: str, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("start", "term", "last"),
    [
        # the day of the event does not count
        ("2025-09-01", Term(0, D), "2025-09-01"),
        ("2025-09-01", Term(1, D), "2025-09-02"),
        ("2025-09-01", Term(5, D), "2025-09-06"),
        ("2025-09-01", Term(90, D), "2025-11-30"),
        # working days: over a weekend, over the long holiday, from a day of rest, on a worked weekend
        ("2025-09-01", Term(0, WD), "2025-09-01"),
        ("2025-09-01", Term(2, WD), "2025-09-03"),
        ("2025-09-04", Term(2, WD), "2025-09-08"),
        ("2025-09-06", Term(1, WD), "2025-09-08"),
        ("2025-09-26", Term(1, WD), "2025-09-28"),
        ("2025-09-30", Term(1, WD), "2025-10-09"),
        ("2025-09-30", Term(7, WD), "2025-10-16"),
        ("2025-10-03", Term(3, WD), "2025-10-11"),
        # months and years: the same number, or the last day
        ("2025-01-31", Term(1, MONTH), "2025-02-28"),
        ("2024-01-31", Term(1, MONTH), "2024-02-29"),
        ("2025-01-30", Term(2, MONTH), "2025-03-30"),
        ("2025-11-30", Term(3, MONTH), "2026-02-28"),
        ("2024-02-29", Term(1, YEAR), "2025-02-28"),
        ("2024-02-29", Term(4, YEAR), "2028-02-29"),
        ("2025-12-01", Term(1, MONTH), "2026-01-01"),
        # rolling: only where the statute gives it
        ("2025-09-01", Term(5, D, rolls=True), "2025-09-08"),
        ("2025-09-26", Term(1, D, rolls=True), "2025-09-28"),
        ("2025-09-01", Term(1, MONTH, rolls=True), "2025-10-09"),
        ("2025-09-01", Term(4, D, rolls=True), "2025-09-05"),
    ],
)
def test_the_last_day_of_a_term(start: str, term: Term, last: str) -> None:
    end = due(at(start), [term], CALENDAR)
    assert (end.day, end.at) == (date.fromisoformat(last), at(last, 0) + timedelta(days=1))


@pytest.mark.parametrize("hour", [0, 23])
def test_the_hour_of_the_event_does_not_matter_to_a_term_in_days(hour: int) -> None:
    end = due(at("2025-09-01", hour, 59), [Term(2, WD)], CALENDAR)
    assert (end.day, end.at) == (date(2025, 9, 3), at("2025-09-04", 0))


def test_an_event_late_in_the_evening_of_utc_is_tomorrows_in_beijing() -> None:
    assert due(datetime(2025, 9, 1, 20, tzinfo=UTC), [Term(1, D)], CALENDAR).day == date(2025, 9, 3)


def test_hours_run_through_nights_and_holidays() -> None:
    end = due(at("2025-09-30", 18, 30), [Term(24, H)], CALENDAR)
    assert (end.at, end.day) == (at("2025-10-01", 18, 30), date(2025, 10, 1))


PAUSED = [
    # pause, term, last day; the event is on Monday 1 September
    ("2025-09-03", "2025-09-03", Term(5, D), "2025-09-06"),
    ("2025-09-03", "2025-09-04", Term(5, D), "2025-09-07"),
    ("2025-09-03", "2025-09-13", Term(5, D), "2025-09-16"),
    ("2025-09-06", "2025-09-10", Term(5, D), "2025-09-06"),
    ("2025-09-05", "2025-09-10", Term(5, D), "2025-09-11"),
    ("2025-09-01", "2025-09-02", Term(5, D), "2025-09-07"),
    ("2025-08-20", "2025-09-02", Term(5, D), "2025-09-07"),
    ("2025-09-05", "2025-09-07", Term(5, WD), "2025-09-08"),
    ("2025-09-05", "2025-09-08", Term(5, WD), "2025-09-09"),
    ("2025-09-10", "2025-09-20", Term(1, MONTH), "2025-10-11"),
]


@pytest.mark.parametrize(("start", "end", "term", "last"), PAUSED)
def test_a_pause_does_not_count(start: str, end: str, term: Term, last: str) -> None:
    assert due(at("2025-09-01"), [term], CALENDAR, [Pause(at(start), at(end))]).day == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ([], at("2025-09-02", 10)),
        ([Pause(at("2025-09-01", 12), at("2025-09-01", 15))], at("2025-09-02", 13)),
        ([Pause(at("2025-09-01", 8), at("2025-09-01", 11))], at("2025-09-02", 11)),
        ([Pause(at("2025-08-01"), at("2025-08-02"))], at("2025-09-02", 10)),
        ([Pause(at("2025-09-02", 10), at("2025-09-03"))], at("2025-09-02", 10)),
        ([Pause(at("2025-09-02", 9), at("2025-09-03", 9)), Pause(at("2025-09-02", 12), at("2025-09-02", 14))], at("2025-09-03", 10)),
        ([Pause(at("2025-09-01", 14), at("2025-09-01", 16)), Pause(at("2025-09-01", 12), at("2025-09-01", 15))], at("2025-09-02", 14)),
    ],
)
def test_paused_hours_do_not_count(pauses: list[Pause], end: datetime) -> None:
    assert due(at("2025-09-01", 10), [Term(24, H)], CALENDAR, pauses).at == end


def test_extensions_follow_one_another() -> None:
    terms = [Term(15, WD), Term(15, WD)]
    assert due(at("2025-09-01"), terms, CALENDAR).day == due(at("2025-09-01"), [Term(30, WD)], CALENDAR).day == date(2025, 10, 17)
    assert due(at("2025-01-31"), [Term(30, D), Term(1, MONTH)], CALENDAR).day == date(2025, 4, 2)
    assert due(at("2025-09-01"), [Term(24, H), Term(1, D)], CALENDAR).day == date(2025, 9, 3)
    assert due(at("2025-09-01"), [Term(1, D), Term(2, H)], CALENDAR).at == at("2025-09-03", 2)


def test_only_the_end_of_the_whole_rolls() -> None:
    """5 September is a Friday: were the first term rolled from Saturday to Monday, the second would end later."""
    rolling = [Term(5, D, rolls=True), Term(1, D, rolls=True)]
    assert due(at("2025-09-01"), rolling, CALENDAR).day == date(2025, 9, 8)
    assert due(at("2025-09-01"), [Term(5, D, rolls=True), Term(0, D)], CALENDAR).day == date(2025, 9, 6)


@pytest.mark.parametrize(
    ("start", "term", "provisional"),
    [
        ("2025-12-01", Term(5, WD), False),
        ("2025-12-29", Term(5, WD), True),
        ("2025-12-29", Term(5, D), False),
        ("2025-12-29", Term(5, D, rolls=True), True),
        ("2025-12-29", Term(1, MONTH), False),
        ("2025-12-29", Term(240, H), False),
    ],
)
def test_only_what_leans_on_an_unannounced_year_is_provisional(start: str, term: Term, provisional: bool) -> None:
    assert due(at(start), [term], CALENDAR).provisional is provisional


@pytest.mark.parametrize(
    ("event", "term", "last"),
    [
        ("2025-09-10", Term(5, D), "2025-09-05"),
        ("2025-09-10", Term(0, D), "2025-09-10"),
        ("2025-09-10", Term(7, WD), "2025-09-01"),
        ("2025-10-09", Term(1, WD), "2025-10-08"),
        ("2025-10-09", Term(2, WD), "2025-09-29"),
        ("2025-03-31", Term(1, MONTH), "2025-02-28"),
        ("2025-02-28", Term(1, MONTH), "2025-01-31"),
        ("2025-02-27", Term(1, MONTH), "2025-01-27"),
        ("2025-02-28", Term(1, YEAR), "2024-02-29"),
    ],
)
def test_the_last_day_before_an_event(event: str, term: Term, last: str) -> None:
    assert latest_day(date.fromisoformat(event), term, CALENDAR) == date.fromisoformat(last)


@given(st.dates(date(2024, 2, 1), date(2025, 12, 1)), st.integers(0, 40), st.sampled_from([WD, D, MONTH, YEAR]))
def test_counting_back_is_the_latest_start_that_still_holds(event: date, amount: int, unit: Unit) -> None:
    term = Term(amount if unit in {WD, D} else amount % 5, unit)
    last = latest_day(event, term, CALENDAR)
    assert naive.last_day(last, term, CALENDAR, set()) <= event
    assert naive.last_day(last + timedelta(days=1), term, CALENDAR, set()) > event


def test_hours_before_a_day_mean_nothing() -> None:
    with pytest.raises(ValueError, match="hours before a day"):
        latest_day(date(2025, 9, 10), Term(24, H), CALENDAR)


moments = st.datetimes(datetime(2025, 8, 1), datetime(2025, 11, 30), timezones=st.just(BEIJING))  # noqa: DTZ001 -- given by timezones


@st.composite
def several_pauses(draw: st.DrawFn) -> list[Pause]:
    starts = draw(st.lists(moments, max_size=4))
    return [Pause(start, start + timedelta(hours=draw(st.integers(0, 600)))) for start in starts]


@given(moments, st.integers(0, 60), st.sampled_from([WD, D, MONTH, YEAR]), several_pauses())
def test_the_twin_that_counts_day_by_day_agrees(start: datetime, amount: int, unit: Unit, pauses: Sequence[Pause]) -> None:
    term = Term(amount if unit in {WD, D} else amount % 4, unit)
    paused = naive.paused_days(pauses, CALENDAR)
    assert due(start, [term], CALENDAR, pauses).day == naive.last_day(CALENDAR.day_of(start), term, CALENDAR, paused)


@given(st.integers(0, 5), st.lists(st.tuples(st.integers(-90, 400), st.integers(0, 120)), max_size=4))
def test_the_twin_that_counts_minute_by_minute_agrees(hours: int, spans: Sequence[tuple[int, int]]) -> None:
    start = at("2025-09-01")
    pauses = [Pause(start + timedelta(minutes=begin), start + timedelta(minutes=begin + length)) for begin, length in spans]
    end = due(start, [Term(hours, H)], CALENDAR, pauses).at
    assert end == naive.last_minute(start, hours, pauses)


@given(moments, st.integers(0, 30), st.sampled_from([WD, D]), several_pauses())
def test_pauses_that_touch_equal_one(start: datetime, amount: int, unit: Unit, pauses: Sequence[Pause]) -> None:
    cut = [half for pause in pauses if pause.end for half in (Pause(pause.start, middle(pause)), Pause(middle(pause), pause.end))]
    whole, halves = (due(start, [Term(amount, unit)], CALENDAR, some) for some in (pauses, cut))
    assert whole == halves


def middle(pause: Pause) -> datetime:
    assert pause.end
    return pause.start + (pause.end - pause.start) / 2


@given(moments, st.integers(0, 30), st.integers(0, 30), st.sampled_from([WD, D, H]))
def test_two_terms_of_one_unit_are_one_long_term(start: datetime, first: int, second: int, unit: Unit) -> None:
    assert due(start, [Term(first, unit), Term(second, unit)], CALENDAR) == due(start, [Term(first + second, unit)], CALENDAR)


def test_an_open_pause_has_no_due_date() -> None:
    for unit in (WD, H):
        with pytest.raises(ValueError, match="while a clock stands"):
            due(at("2025-09-01"), [Term(5, unit)], CALENDAR, [Pause(at("2025-09-02"))])


def test_terms_and_pauses_do_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="not negative"):
        Term(-1, D)
    with pytest.raises(ValueError, match="ends after"):
        Pause(at("2025-09-02"), at("2025-09-01"))
