"""From filed plans to staffed visits, by the use cases of the room."""

import pytest

from yicha.draws.queries import bundle
from yicha.engines.draw.verification import verify
from yicha.engines.planning import to_plain
from yicha.engines.programme_check import check
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import REGION
from yicha.planning.queries import programme, programme_files, visits
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans, staff_year
from yicha.planning.tests.filed import filings, plan
from yicha.planning.types import ProgrammeStatus
from yicha.subjects.testing import subject_row

pytestmark = pytest.mark.django_db


@pytest.mark.clause("LYG-4.3a", "WY-5.4", "GX-5.4")
def test_plans_become_visits_with_officers() -> None:
    make_county()
    make_plans()
    pk = adopt_year()
    row = programme(SYSTEM, pk)
    figures = dict(row.summary)
    assert row.status is ProgrammeStatus.ADOPTED
    assert figures["demands"] == 18
    assert figures["doors"] == figures["lower_bound"] == 6  # one key: the same six subjects for all three departments
    assert figures["unplaced"] == 0
    found = visits(SYSTEM, REGION, programme=pk)
    assert [len(visit.demands) for visit in found] == [3] * 6
    assert {visit.number for visit in found} == {f"620799-{YEAR}-V{n:05}" for n in range(1, 7)}
    staffed = staff_year(pk)
    assert staffed.visits == 6
    assert staffed.understaffed == ()
    for visit in visits(SYSTEM, REGION, programme=pk):
        assert sorted(one.department for one in visit.officers) == ["SCJG", "SCJG", "WSJK", "WSJK", "XFJY", "XFJY"]


@pytest.mark.clause("LYG-4.3d", "R-FREQ-1")
def test_what_was_checked_beside_the_plan_is_not_planned_again() -> None:
    """Or the database would refuse the whole programme when it is adopted."""
    make_county()
    make_plans(SCJG=(line_row(selection="full", ratio=""),), XFJY=(line_row(department="XFJY", selection="full", ratio=""),))
    (filing,) = filings([subject_row(3).sid])
    assert plan(filing) == "planned"
    pk = adopt_year()
    found = {row.sid: sorted(one.line for one in row.demands) for row in visits(SYSTEM, REGION, programme=pk)}
    assert found.pop(subject_row(3).sid) == ["XFJY-01"]
    assert set(map(tuple, found.values())) == {("SCJG-01", "XFJY-01")}
    assert dict(programme(SYSTEM, pk).summary)["unplaced"] == 1


def test_what_was_kept_can_be_checked_by_others() -> None:
    make_county()
    make_plans()
    pk = adopt_year()
    instance, answer = programme_files(SYSTEM, pk)
    assert check(to_plain(instance), to_plain(answer)) == []
    assert verify(bundle(SYSTEM, programme(SYSTEM, pk).draw, public=True)).ok
