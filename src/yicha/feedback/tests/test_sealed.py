"""As production connects: the application's own role cannot read a rating, whatever the program is made to ask."""

import pytest
from django.db import DatabaseError, connection, transaction

from yicha.feedback.actions.open_rating import open_rating
from yicha.feedback.queries import opened_ratings, rating_totals, sealed_ratings
from yicha.feedback.testing import rate
from yicha.feedback.types import Grade, OpenRating
from yicha.inspections.testing import carry_out, make_inspections
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql, storm
from yicha.orgs.testing import make_actor

HEAD, JUSTICE = make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
ATTACKS = [
    "SELECT * FROM feedback_rating",
    "SELECT count(*) FROM feedback_rating",
    "SELECT id FROM feedback_rating WHERE inspection_id = 1",
    "COPY feedback_rating TO STDOUT",
    "CREATE TEMPORARY VIEW mine AS SELECT * FROM feedback_rating",
    "UPDATE feedback_rating SET grade = 5",
    "DELETE FROM feedback_rating",
    "INSERT INTO feedback_rating SELECT * FROM feedback_rating",
    "CREATE FUNCTION mine() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM feedback_rating'",
    "ALTER FUNCTION feedback_totals(text) SECURITY INVOKER",
    "INSERT INTO feedback_opening (rating_id, reason, by, at) SELECT rating, 'x', 'x', now() FROM feedback_sealed('62')",
]


@pytest.fixture
def rated(own_database: str) -> list[InspectionRow]:
    """Really committed: six visits, each rated by its enterprise."""
    rows = [carry_out(row) for row in make_inspections()[:6]]
    for row in rows:
        rate(row, "SCJG", Grade.GOOD, "B6")
    return rows


class TestAsProductionConnects:
    """The application's own role cannot read a rating, whatever the program is made to ask."""

    @pytest.mark.usefixtures("as_app_role")
    def test_it_can_do_its_work_and_nothing_else(self, rated: list[InspectionRow]) -> None:
        rate(rated[0], "XFJY")
        assert [(one.answers, dict(one.broken)) for one in rating_totals(HEAD)] == [(5, {"B6": 5})]
        open_rating(JUSTICE, OpenRating(sealed_ratings(JUSTICE)[0].rating, "核查"), NOW)
        assert len(opened_ratings(JUSTICE)) == 1
        with connection.cursor() as cursor:
            cursor.execute("GRANT SELECT ON feedback_rating TO yicha_app")  # a warning: it has nothing to give
        for attack in ATTACKS:
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(attack)

    @pytest.mark.usefixtures("rated", "as_app_role")
    def test_nor_inside_a_use_case(self) -> None:
        for attack in ATTACKS[:-1]:
            with pytest.raises(DatabaseError):
                run_sql(actor(RUN_SQL), Sql(attack), NOW)

    def test_many_at_once_are_counted_one_by_one(self, rated: list[InspectionRow]) -> None:
        """The naive twin, `SELECT count(*) + 1` without the lock, gives a place twice and the constraint refuses the second."""
        storm(lambda number: rate(rated[number], "XFJY"), len(rated))
        with connection.cursor() as cursor:
            cursor.execute("SELECT array_agg(place ORDER BY place) FROM feedback_rating WHERE department = 'XFJY'")
            assert cursor.fetchone() == ([1, 2, 3, 4, 5, 6],)
