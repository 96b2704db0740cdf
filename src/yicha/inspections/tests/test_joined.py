"""Who joins a staffed visit later, and what stands outside the plan, gets its task when there are officers (R-SUB-3, YX-2.7b)."""

from datetime import datetime, timedelta

import pytest

from yicha.inspections.actions.open_inspections import open_inspections
from yicha.inspections.queries import inspections
from yicha.inspections.testing import carry_out
from yicha.inspections.types import InspectionRow, OpenInspections
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.actions.place_late import place_late
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.queries import officers_wanted, programmes, visit, visits
from yicha.planning.testing import YEAR, make_county, staff_year
from yicha.planning.tests.test_late_joins import OPENS, written
from yicha.planning.types import PlaceLate, PlanTriggered, TriggerSource, VisitStatus
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
CLERK = make_actor(Role.DEPARTMENT_CLERK)
DAY = datetime(*OPENS.timetuple()[:3], 9, tzinfo=NOW.tzinfo)


@pytest.mark.clause("YX-2.7b R-SUB-3")
def test_who_joins_gets_a_task_once_there_are_officers() -> None:
    make_county()
    programme = written().programme
    staff_year(programme)
    open_inspections(SYSTEM, OpenInspections(programme), NOW)
    before = {row.visit: row for row in inspections(SYSTEM, REGION)}
    place_late(SYSTEM, PlaceLate(programme), DAY)
    waiting = {row.id for row in visits(SYSTEM, REGION) if row.unmanned}
    assert open_inspections(SYSTEM, OpenInspections(programme), DAY).tasks == 0
    staff_year(programme, DAY + timedelta(hours=1))
    assert open_inspections(SYSTEM, OpenInspections(programme), DAY + timedelta(hours=2)).tasks == len(waiting) > 0
    for row in inspections(SYSTEM, REGION, visits=waiting):
        own = before[row.visit].tasks
        assert (row.number, row.tasks[: len(own)], [task.department for task in row.tasks[len(own) :]]) == (
            before[row.visit].number,
            own,
            ["SCJG"],
        )


@pytest.mark.clause("R-SUB-3 R-FREQ-4 LYG-4.3b")
def test_what_stands_outside_the_plan_gets_officers_by_a_draw_and_is_carried_out(opened: list[InspectionRow]) -> None:
    (programme,) = programmes(SYSTEM, REGION, YEAR)
    wish = ("SCJG", visit(SYSTEM, opened[0].visit).sid, "SCJG-I", "食品安全", NOW.date() + timedelta(days=3), 60)
    planned = plan_triggered(CLERK, PlanTriggered(REGION, *wish, TriggerSource.REQUEST, "企业申请〔2026〕1号"), NOW).visit
    again = plan_triggered(CLERK, PlanTriggered(REGION, *wish, TriggerSource.RECHECK, "青责改〔2026〕1号"), NOW).visit
    assert officers_wanted(SYSTEM, programme.id, NOW.date()) == 1
    assert not officers_wanted(SYSTEM, programme.id, NOW.date() + timedelta(days=4))  # that day is over
    staff_year(programme.id, NOW + timedelta(hours=1))
    assert (len(visit(SYSTEM, planned).officers), visit(SYSTEM, again).officers) == (2, ())  # a recheck names its own
    assert open_inspections(SYSTEM, OpenInspections(programme.id), NOW).inspections == 1
    (row,) = inspections(SYSTEM, REGION, visits=[planned])
    assert acting(CLERK).get(f"/visits/planned/{planned}/")["Location"] == f"/visits/{row.id}/"
    assert acting(CLERK).get(f"/visits/planned/{again}/").status_code == 404
    carry_out(row)
    assert visit(SYSTEM, planned).status is VisitStatus.DONE
