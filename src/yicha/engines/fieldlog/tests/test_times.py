"""Between which moments something was done (FIELD1 §9, I-11)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.fieldlog import Operation, about, earliest, read
from yicha.engines.fieldlog.tests.world import text

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def op(**said: object) -> Operation:
    return read(text(**said))


@pytest.mark.parametrize(
    ("said", "before", "expected"),
    [
        ({}, None, None),
        ({"seen": "2026-03-02T08:00:00Z"}, None, NINE - HOUR),
        ({"seen": "2026-03-02T07:00:00Z"}, ({}, NINE - HOUR), NINE - HOUR),  # not before its predecessor
        ({"session": "s", "mono": 1_800_000}, ({"session": "s"}, NINE - HOUR), NINE - HOUR / 2),  # what the counter says has passed
        ({"session": "t", "mono": 1_800_000}, ({"session": "s"}, NINE - HOUR), NINE - HOUR),  # another load of the page counts anew
        ({"session": "s", "mono": 5}, ({"session": "s", "mono": 9}, NINE - HOUR), NINE - HOUR),  # backwards is nothing
        ({"seen": "2070-01-01T00:00:00Z"}, None, NINE),  # never after it was received
        ({"seen": "yesterday"}, None, None),
        ({"seen": "2026-03-02T08:00:00"}, None, None),  # no zone, no moment
    ],
)
def test_not_before(said: dict[str, object], before: tuple[dict[str, object], datetime] | None, expected: datetime | None) -> None:
    last = (op(**before[0]), before[1]) if before else None
    assert earliest(op(**said), last, NINE) == expected


@pytest.mark.parametrize(
    ("at", "first", "expected"),
    [
        ("2026-03-02T08:30:00Z", NINE - HOUR, NINE - HOUR / 2),
        ("1970-01-01T00:00:00Z", NINE - HOUR, NINE - HOUR),
        ("2099-01-01T00:00:00Z", NINE - HOUR, NINE),
        ("2026-03-02T07:00:00Z", None, NINE - 2 * HOUR),
        ("", NINE - HOUR, NINE),
        ("0001-01-01T00:00:00+14:00", NINE - HOUR, NINE),
    ],
)
def test_about_when(at: str, first: datetime | None, expected: datetime) -> None:
    assert about(op(at=at), first, NINE) == expected


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 100))
def test_no_clock_of_a_phone_leaves_the_interval(said: datetime, hours: int) -> None:
    first = NINE - hours * HOUR
    assert first <= about(op(at=said.isoformat()), first, NINE) <= NINE
