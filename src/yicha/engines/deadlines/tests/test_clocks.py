from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.deadlines import BEIJING, Clock, Light, Pause, Term, Thresholds, Unit, WorkingCalendar, read

CALENDAR = WorkingCalendar({date(2025, 9, 28): True}, frozenset({2025}))
USUAL = Thresholds(soon=3, now=0)
START = datetime(2025, 9, 1, 10, tzinfo=BEIJING)  # a Monday
FIVE = Clock(START, Term(5, Unit.WORKING_DAY))  # due on Monday 8 September
DAY_HOURS = Clock(START, Term(24, Unit.HOUR))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("now", "light", "remaining"),
    [
        ("2025-09-01T10:00", Light.OK, 5),
        ("2025-09-02T23:59", Light.OK, 4),
        ("2025-09-03T00:00", Light.SOON, 3),
        ("2025-09-05T18:00", Light.SOON, 1),
        ("2025-09-07T12:00", Light.SOON, 1),
        ("2025-09-08T00:00", Light.NOW, 0),
        ("2025-09-08T23:59:59", Light.NOW, 0),
        ("2025-09-09T00:00", Light.OVER, -1),
        ("2025-09-15T00:00", Light.OVER, -5),
    ],
)
def test_a_clock_in_working_days(now: str, light: Light, remaining: int) -> None:
    shown = read(FIVE, at(now), CALENDAR, USUAL)
    assert (shown.light, shown.remaining, shown.late) == (light, remaining, light is Light.OVER)
    assert shown.due.day == date(2025, 9, 8)


@pytest.mark.parametrize(
    ("now", "light", "remaining"),
    [
        ("2025-09-01T10:00", Light.OK, 24),
        ("2025-09-02T05:59", Light.OK, 4),
        ("2025-09-02T06:00:01", Light.SOON, 3),
        ("2025-09-02T09:00:01", Light.NOW, 0),
        ("2025-09-02T09:59:59", Light.NOW, 0),
        ("2025-09-02T10:00", Light.OVER, 0),
        ("2025-09-02T10:00:01", Light.OVER, -1),
    ],
)
def test_a_clock_in_hours(now: str, light: Light, remaining: int) -> None:
    shown = read(DAY_HOURS, at(now), CALENDAR, USUAL)
    assert (shown.light, shown.remaining) == (light, remaining)


@pytest.mark.parametrize(
    ("pause", "now", "light", "due"),
    [
        # stands since Wednesday: each day that passes moves the end
        (Pause(at("2025-09-03T09:00")), "2025-09-03T09:00", Light.PAUSED, date(2025, 9, 8)),
        (Pause(at("2025-09-03T09:00")), "2025-09-04T09:00", Light.PAUSED, date(2025, 9, 9)),
        (Pause(at("2025-09-03T09:00")), "2025-12-03T09:00", Light.PAUSED, date(2025, 12, 8)),
        # not yet begun: as if it were not there
        (Pause(at("2025-09-03T09:00")), "2025-09-03T08:59", Light.SOON, date(2025, 9, 8)),
        # over again
        (Pause(at("2025-09-03T09:00"), at("2025-09-05T09:00")), "2025-09-05T09:00", Light.SOON, date(2025, 9, 10)),
        (Pause(at("2025-09-03T09:00"), at("2025-09-05T09:00")), "2025-09-09T09:00", Light.SOON, date(2025, 9, 10)),
        (Pause(at("2025-09-03T09:00"), at("2025-09-05T09:00")), "2025-09-04T09:00", Light.PAUSED, date(2025, 9, 9)),
        # a pause cannot heal what was late before it
        (Pause(at("2025-09-09T09:00")), "2025-09-20T09:00", Light.OVER, date(2025, 9, 8)),
    ],
)
def test_a_clock_that_stands(pause: Pause, now: str, light: Light, due: date) -> None:
    clock = Clock(FIVE.start, FIVE.term, pauses=(pause,))
    shown = read(clock, at(now), CALENDAR, USUAL)
    assert (shown.light, shown.due.day) == (light, due)


@pytest.mark.parametrize(
    ("done", "late", "remaining"),
    [("2025-09-03T17:00", False, 3), ("2025-09-08T23:59:59", False, 0), ("2025-09-09T00:00", True, -1)],
)
def test_a_clock_that_was_stopped_shows_how_it_stood(done: str, late: bool, remaining: int) -> None:
    clock = Clock(FIVE.start, FIVE.term, done=at(done))
    shown = [read(clock, at(now), CALENDAR, USUAL) for now in (done, "2025-12-01T00:00")]
    assert shown[0] == shown[1]
    assert (shown[0].light, shown[0].late, shown[0].remaining) == (Light.DONE, late, remaining)


def test_an_extension_moves_the_end() -> None:
    clock = Clock(FIVE.start, FIVE.term, extensions=(Term(2, Unit.WORKING_DAY),))
    assert read(clock, at("2025-09-09T00:00"), CALENDAR, USUAL).light is Light.SOON


def test_the_last_term_says_what_is_left_in() -> None:
    clock = Clock(FIVE.start, FIVE.term, extensions=(Term(10, Unit.HOUR),))
    assert read(clock, at("2025-09-09T08:00"), CALENDAR, USUAL).remaining == 2


def test_thresholds_are_in_order() -> None:
    with pytest.raises(ValueError, match="colour"):
        Thresholds(soon=1, now=2)


LIGHTS = [Light.OK, Light.SOON, Light.NOW, Light.OVER]


@given(
    st.integers(0, 40),
    st.sampled_from(Unit),
    st.lists(st.integers(0, 24 * 60), min_size=2, max_size=6),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_time_only_ever_darkens_the_light(amount: int, unit: Unit, hours: list[int], now: int, more: int) -> None:
    clock = Clock(START, Term(amount, unit))
    shown = [read(clock, START + timedelta(hours=hour), CALENDAR, Thresholds(now + more, now)) for hour in sorted(hours)]
    order = [LIGHTS.index(each.light) for each in shown]
    assert order == sorted(order)
    assert len({each.due for each in shown}) == 1


@given(st.integers(0, 240), st.integers(0, 24 * 30))
def test_late_is_over_exactly_from_the_due_moment_on(seconds_before: int, hours: int) -> None:
    end = read(FIVE, START, CALENDAR, USUAL).due.at
    before, after = end - timedelta(seconds=seconds_before + 1), end + timedelta(hours=hours)
    assert read(FIVE, before, CALENDAR, USUAL).light is Light.NOW
    assert read(FIVE, after, CALENDAR, USUAL).light is Light.OVER
