"""排班 as values: opening hours and seasons, absences, ways between doors, and the proposal of a week."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from yicha.engines.deadlines import BEIJING
from yicha.kernel.refusals import RuleBroken
from yicha.planning.rules.hours import Call, Door, Frame, propose, require_hour, require_team, spans_on
from yicha.subjects.types import Opening

WEEK = tuple(date(2026, 4, day) for day in range(13, 18))  # Monday to Friday
FRAME = Frame(time(9), time(17), timedelta(minutes=20), timedelta(minutes=60))
ALL_WEEK = (1, 2, 3, 4, 5, 6, 7)
NIGHT = Opening(ALL_WEEK, time(18), time(2))
SUMMER = Opening(ALL_WEEK, time(8), time(22), ("06-01", "09-15"))
WINTER = Opening(ALL_WEEK, time(8), time(22), ("11-01", "04-14"))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BEIJING)


def call(number: int = 1, town: str = "城关镇", minutes: int = 60, officers: str = "AB", openings: tuple[Opening, ...] = ()) -> Call:
    team = {letter: f"{letter}某" for letter in officers}
    return Call(number, f"V{number:03}", f"企业{number}", town, timedelta(minutes=minutes), team, WEEK, openings)


@pytest.mark.parametrize(
    ("openings", "day", "hours"),
    [
        ((), WEEK[0], [(9, 17)]),
        ((Opening((1, 3), time(10), time(20)),), WEEK[0], [(10, 17)]),
        ((Opening((1, 3), time(10), time(20)),), WEEK[1], []),
        ((NIGHT,), WEEK[0], [(18, 2)]),
        ((Opening(ALL_WEEK, time(16, 30), time(23)),), WEEK[0], [(16, 23)]),  # what is left of the day is too short
        ((SUMMER,), WEEK[0], []),
        ((WINTER,), WEEK[1], [(9, 17)]),
        ((WINTER,), WEEK[2], []),
        ((Opening(ALL_WEEK, time(9), time(11)), Opening(ALL_WEEK, time(14), time(15, 30))), WEEK[0], [(9, 11), (14, 15)]),
        ((Opening(ALL_WEEK, time(9), time(9, 30)),), WEEK[0], []),
    ],
)
def test_hours_of_a_day(openings: tuple[Opening, ...], day: date, hours: list[tuple[int, int]]) -> None:
    assert [(first.hour, last.hour) for first, last in spans_on(call(openings=openings), day, FRAME)] == hours


@pytest.mark.parametrize(
    ("starts_at", "clause"),
    [
        (moment(WEEK[0], 9), ""),
        (moment(WEEK[0], 16), ""),
        (moment(WEEK[0], 16, 15), "GX-4.4"),
        (moment(WEEK[0], 8, 45), "GX-4.4"),
        (moment(date(2026, 4, 18), 10), "LYG-4.3a"),
    ],
)
def test_what_a_clerk_may_set(starts_at: datetime, clause: str) -> None:
    if not clause:
        require_hour(call(), starts_at, FRAME)
        return
    with pytest.raises(RuleBroken) as refused:
        require_hour(call(), starts_at, FRAME)
    assert refused.value.clause == clause
    assert refused.value.exits


@pytest.mark.parametrize(
    ("hour", "minute", "town", "fits"),
    [(11, 0, "城关镇", False), (11, 19, "城关镇", False), (11, 20, "城关镇", True), (11, 30, "大河镇", False), (12, 0, "大河镇", True)],
)
def test_nobody_is_on_the_way_from_elsewhere(hour: int, minute: int, town: str, fits: bool) -> None:
    busy = replace(FRAME, doors={"A": [Door("前一家", "城关镇", moment(WEEK[0], 10), moment(WEEK[0], 11))]})
    if fits:
        require_team(call(town=town), moment(WEEK[0], hour, minute), busy)
        return
    with pytest.raises(RuleBroken, match="赶不到"):
        require_team(call(town=town), moment(WEEK[0], hour, minute), busy)


def test_who_is_on_leave_is_named() -> None:
    with pytest.raises(RuleBroken, match="B某 这一天请假"):
        require_team(call(), moment(WEEK[1], 10), replace(FRAME, away={"B": frozenset(WEEK[1:2])}))


class TestProposal:
    def place(self, calls: Iterable[Call], frame: Frame = FRAME) -> dict[int, datetime]:
        return propose(calls, frame)

    def test_a_town_is_done_on_one_day_with_short_ways(self) -> None:
        found = self.place([call(1), call(2), call(3)])
        assert [found[number] for number in (1, 2, 3)] == [moment(WEEK[0], 9), moment(WEEK[0], 10, 30), moment(WEEK[0], 12)]

    def test_another_town_gets_another_day(self) -> None:
        found = self.place([call(1), call(2), call(3, town="大河镇")])
        assert found[3].date() != found[1].date() == found[2].date()

    def test_other_officers_go_on_the_emptiest_day(self) -> None:
        found = self.place([call(1), call(2, officers="CD"), call(3, officers="EF"), call(4)])
        assert [found[number].date() for number in (1, 2, 3, 4)] == [WEEK[0], WEEK[1], WEEK[2], WEEK[0]]

    def test_no_officer_is_at_two_doors(self) -> None:
        calls = [
            call(number, town=f"镇{number % 3}", minutes=45 + number % 4 * 30, officers="ABC"[number % 3] + "D") for number in range(18)
        ]
        found = self.place(calls)
        for one in calls:
            for other in calls:
                if one.visit < other.visit and {one.visit, other.visit} <= set(found) and set(one.officers) & set(other.officers):
                    first, second = sorted((one, other), key=lambda each: found[each.visit])
                    way = FRAME.way(first.town, second.town)
                    assert found[first.visit] + first.length + way <= found[second.visit]

    def test_leave_and_nights_are_respected(self) -> None:
        frame = replace(FRAME, away={"A": frozenset(WEEK[:4])})
        found = self.place([call(1), call(2, officers="C", openings=(NIGHT,))], frame)
        assert found == {1: moment(WEEK[4], 9), 2: moment(WEEK[0], 18)}

    def test_a_night_that_is_full_goes_on_another_night_and_never_past_midnight(self) -> None:
        late = Opening(ALL_WEEK, time(20), time(3))
        frame = replace(FRAME, away={"A": frozenset({WEEK[1]})})
        calls = [call(number, openings=(late,)) for number in range(12)]
        found = self.place(calls, frame)
        assert len(found) == 12
        assert {hour.date() for hour in found.values()} == {*WEEK} - {WEEK[1]}
        for one in calls:
            require_hour(one, found[one.visit], frame)

    def test_what_finds_no_room_is_left(self) -> None:
        assert len(self.place([call(number, minutes=420, town=f"镇{number}") for number in range(7)])) == len(WEEK)

    def test_the_order_of_the_calls_does_not_matter(self) -> None:
        calls = [call(number, town=f"镇{number % 2}") for number in range(9)]
        assert self.place(calls) == self.place(reversed(calls))
