"""A department that joins a staffed visit later gets its task when it has officers; the others keep theirs (R-SUB-3, YX-2.7b)."""

from datetime import datetime, timedelta

import pytest

from yicha.inspections.actions.open_inspections import open_inspections
from yicha.inspections.queries import inspections
from yicha.inspections.types import OpenInspections
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.place_late import place_late
from yicha.planning.queries import visits
from yicha.planning.testing import make_county, staff_year
from yicha.planning.tests.test_late_joins import OPENS, written
from yicha.planning.types import PlaceLate

pytestmark = pytest.mark.django_db
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
