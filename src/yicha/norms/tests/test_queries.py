"""Reading: the most local norm of the day, by the ORM, by the SQL function and by a naive twin; and reading once."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW
from yicha.norms import queries
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.rules import in_force
from yicha.norms.testing import load_shipped, put_norm
from yicha.norms.tests import naive
from yicha.norms.tests.made import PLACES, periods, row
from yicha.norms.types import LoadNorms, NormRow, NormsInForce, NormUnit
from yicha.norms.web.caching import norms_once_a_request
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days

pytestmark = pytest.mark.django_db

COUNTY, ON = "62/6207/620799", date(2026, 11, 20)


def by_function(code: str, place: str, day: date, function: str = "norm_in_force") -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s, %s)", [code, place, day])
        (found,) = cursor.fetchone()
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*(periods("test.a", place) for place in PLACES)), st.integers(0, 10**6))
def test_the_most_local_norm_of_the_day_holds_whoever_asks(by_place: tuple[list[NormRow], ...], number: int) -> None:
    code = f"test.a{number}"
    rows = [NormRow(**{**vars(each), "code": code}) for found in by_place for each in found]
    if rows:
        load_norms(SYSTEM, LoadNorms(tuple(rows)), NOW)
    known = queries.history(code)
    for place in [*PLACES, "62/6207/620799/620799101", "63"]:
        for day in naive.DAYS[::8]:
            said = naive.most_local(known, code, place, day)
            found = queries.norms_in_force(place, day).rows.get(code)
            assert (found.said if found else None) == said
            assert by_function(code, place, day) == (said[0] if said else None)
            assert by_function(code, place, day, "norm_text_in_force") == (said[1] if said else None)
            assert in_force(known, place, day).rows.get(code) == found


def test_a_region_whose_number_begins_alike_is_another_region() -> None:
    put_norm("test.a", 1)
    put_norm("test.a", 2, region_path="62/6207")
    put_norm("test.a", 3, region_path="6")
    for place, amount in [("62/6207", 2), ("62/6207/620799", 2), ("62/62070", 1), ("62", 1), ("", 1)]:
        assert queries.norm("test.a", place, ON).whole == by_function("test.a", place, ON) == amount


@pytest.mark.clause("WS-2.3")
def test_what_it_would_have_been_on_another_day() -> None:
    load_shipped()
    assert queries.norm("clock.mediation", COUNTY, date(2026, 4, 14)).whole == 45
    assert queries.norm("clock.mediation", COUNTY, date(2026, 4, 15)).whole == 60
    with pytest.raises(RuleBroken, match="2019-12-31"):
        queries.norm("clock.mediation", COUNTY, date(2019, 12, 31))


def test_the_database_answers_as_the_files_do() -> None:
    load_shipped()
    assert queries.norms_in_force(COUNTY, ON) == shipped_norms_in_force(COUNTY, ON)
    assert queries.working_days() == shipped_working_days()


def test_a_code_table_comes_in_its_order_and_a_place_may_say_it_otherwise() -> None:
    load_shipped()
    local = row("dict.point_result.2", 2, date(2026, 1, 1), region_path=COUNTY, text="不符合", unit=NormUnit.CODE)
    load_norms(SYSTEM, LoadNorms((local,)), NOW)
    labels = {place: [each.label for each in queries.dictionary("point_result", place, ON)] for place in ("", COUNTY)}
    assert labels == {"": ["合格", "不合格", "未检查", "合理缺项"], COUNTY: ["合格", "不符合", "未检查", "合理缺项"]}
    assert [each.value for each in queries.dictionary("duty_dept", "", ON)] == ["A058", "A012", "A027", "A014", "A028"]
    assert queries.dictionary("point", "", ON) == []


def test_history_shows_every_period_of_every_place() -> None:
    put_norm("test.a", 1)
    put_norm("test.a", 2, region_path="62")
    put_norm("test.a", 3, since=date(2027, 1, 1))
    assert [(each.region_path, each.whole) for each in queries.history("test.a")] == [("", 1), ("", 3), ("62", 2)]


class TestOnceARequest:
    @pytest.fixture(autouse=True)
    def shipped(self) -> None:
        load_shipped()

    def test_norms_of_a_place_and_day_are_read_once(self) -> None:
        with queries.cached(), CaptureQueriesContext(connection) as asked:
            first = queries.norms_in_force(COUNTY, ON)
            assert queries.norms_in_force(COUNTY, ON) is first
            assert len(asked) == 1
            queries.norms_in_force("", ON)
            assert len(asked) == 2

    def test_so_is_a_code_table_which_nobody_can_spoil_for_the_next(self) -> None:
        with queries.cached(), CaptureQueriesContext(connection) as asked:
            queries.dictionary("duty_dept", "", ON).clear()
            assert queries.dictionary("duty_dept", "", ON)
        assert len(asked) == 1

    def test_the_calendar_is_read_once(self) -> None:
        with queries.cached(), CaptureQueriesContext(connection) as asked:
            assert queries.working_days() is queries.working_days()
        assert len(asked) == 2

    def test_outside_a_request_it_is_read_each_time(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            queries.norms_in_force(COUNTY, ON)
            queries.norms_in_force(COUNTY, ON)
        assert len(asked) == 2

    def test_a_load_in_the_same_request_is_seen(self) -> None:
        with queries.cached():
            before = queries.norms_in_force(COUNTY, ON).whole("planning.class_cap")
            put_norm("planning.class_cap", 2)
            assert (before, queries.norms_in_force(COUNTY, ON).whole("planning.class_cap")) == (1, 2)

    def test_the_middleware_opens_and_closes_it(self) -> None:
        found: list[NormsInForce] = []

        def answer(request: HttpRequest) -> HttpResponse:
            found.extend(queries.norms_in_force(COUNTY, ON) for _ in range(2))
            return HttpResponse()

        once = norms_once_a_request(answer)
        once(HttpRequest())
        once(HttpRequest())
        assert found[0] is found[1]
        assert found[2] is not found[1]
        assert queries._cache.get() is None

    def test_reading_all_norms_in_force_is_one_small_query(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM norms_norm WHERE code NOT LIKE 'dict.%'")
            (rows,) = cursor.fetchone()
        assert rows == len(queries.norms_in_force(COUNTY, ON).rows) + 7  # six of the regulation that is over, and the rests of last year
