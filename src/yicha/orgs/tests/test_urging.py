"""GX-4.4 催办: who may urge whom, once a day for each matter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from yicha.kernel.actor import Role
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.urge_department import urge_department
from yicha.orgs.queries import urgings
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region
from yicha.orgs.types import UrgeDepartment

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GX-4.4")]
OFFICE = make_actor(Role.COORDINATOR)
COMMAND = UrgeDepartment(REGION, "SCJG", "missed", "按计划上门 3 次", "/visits/")


@pytest.fixture(autouse=True)
def department() -> None:
    make_region()
    make_department("SCJG")
    make_account("clerk")
    make_post("clerk", Role.DEPARTMENT_CLERK)


def test_the_department_is_told_and_keeps_it_before_its_eyes() -> None:
    urge_department(OFFICE, COMMAND, NOW)
    clerk = make_actor(Role.DEPARTMENT_CLERK, name="clerk")
    assert inbox(clerk)[0].title == "催办：按计划上门 3 次"
    assert [row.title for row in urgings(clerk, NOW)] == ["按计划上门 3 次"]
    assert urgings(make_actor(Role.DEPARTMENT_CLERK, "XFJY"), NOW) == []
    assert urgings(clerk, NOW + timedelta(days=4)) == []


def test_once_a_day_for_each_matter() -> None:
    urge_department(OFFICE, COMMAND, NOW)
    urge_department(OFFICE, replace(COMMAND, matter="notices"), NOW)
    urge_department(OFFICE, COMMAND, NOW + timedelta(days=1))
    with pytest.raises(RuleBroken) as caught:
        urge_department(OFFICE, COMMAND, NOW + timedelta(days=1))
    assert (caught.value.clause, bool(caught.value.exits)) == ("GX-4.4", True)


def test_nobody_urges_outside_his_region_nor_without_the_office_for_it() -> None:
    with pytest.raises(NotFound):
        urge_department(make_actor(Role.COORDINATOR, region="62/6208/620899"), COMMAND, NOW)
    with pytest.raises(NotPermitted):
        urge_department(make_actor(Role.DEPARTMENT_CLERK), COMMAND, NOW)
