"""Who may hold, grant and lend what: decision tables over all roles."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from yicha.kernel.actor import Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW
from yicha.orgs.rules.posts import (
    require_account,
    require_apart,
    require_colleague,
    require_lendable,
    require_one_sphere,
    require_period,
    require_remaining,
    require_stand,
)
from yicha.orgs.types import ADMINISTRATORS, ROLE_NAMES, WHOLE_REGION, NewAccount

HOUR = timedelta(hours=1)


@pytest.mark.clause("WY-5.8b")
@pytest.mark.parametrize(("role", "held"), list(product(Role, Role)))
def test_the_three_administrators_exclude_each_other_and_all_business(role: Role, held: Role) -> None:
    together = role == held or not {role, held} & ADMINISTRATORS
    if together:
        require_one_sphere(role, [held])
        return
    with pytest.raises(RuleBroken, match="三员分立") as said:
        require_one_sphere(role, [held])
    assert ROLE_NAMES[held] in said.value.message
    assert said.value.exits


def test_who_holds_nothing_may_become_anything() -> None:
    for role in Role:
        require_one_sphere(role, [])


@pytest.mark.clause("WS-2.2")
@pytest.mark.parametrize(("role", "department", "subject"), list(product(Role, ["", "SCJG"], ["", "LOC:1"])))
def test_what_a_post_stands_for(role: Role, department: str, subject: str) -> None:
    fitting = {True: ("", ""), False: ("SCJG", "")}[role in ADMINISTRATORS] if role is not Role.ENTERPRISE else ("", "LOC:1")
    if (department, subject) == fitting:
        require_stand(role, department, subject)
        return
    with pytest.raises(RuleBroken):
        require_stand(role, department, subject)


@pytest.mark.clause("WY-5.8b")
def test_proposer_approver_and_holder_are_three() -> None:
    require_apart("c", {"a", "b"})
    for person in ("a", "b"):
        with pytest.raises(RuleBroken, match="不同的人"):
            require_apart(person, {"a", "b"})


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "possible"),
    [
        (NOW, None, True),
        (NOW - HOUR, NOW + HOUR, True),
        (NOW + HOUR, NOW + 2 * HOUR, True),
        (NOW, NOW, False),
        (NOW - 2 * HOUR, NOW - HOUR, False),
        (NOW + 2 * HOUR, NOW + HOUR, False),
    ],
)
def test_a_right_has_a_time_that_is_not_over(valid_from: datetime, valid_to: datetime | None, *, possible: bool) -> None:
    if possible:
        require_period(valid_from, valid_to, NOW)
        return
    with pytest.raises(RuleBroken, match="晚于"):
        require_period(valid_from, valid_to, NOW)


@pytest.mark.clause("WS-2.2")
@pytest.mark.parametrize(("role", "is_lent"), list(product(Role, [True, False])))
def test_only_own_business_posts_can_be_lent(role: Role, *, is_lent: bool) -> None:
    if not is_lent and role not in ADMINISTRATORS and role is not Role.ENTERPRISE:
        require_lendable(role, is_lent=is_lent)
        return
    with pytest.raises(RuleBroken, match="代办"):
        require_lendable(role, is_lent=is_lent)


def test_duties_stay_in_the_department() -> None:
    require_colleague({"SCJG"}, "SCJG")
    for served in (set(), {"XFJY"}):
        with pytest.raises(RuleBroken, match="同一部门"):
            require_colleague(served, "SCJG")


def test_the_last_administrator_stays() -> None:
    require_remaining(1)
    with pytest.raises(RuleBroken, match="最后一名"):
        require_remaining(0)


@pytest.mark.clause("YX-2.13")
@pytest.mark.parametrize(
    ("account", "possible"),
    [
        (NewAccount("li.si-2_b", "李四", "0001"), True),
        (NewAccount("9", "李四", "0001"), True),
        (NewAccount("", "李四", "0001"), False),
        (NewAccount("LiSi", "李四", "0001"), False),
        (NewAccount("李四", "李四", "0001"), False),
        (NewAccount("li si", "李四", "0001"), False),
        (NewAccount(".lisi", "李四", "0001"), False),
        (NewAccount("lisi\n", "李四", "0001"), False),
        (NewAccount("x" * 41, "李四", "0001"), False),
        (NewAccount("lisi", " ", "0001"), False),
        (NewAccount("lisi", "李四", ""), False),
    ],
)
def test_an_account_has_a_plain_name_and_a_person(account: NewAccount, *, possible: bool) -> None:
    if possible:
        require_account(account)
        return
    with pytest.raises(RuleBroken):
        require_account(account)


def test_every_role_has_its_name_and_only_some_look_across_departments() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert len(set(ROLE_NAMES.values())) == len(Role)
    assert set(Role) - WHOLE_REGION == {
        Role.DEPARTMENT_CLERK,
        Role.DEPARTMENT_HEAD,
        Role.TEAM_LEADER,
        Role.OFFICER,
        Role.PARK_COMMITTEE,
        Role.ENTERPRISE,
    }
