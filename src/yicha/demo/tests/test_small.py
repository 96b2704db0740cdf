"""The corner of the county is a county: whatever it names is in it."""

import pytest

from yicha.demo.county import County
from yicha.demo.tests.small import DEPARTMENTS, OFFICERS, members, small_county
from yicha.demo.tests.small import small as made_small
from yicha.demo.tests.small import whole as made_whole
from yicha.orgs.types import DepartmentKind


@pytest.fixture(scope="module")
def whole() -> County:
    return made_whole()


@pytest.fixture(scope="module")
def small() -> County:
    return made_small()


def test_it_has_as_many_subjects_as_asked_for(whole: County) -> None:
    for count in (200, 300, 500):
        assert len(small_county(whole, count).subjects) == count


def test_every_line_still_falls_on_somebody(small: County) -> None:
    assert all(members(line, small.subjects) for plan in small.plans for line in plan.lines)
    assert len({plan.department for plan in small.plans}) == len(DEPARTMENTS)


def test_it_keeps_every_kind_of_line(small: County) -> None:
    lines = [line for plan in small.plans for line in plan.lines]
    assert {line.selection for line in lines} == {"random", "list", "full"}
    assert {line.announced for line in lines} == {True, False}
    assert {line.mode for line in lines} >= {"onsite", "sampling", "online"}
    assert any(line.exemption for line in lines)


def test_whatever_is_named_is_there(small: County, whole: County) -> None:
    sids = {row.sid for row in small.subjects}
    items = {item.code for item in small.items}
    departments = {found.code: found for found in small.departments}
    assert {sid for plan in small.plans for line in plan.lines for sid in line.sids} <= sids
    assert {line.item_code for plan in small.plans for line in plan.lines} == items
    assert {item.department for item in small.items} == {plan.department for plan in small.plans}
    assert {departments[plan.department].kind for plan in small.plans} == {DepartmentKind.DEPARTMENT}
    assert {check.sid for check in small.history} <= sids
    assert {found.kind for found in small.departments} == {found.kind for found in whole.departments}


def test_every_department_has_officers_and_not_too_many(small: County) -> None:
    for name in DEPARTMENTS:
        assert 4 <= sum(row.department == name for row in small.officers) <= OFFICERS


def test_cutting_twice_is_cutting_once(small: County, whole: County) -> None:
    assert small_county(whole) == small
    assert small_county(small) == small
