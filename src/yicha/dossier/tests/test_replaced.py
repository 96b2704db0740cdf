"""重新排期: the page of a subject leads from a visit that gave way to the one that holds its work now."""

from datetime import date

import pytest

from yicha.dossier.queries import dossier_of
from yicha.dossier.types import Kind
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor, make_officers, officer_row
from yicha.planning.actions.adopt_replan import adopt_replan
from yicha.planning.actions.ask_replan import ask_replan
from yicha.planning.actions.run_replan import run_replan
from yicha.planning.queries import visits
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans
from yicha.planning.types import AdoptReplan, AskReplan, RunReplan, VisitStatus
from yicha.shell.testing import acting

WINDOW = (date(YEAR, 12, 1), date(YEAR, 12, 31))
ILL = (date(YEAR, 12, 7), date(YEAR, 12, 18))
CLERK = make_actor(Role.DEPARTMENT_CLERK)


@pytest.mark.django_db
@pytest.mark.clause("GX-4.4", "YX-2.11")
def test_a_visit_that_gave_way_leads_to_the_one_that_stands_for_it() -> None:
    make_county()
    make_plans(SCJG=(line_row(selection="full", ratio="", window=WINDOW),))
    programme = adopt_year()
    make_officers(*(officer_row(number, skills=(), leave=(ILL,)) for number in range(3)))
    asked = ask_replan(make_actor(Role.COORDINATOR, "LXB"), AskReplan(programme, date(YEAR, 11, 30), "人员病休"), NOW)
    run_replan(SYSTEM, RunReplan(asked.replan), NOW)
    adopt_replan(make_actor(Role.COORDINATOR, "LXB"), AdoptReplan(asked.replan, "纪要7号"), NOW)
    rows = visits(SYSTEM, REGION, programme=programme)
    gone = next(row for row in rows if row.status is VisitStatus.CANCELLED)
    (now,) = [row for row in rows if row.sid == gone.sid and row is not gone]
    found = dossier_of(CLERK, gone.sid, NOW)
    (act,) = [one for one in found.past if one.kind is Kind.CANCELLED]
    assert [(one.number, one.first_day) for one in act.became] == [(now.number, now.first_day)]
    assert [one.visit for one in found.coming] == [now.id]
    page = acting(CLERK).get(f"/subjects/{gone.sid}/").content.decode()
    assert f'href="/subjects/{gone.sid}/#visit-{now.id}">改为 {now.number}，' in page.replace("%3A", ":")
    assert f'id="visit-{now.id}"' in page
