"""LYG-4.3e, GX-4.4: what the database holds of a re-planning, whoever writes; two coordinators at once, first the naive way."""

import pytest
from django.db import IntegrityError, connection, transaction

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, Sql, run_sql, storm
from yicha.orgs.testing import make_actor
from yicha.planning.actions.adopt_replan import adopt_replan
from yicha.planning.actions.notify_visit import notify_visit
from yicha.planning.queries import replans
from yicha.planning.tests.test_replanning import ILL, Story, adopted, fall_ill
from yicha.planning.types import AdoptReplan, NotifyVisit

OFFICES = [make_actor(Role.COORDINATOR, "LXB", name=f"office-{number}") for number in range(2)]
ADOPTED = "UPDATE planning_replan SET adopted_at = now(), adopted_by = 'x', record = '纪要', version = base + 1 WHERE id = %s"


@pytest.fixture
def story(own_database: str) -> Story:
    """Two trials of the same change, both computed."""
    found = adopted()
    fall_ill(ILL)
    found.ask()
    found.ask()
    return found


def attempt(story: Story, thread: int) -> str:
    try:
        adopt_replan(OFFICES[thread], AdoptReplan(story.asked[thread], "纪要"), NOW)
    except RuleBroken as refused:
        return refused.clause
    return "adopted"


def test_looking_first_and_writing_then_adopts_both(story: Story) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX replan_one_adopted_a_version")
    looked = "WITH seen AS MATERIALIZED (SELECT count(*) AS many, pg_sleep(2) FROM planning_replan WHERE adopted_at IS NOT NULL)"
    naive = f"{looked} {ADOPTED} AND (SELECT many FROM seen) = 0"
    storm(lambda thread: run_sql(SYSTEM, Sql(naive, (story.asked[thread],)), NOW), 2)
    assert sum(one.adopted_at is not None for one in replans(SYSTEM, story.programme)) == 2


@pytest.mark.clause("GX-4.4", "LYG-4.3e")
def test_of_two_coordinators_at_once_one_wins_and_the_database_holds_it(story: Story) -> None:
    assert sorted(storm(lambda thread: attempt(story, thread), 2)) == ["GX-4.4", "adopted"]
    (left,) = [one.id for one in replans(SYSTEM, story.programme) if one.adopted_at is None]
    with pytest.raises(IntegrityError, match="replan_one_adopted_a_version"):
        run_sql(SYSTEM, Sql(ADOPTED, (left,)), NOW)
    told = next(iter(story.standing().values()))
    notify_visit(SYSTEM, NotifyVisit(told.id), NOW)
    for words, statement in {
        "its days and its door stay": "UPDATE planning_visit SET week = week + 1, last_day = last_day + 7 WHERE id = %s",
        "no re-planning replaces it": f"INSERT INTO planning_replaced (replan_id, visit_id) VALUES ({left}, %s)",
    }.items():
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            run_sql(SYSTEM, Sql(statement, (told.id,)), NOW)
