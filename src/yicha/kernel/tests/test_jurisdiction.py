from collections.abc import Callable

import pytest
from django.db import connection, transaction

from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import ABSENT, fetch, of_department, read, within
from yicha.kernel.refusals import NotFound
from yicha.kernel.testing import NOW, Sql, run_sql, storm
from yicha.kernel.tests.sample import CLERK, AddThing, Note, Thing, add_thing

PLACES = ["62", "62/6207", "62/6207/620799", "62/6207/620799/1", "62/6207/6207991", "62/6299", ""]
DEPARTMENTS = ["market", "fire", ""]


@pytest.fixture
def things(room: None) -> None:
    rows = ", ".join(f"('{place}', '{place}', '{department}')" for place in PLACES for department in DEPARTMENTS)
    run_sql(CLERK, Sql(f"INSERT INTO sample_thing (title, region_path, department) VALUES {rows}"), NOW)


@pytest.mark.usefixtures("things")
class TestWithin:
    @pytest.mark.parametrize("region", [*PLACES, "6", "62/", "%", "62/62_7", "62/6207'--", "\\"])
    def test_the_database_answers_as_the_actor_does(self, region: str) -> None:
        actor = Actor("u", "n", region=region)
        found = set(within(actor, Thing.objects.all()).values_list("region_path", flat=True))
        assert found == {place for place in PLACES if actor.covers(place)}

    def test_the_system_sees_all(self) -> None:
        assert within(SYSTEM, Thing.objects.all()).count() == len(PLACES) * len(DEPARTMENTS)

    @pytest.mark.parametrize("department", DEPARTMENTS)
    @pytest.mark.parametrize("whole", [True, False])
    def test_departments_too(self, department: str, whole: bool) -> None:
        actor = Actor("u", "n", region="62", department=department, whole_region=whole)
        found = set(of_department(actor, Thing.objects.exclude(department="")).values_list("department", flat=True))
        assert found == {code for code in DEPARTMENTS if actor.acts_for(code)}

    def test_no_department_is_none_not_all(self) -> None:
        assert not of_department(Actor("u", "n", region="62"), Thing.objects.all()).exists()


@pytest.mark.usefixtures("things")
class TestOneRow:
    @pytest.mark.parametrize("get", [fetch, read])
    def test_of_elsewhere_and_of_nowhere_are_the_same_answer(self, get: Callable[..., Thing]) -> None:
        away = Thing.objects.filter(region_path="62/6299")[0]
        answers = []
        for number in (away.pk, 10**9):
            with transaction.atomic(), pytest.raises(NotFound) as caught:
                get(CLERK, Thing.objects.all(), clause="WS-2.5", pk=number)
            answers.append((caught.value.message, caught.value.clause, caught.value.exits))
        assert answers == [(ABSENT, "WS-2.5", ())] * 2

    def test_of_one_s_own_comes(self) -> None:
        own = Thing.objects.filter(region_path=CLERK.region)[0]
        assert read(CLERK, Thing.objects.all(), pk=own.pk) == own
        assert fetch(CLERK, Thing.objects.all(), pk=own.pk) == own

    def test_keeps_what_the_queryset_already_asked(self) -> None:
        own = Thing.objects.filter(region_path=CLERK.region, department="market")[0]
        with pytest.raises(NotFound):
            read(CLERK, Thing.objects.filter(department="fire"), pk=own.pk)


@pytest.mark.usefixtures("own_room")
def test_fetching_locks_the_row_and_reading_does_not() -> None:
    thing = add_thing(CLERK, AddThing("x"), NOW).thing

    def locked(_: int) -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM (SELECT FROM sample_thing WHERE id = %s FOR UPDATE SKIP LOCKED) free", [thing])
            return bool(cursor.fetchone()[0] == 0)

    with transaction.atomic():
        read(CLERK, Thing.objects.all(), pk=thing)
        assert storm(locked, threads=1) == [False]
        fetch(CLERK, Thing.objects.all(), pk=thing)
        assert storm(locked, threads=1) == [True]
    assert not Note.objects.exists()
