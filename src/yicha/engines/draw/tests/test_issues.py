"""Issue and hour follow from each other: known days, a twin that walks day by day, and what the calendar leaves open."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw.drand import round_from, said_at
from yicha.engines.draw.issues import CHINA, Calendar, game_of, rests_of
from yicha.engines.draw.types import Round

pytestmark = pytest.mark.clause("YX-2.7b")

RESTS = "2025-01-27/2025-02-05; 2025-10-01/2025-10-04"
HOURS = {"双色球": "2,4,7 21:15", "大乐透": "1,3,6 21:25", "七星彩": "2,5,7 21:25", "排列5": "1,2,3,4,5,6,7 21:25"}
GAMES = {name: game for name, text in HOURS.items() if (game := game_of(text))}
CALENDAR = Calendar(GAMES, {2025: rests_of(RESTS)})


@pytest.mark.parametrize(
    ("name", "issue", "said"),
    [
        ("双色球", "2025001", "2025-01-02 21:15"),
        ("双色球", "2025011", "2025-01-26 21:15"),
        ("双色球", "2025012", "2025-02-06 21:15"),  # ten days of rest lie between
        ("双色球", "2025151", "2025-12-30 21:15"),  # the last of that year
        ("大乐透", "25001", "2025-01-01 21:25"),
        ("排列5", "25351", "2025-12-31 21:25"),
        ("七星彩+排列5", "25002+25002", "2025-01-02 21:25"),  # the earlier of both
        ("双色球", "2024151", "2024-12-31 21:15"),  # before the calendar begins: over by the end of its year
    ],
    ids=str,
)
def test_an_issue_has_its_hour(name: str, issue: str, said: str) -> None:
    assert CALENDAR.hour_of(Round(name, issue)) == datetime.fromisoformat(f"{said}+08:00")


@pytest.mark.parametrize(
    ("name", "issue"),
    [
        ("双色球", "2025152"),  # there is none
        ("双色球", "2025000"),
        ("双色球", "2026001"),  # of that year nobody knows the days of rest
        ("双色球", "25001"),  # not written as its source writes it
        ("快乐8", "2025001"),  # of that lottery nobody knows the hour
        ("排列5+福彩3D", "25001+2025001"),
        ("drand", "50000000"),
        ("", ""),
    ],
    ids=lambda one: one or "none",
)
def test_what_the_calendar_does_not_tell(name: str, issue: str) -> None:
    assert CALENDAR.hour_of(Round(name, issue)) is None


@given(day=st.dates(date(2025, 1, 1), date(2025, 12, 31)), name=st.sampled_from(sorted(HOURS)))
def test_what_comes_next_is_what_a_walk_from_new_year_s_day_counts(day: date, name: str) -> None:
    after, count, found = datetime(day.year, day.month, day.day, 21, 20, tzinfo=CHINA), 0, []
    for days in range(365):
        walked = date(2025, 1, 1) + timedelta(days=days)
        if str(walked.isoweekday()) in HOURS[name].split()[0] and not any(str(walked) in _rest(one) for one in RESTS.split("; ")):
            count += 1
            said = datetime.fromisoformat(f"{walked} {HOURS[name][-5:]}+08:00")
            found += [(f"2025{count:03}", said)] if said > after else []
    seen = [(f"2025{issue[-3:]}", hour) for issue, hour in CALENDAR.upcoming(name, after)]
    assert seen == found
    assert all(CALENDAR.hour_of(Round(name, issue)) == hour for issue, hour in islice(CALENDAR.upcoming(name, after), 3))


def _rest(span: str) -> list[str]:
    first, last = map(date.fromisoformat, span.split("/"))
    return [str(first + timedelta(days=days)) for days in range((last - first).days + 1)]


def test_the_next_issue_may_be_one_of_the_next_year() -> None:
    calendar = Calendar(GAMES, {2025: rests_of(RESTS), 2026: rests_of("2026-02-14/2026-02-23")})
    after = datetime(2025, 12, 30, 21, 15, tzinfo=CHINA)
    assert next(calendar.upcoming("双色球", after)) == ("2026001", datetime(2026, 1, 1, 21, 15, tzinfo=CHINA))
    assert next(calendar.upcoming("大乐透", after))[0] == "25150"
    assert list(calendar.upcoming("快乐8", after)) == []


@pytest.mark.parametrize("text", ["", "2,4,8 21:15", "2 24:00", "2 21:60", "每周二 21:15", "2,4,7", "2;4;7 21:15"])
def test_what_says_no_hour_is_no_lottery(text: str) -> None:
    assert game_of(text) is None


@pytest.mark.parametrize(
    "text", ["", "休市", "2025-01-27", f"{RESTS};2025-12-01 到 2025-12-02", "2025-02-30/2025-03-01", "2025-1-1/2025-1-2"]
)
def test_rests_that_cannot_be_read_whole_are_not_read(text: str) -> None:
    assert rests_of(text) == ()


@pytest.mark.parametrize("seconds", [0, 1, 2, 2.5, 3, 4, 1_000_000_001])
def test_a_round_of_drand_is_the_first_at_a_moment(seconds: float) -> None:
    first = said_at(1)
    assert first is not None
    moment = first + timedelta(seconds=seconds)
    found = round_from(moment)
    said, before = said_at(found), said_at(found - 1)
    assert said is not None
    assert said >= moment
    assert before is None or before < moment
    assert round_from(first - timedelta(days=1)) == 1
