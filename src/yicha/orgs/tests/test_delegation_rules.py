"""Where power lies: the most local delegation in force decides."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.refusals import RuleBroken
from yicha.orgs.rules.delegations import competent, ended_on, require_area, require_instrument, require_open, require_own_power
from yicha.orgs.types import DelegatePower, DelegationKind, DelegationListing, DepartmentKind

DAY = date(2026, 6, 15)
ONE = timedelta(days=1)
COUNTY, PARK, OTHER = "62/6207/620799", "62/6207/620799/620799400", "62/6207/620799/620799101"
GIVEN = DelegationListing(1, DelegationKind.PARK_DELEGATION, "SCJG", "PARK", PARK, ("I1", "I2"), "条例", DAY, DAY + 9 * ONE)


@pytest.mark.clause("GX-3.5")
@pytest.mark.parametrize(
    ("department", "item", "path", "on", "who"),
    [
        ("SCJG", "I1", PARK, DAY, "PARK"),
        ("SCJG", "I2", PARK + "/620799400001", DAY + 9 * ONE, "PARK"),
        ("SCJG", "I1", PARK, DAY - ONE, "SCJG"),
        ("SCJG", "I1", PARK, DAY + 10 * ONE, "SCJG"),
        ("SCJG", "I3", PARK, DAY, "SCJG"),
        ("SCJG", "I1", OTHER, DAY, "SCJG"),
        ("SCJG", "I1", COUNTY, DAY, "SCJG"),
        ("XFJY", "I1", PARK, DAY, "XFJY"),
    ],
)
def test_a_delegation_moves_its_items_in_its_area_and_time(department: str, item: str, path: str, on: date, who: str) -> None:
    assert competent(department, item, path, on, [GIVEN]) == who


areas = st.sampled_from([COUNTY, PARK, OTHER])
starts = st.integers(0, 5).map(lambda offset: DAY + offset * ONE)
listings = st.builds(
    lambda to, area, first, length, item: replace(
        GIVEN, to_department=to, area_path=area, first_day=first, last_day=None if length is None else first + length * ONE, items=(item,)
    ),
    st.sampled_from(["A", "B", "C"]),
    areas,
    starts,
    st.none() | st.integers(0, 3),
    st.sampled_from(["I1", "I2"]),
)


@given(st.lists(listings, max_size=5, unique_by=lambda given: given.area_path), areas, starts, st.sampled_from(["I1", "I2"]))
def test_the_most_local_one_wins(given_away: list[DelegationListing], path: str, on: date, item: str) -> None:
    who = "SCJG"
    for area in (COUNTY, path):  # from far to near, the nearest says it last
        for found in given_away:
            if found.area_path == area and found.items == (item,) and found.first_day <= on <= (found.last_day or on):
                who = found.to_department
    assert competent("SCJG", item, path, on, given_away) == who


COMMAND = DelegatePower(DelegationKind.ENTRUSTMENT, "SCJG", "XFJY", "620799", ("I1",), "《行政处罚法》", DAY, DAY)


@pytest.mark.clause("GX-3.5", "LYG-5.5")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"last_day": None}, ""),
        ({"legal_basis": " "}, "法律依据"),
        ({"items": ()}, "事项"),
        ({"items": ("I1", "I1")}, "事项"),
        ({"items": ("",)}, "事项"),
        ({"to_department": "SCJG"}, "本部门"),
        ({"last_day": DAY - ONE}, "早于"),
    ],
)
def test_an_instrument_says_everything(change: dict[str, object], said: str) -> None:
    command = replace(COMMAND, **change)  # type: ignore[arg-type]  # a column by its name
    if not said:
        require_instrument(command, DepartmentKind.DEPARTMENT)
        return
    with pytest.raises(RuleBroken, match=said):
        require_instrument(command, DepartmentKind.DEPARTMENT)


@pytest.mark.parametrize(("kind", "to"), list(product(DelegationKind, DepartmentKind)))
def test_a_park_receives_by_park_delegation_and_nobody_else_does(kind: DelegationKind, to: DepartmentKind) -> None:
    if (kind is DelegationKind.PARK_DELEGATION) == (to is DepartmentKind.PARK):
        require_instrument(replace(COMMAND, kind=kind), to)
        return
    with pytest.raises(RuleBroken, match="园区"):
        require_instrument(replace(COMMAND, kind=kind), to)


def test_power_is_given_inside_the_own_area_and_not_passed_on() -> None:
    require_area(PARK, COUNTY)
    require_own_power(["I1"], ["I2"])
    with pytest.raises(RuleBroken, match="辖区"):
        require_area(COUNTY, PARK)
    with pytest.raises(RuleBroken, match="不得再委托"):
        require_own_power(["I1", "I2"], ["I2"])


@pytest.mark.parametrize(
    ("first_day", "last_day", "ends"),
    [
        (DAY - ONE, None, DAY),
        (DAY, None, DAY),
        (DAY + 5 * ONE, None, DAY + 4 * ONE),
        (DAY - ONE, DAY + ONE, DAY),
        (DAY - ONE, DAY, None),
        (DAY - 5 * ONE, DAY - ONE, None),
        (DAY + 5 * ONE, DAY + 4 * ONE, None),
    ],
)
def test_an_end_takes_effect_with_the_days_end_and_only_once(first_day: date, last_day: date | None, ends: date | None) -> None:
    found = ended_on(first_day, DAY)
    if ends is None:
        with pytest.raises(RuleBroken, match="已经结束"):
            require_open(last_day, found)
        return
    require_open(last_day, found)
    assert found == ends
