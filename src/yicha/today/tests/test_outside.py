"""What stands outside the plan and has nobody yet waits for the office."""

from datetime import timedelta

import pytest

from yicha.inspections.testing import make_inspections, planned
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.testing import YEAR
from yicha.planning.types import PlanTriggered, TriggerSource
from yicha.today.queries import day_of
from yicha.today.types import Tab

pytestmark = pytest.mark.django_db


@pytest.mark.clause("R-SUB-3 R-FREQ-4")
@pytest.mark.parametrize(("role", "told"), [(Role.COORDINATOR, True), (Role.DEPARTMENT_CLERK, False)])
def test_a_check_for_a_cause_without_officers_waits_for_the_office(role: Role, told: bool) -> None:
    sid = planned(make_inspections()[0]).sid
    cause = (NOW.date() + timedelta(days=3), 60, TriggerSource.COMPLAINT, "12345-1")
    plan_triggered(SYSTEM, PlanTriggered(REGION, "SCJG", sid, "SCJG-I", "食品安全", *cause), NOW)
    rows = day_of(make_actor(role), Tab.WAITING, NOW).rows
    assert (f"抽{YEAR}年执法人员" in {row.title for row in rows}) == told
