"""What an officer's list and his packages cost in statements: the same for five visits as for one."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yicha.field.queries.packages import packed
from yicha.inspections.queries import sites
from yicha.inspections.testing import officer_with, on_the_day, planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import Actor
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.norms.queries import cached

MANY = 5


def much_drawn(county: Sequence[InspectionRow]) -> tuple[Actor, list[InspectionRow]]:
    """Who goes to most of them, and as if he had been drawn for the others of his department."""
    drawn = Counter((one.cert_no, one.department) for row in county for one in planned(row).officers)
    [((cert_no, department), _)] = drawn.most_common(1)
    others = [row for row in county if cert_no not in {one.cert_no for one in planned(row).officers}]
    for row in others:
        added = "INSERT INTO planning_visitofficer (visit_id, department, slot, cert_no, name) VALUES (%s, %s, 9, %s, '')"
        run_sql(actor(RUN_SQL), Sql(added, (row.visit, department, cert_no)), NOW)
    rows = [row for row in county if cert_no in {one.cert_no for one in planned(row).officers}]
    return officer_with(cert_no, department), rows


@pytest.mark.parametrize("read", [sites, lambda actor, pks, at: packed(actor, dict.fromkeys(pks, 1), at)], ids=["list", "packages"])
def test_five_visits_cost_as_many_statements_as_one(
    read: Callable[..., Sequence[object]], county: list[InspectionRow], row: InspectionRow
) -> None:
    """But for the norms of each further day, which a request asks for once."""
    who, rows = much_drawn(county)
    assert len(rows) >= MANY, len(county)
    counted = []
    for some in (rows[:1], rows[:MANY]):
        days = {planned(one).days[1] for one in some}
        with cached(), CaptureQueriesContext(connection) as asked:
            assert len(read(who, [one.id for one in some], on_the_day(rows[0]))) == len(some)
        counted.append(len(asked) - len(days))
    assert counted[0] == counted[1], counted
    assert counted[0] < 40
