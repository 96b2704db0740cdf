"""LYG-4.3e, YX-2.7b: that a visit gave way does not say who is still to be visited unannounced."""

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.queries import comparison_shown, names_kept, visits
from yicha.planning.queries.sealing import sealed_name
from yicha.planning.tests.test_replanning import ILL, adopted, fall_ill
from yicha.planning.types import VisitStatus

pytestmark = pytest.mark.django_db


@pytest.mark.clause("LYG-4.3e", "YX-2.7b")
def test_neither_the_comparison_nor_the_visit_that_gave_way_names_anybody() -> None:
    story = adopted(announced=False, secret_because="食品安全法第一百一十条")
    fall_ill(ILL)
    story.ask()
    office = make_actor(Role.COORDINATOR, "LXB")
    found = comparison_shown(office, story.asked[0], NOW)
    assert found is not None
    assert {(one.name, one.sid, one.number, one.why) for one in found.changes} == {(sealed_name(), "", "", None)}
    assert len(found.changes) == len(story.that_week())
    story.adopt()
    rows = visits(SYSTEM, REGION)
    assert {row.status for row in rows} == {VisitStatus.CANCELLED, VisitStatus.PUBLISHED}
    kept = {row.id: row for row in names_kept(office, rows, ILL[1])}
    assert {kept[row.id].name for row in rows if row.status is VisitStatus.CANCELLED} == {sealed_name()}
