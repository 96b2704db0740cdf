"""委托 and 园区下放 in the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from yicha.kernel.actor import Role
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.end_delegation import end_delegation
from yicha.orgs.queries import competent, delegations
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import CloseDepartment, DelegatePower, DelegationKind, DepartmentKind, EndDelegation

HEAD = make_actor(Role.DEPARTMENT_HEAD)
COORDINATOR = make_actor(Role.COORDINATOR, "LXB")
DAY = NOW.date()
ONE = timedelta(days=1)
PARK_PATH = f"{REGION}/620799400"
TO_PARK = DelegatePower(DelegationKind.PARK_DELEGATION, "SCJG", "YQ", "620799400", ("I1", "I2"), "园区条例第十条", DAY)


@pytest.fixture(autouse=True)
def county(db: None) -> None:
    make_region()
    make_region("620799400", "青禾园区")
    make_department("SCJG")
    make_department("XFJY")
    make_department("YQ", kind=DepartmentKind.PARK)


def who(item: str = "I1", path: str = PARK_PATH, after: timedelta = timedelta(0)) -> str:
    return competent("SCJG", item, path, DAY + after, delegations(HEAD))


@pytest.mark.clause("GX-3.5")
def test_a_park_takes_over_and_gives_back() -> None:
    number = delegate_power(HEAD, TO_PARK, NOW).delegation
    assert (who(), who("I3"), who(path=REGION)) == ("YQ", "SCJG", "SCJG")
    end_delegation(HEAD, EndDelegation(number, "到期"), NOW + 5 * ONE)
    assert [who(after=days * ONE) for days in (5, 6)] == ["YQ", "SCJG"]
    with pytest.raises(RuleBroken, match="已经结束"):
        end_delegation(HEAD, EndDelegation(number, "再次"), NOW + 5 * ONE)
    assert [(row.items, row.last_day) for row in delegations(HEAD)] == [(("I1", "I2"), DAY + 5 * ONE)]


def test_what_ends_before_it_begins_never_was_in_force() -> None:
    number = delegate_power(HEAD, replace(TO_PARK, first_day=DAY + 9 * ONE), NOW).delegation
    end_delegation(HEAD, EndDelegation(number, "撤回"), NOW)
    assert {who(after=days * ONE) for days in range(20)} == {"SCJG"}
    delegate_power(HEAD, TO_PARK, NOW)


@pytest.mark.clause("GX-3.5")
@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, False),
        ({"items": ("I2", "I3")}, False),
        ({"items": ("I3",)}, True),
        ({"first_day": DAY + 9 * ONE}, False),
        ({"first_day": DAY + 10 * ONE}, True),
        ({"first_day": DAY - 9 * ONE, "last_day": DAY}, False),
        ({"first_day": DAY - 9 * ONE, "last_day": DAY - ONE}, True),
        ({"kind": DelegationKind.ENTRUSTMENT, "to_department": "XFJY"}, False),
        ({"kind": DelegationKind.ENTRUSTMENT, "to_department": "XFJY", "area": "620799"}, True),
    ],
)
def test_one_item_goes_to_one_place_at_a_time(change: dict[str, object], *, allowed: bool) -> None:
    delegate_power(HEAD, replace(TO_PARK, last_day=DAY + 9 * ONE), NOW)
    command = replace(TO_PARK, **change)  # type: ignore[arg-type]  # a column by its name
    if allowed:
        delegate_power(HEAD, command, NOW)
        return
    with pytest.raises(RuleBroken, match="已委托或下放") as said:
        delegate_power(HEAD, command, NOW)
    assert said.value.clause == "GX-3.5"


def test_an_end_makes_room_for_another() -> None:
    number = delegate_power(HEAD, TO_PARK, NOW).delegation
    end_delegation(HEAD, EndDelegation(number, "改"), NOW)
    delegate_power(HEAD, replace(TO_PARK, first_day=DAY + ONE), NOW)
    assert (who(), who(after=ONE)) == ("YQ", "YQ")


@pytest.mark.clause("LYG-5.5")
def test_what_was_received_is_not_passed_on() -> None:
    delegate_power(HEAD, replace(TO_PARK, kind=DelegationKind.ENTRUSTMENT, to_department="XFJY", area="620799", last_day=DAY), NOW)
    onward = replace(TO_PARK, kind=DelegationKind.ENTRUSTMENT, from_department="XFJY", to_department="SCJG", items=("I2",))
    with pytest.raises(RuleBroken, match="不得再委托"):
        delegate_power(make_actor(Role.DEPARTMENT_HEAD, "XFJY"), onward, NOW)
    delegate_power(make_actor(Role.DEPARTMENT_HEAD, "XFJY"), replace(onward, first_day=DAY + ONE), NOW)


def test_the_coordinator_delegates_for_every_department_of_the_region_and_no_other() -> None:
    delegate_power(COORDINATOR, TO_PARK, NOW)
    with pytest.raises(NotFound):
        delegate_power(replace(COORDINATOR, region="62/6207/620798"), replace(TO_PARK, items=("I9",)), NOW)


@pytest.mark.parametrize(
    ("prepare", "change"),
    [
        (lambda: None, {"area": "62"}),
        (lambda: None, {"area": "620799999"}),
        (lambda: None, {"to_department": "NOWHERE"}),
        (lambda: close_department(make_actor(Role.SYSTEM_ADMIN), CloseDepartment("YQ", DAY - ONE, "撤"), NOW), {}),
    ],
)
def test_nothing_is_given_to_where_there_is_nobody(prepare: Callable[[], object], change: dict[str, object]) -> None:
    prepare()
    with pytest.raises(NotFound):
        delegate_power(HEAD, replace(TO_PARK, **change), NOW)  # type: ignore[arg-type]  # a column by its name


def test_a_city_department_delegates_below_and_its_neighbour_cannot_see_it() -> None:
    make_department("SJ", region="6207")
    city = make_actor(Role.DEPARTMENT_HEAD, "SJ", "62/6207")
    delegate_power(city, replace(TO_PARK, from_department="SJ"), NOW)
    assert competent("SJ", "I1", PARK_PATH, DAY, delegations(city)) == "YQ"
    assert delegations(replace(HEAD, region="62/6207/620798")) == ()
    with pytest.raises(NotPermitted):
        delegations(make_actor(Role.ENTERPRISE, "subject:LOC:1"))
