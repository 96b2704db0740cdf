"""The two use cases on the database: differences only, history kept, nobody else, twice is once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from psycopg.types.range import DateRange

from yicha.kernel.actor import SYSTEM
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.trail import payload
from yicha.norms import queries
from yicha.norms.actions.load_calendar import load_calendar
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.models import CalendarDay, CalendarYear, Norm
from yicha.norms.tests.made import row
from yicha.norms.types import DayRow, LoadCalendar, LoadNorms, NormPermission, NormRow, NormsLoaded, YearRow
from yicha.norms.workbooks import shipped_calendar, shipped_norms

pytestmark = pytest.mark.django_db

ADMIN = actor(NormPermission.LOAD, NormPermission.LOAD_CALENDAR)
TODAY = NOW.date()
LONG_AGO = date(2024, 1, 1)


def load(*rows: NormRow) -> NormsLoaded:
    return load_norms(ADMIN, LoadNorms(rows), NOW)


def counts(event: NormsLoaded) -> tuple[int, int, int, int]:
    return event.added, event.ended, event.withdrawn, event.unchanged


def everything() -> list[tuple[object, ...]]:
    return list(Norm.objects.order_by("pk").values_list())


class TestNorms:
    def test_what_is_shipped_is_loaded_and_the_second_time_nothing_is_written(self) -> None:
        first = load_norms(ADMIN, LoadNorms(shipped_norms()), NOW)
        before = everything()
        second = load_norms(ADMIN, LoadNorms(shipped_norms()), NOW + timedelta(days=1))
        assert counts(first) == (len(shipped_norms()), 0, 0, 0)
        assert counts(second) == (0, 0, 0, len(shipped_norms()))
        assert (second.codes, second.digest) == ((), first.digest)
        assert everything() == before

    @pytest.mark.clause("WS-2.3", "WY-5.8b")
    def test_a_changed_amount_closes_the_old_period_and_the_past_keeps_it(self) -> None:
        load(row("test.a", 5, LONG_AGO))
        event = load(row("test.a", 6, date(2027, 1, 1)))
        assert counts(event) == (1, 1, 0, 0)
        assert [(each.whole, each.since, each.until) for each in queries.history("test.a")] == [
            (5, LONG_AGO, date(2026, 12, 31)),
            (6, date(2027, 1, 1), None),
        ]
        assert queries.norm("test.a", "", date(2026, 12, 31)).whole == 5
        assert queries.norm("test.a", "", date(2027, 1, 1)).whole == 6

    def test_a_change_that_would_reach_back_begins_today(self) -> None:
        load(row("test.a", 5, LONG_AGO))
        load(row("test.a", 6, LONG_AGO))
        assert [(each.whole, each.until) for each in queries.history("test.a")] == [(5, TODAY - timedelta(days=1)), (6, None)]

    @pytest.mark.clause("GX-2.4")
    def test_a_place_that_rules_for_the_first_time_begins_today_too(self) -> None:
        """It has gone by the word of the region above until now. Of what nobody has ruled before, it says the past as well."""
        load(row("test.a", 5, LONG_AGO))
        load(row("test.a", 6, LONG_AGO, region_path="62"), row("test.b", 7, LONG_AGO, region_path="62"))
        assert [queries.norm("test.a", "62", day).whole for day in (LONG_AGO, TODAY - timedelta(days=1), TODAY)] == [5, 5, 6]
        assert queries.norm("test.b", "62", LONG_AGO).whole == 7

    def test_today_is_todays_date_in_beijing(self) -> None:
        load(row("test.a", 5, LONG_AGO))
        midnight = NOW.replace(hour=0, minute=30)
        load_norms(ADMIN, LoadNorms((row("test.a", 6, LONG_AGO),)), midnight)
        assert queries.norm("test.a", "", TODAY).whole == 6
        assert queries.norm("test.a", "", TODAY - timedelta(days=1)).whole == 5

    def test_a_change_that_has_not_begun_is_withdrawn_and_leaves_its_mark(self) -> None:
        load(row("test.a", 5, LONG_AGO))
        load(row("test.a", 6, date(2027, 1, 1)))
        event = load(row("test.a", 5, LONG_AGO))
        assert counts(event) == (0, 1, 1, 0)
        assert [each.whole for each in queries.history("test.a")] == [5]
        assert Norm.objects.filter(valid__isempty=True, amount=6).count() == 1

    def test_what_a_file_does_not_name_is_left_alone(self) -> None:
        load(row("test.a", 5, LONG_AGO), row("test.b", 7, LONG_AGO), row("test.a", 3, LONG_AGO, region_path="62"))
        event = load(row("test.a", 6, date(2027, 1, 1)))
        assert event.codes == ("test.a",)
        assert queries.norm("test.b", "", date(2027, 1, 1)).whole == 7
        assert queries.norm("test.a", "62", date(2027, 1, 1)).whole == 3

    def test_the_event_says_how_much_changed_and_of_what(self) -> None:
        event = load(row("test.a", 5, LONG_AGO), row("test.b", 7, LONG_AGO))
        entry = Entry.objects.get()
        assert (event.about, event.codes, len(event.digest)) == ("norms", ("test.a", "test.b"), len("sha256:") + 64)
        assert payload(entry.run) == {
            "digest": event.digest,
            "added": 2,
            "ended": 0,
            "withdrawn": 0,
            "unchanged": 0,
            "codes": ["test.a", "test.b"],
        }

    def test_an_amount_comes_back_as_it_went_in(self) -> None:
        odd = replace(row("test.a", since=LONG_AGO), amount=Decimal("2.1250"), counted_from="year", text="约")
        load(odd)
        assert queries.history("test.a") == [odd]

    @pytest.mark.clause("GX-2.4")
    def test_nobody_without_the_permission_and_nobody_for_another_place(self) -> None:
        with pytest.raises(NotPermitted):
            load_norms(actor(NormPermission.LOAD_CALENDAR), LoadNorms((row(),)), NOW)
        with pytest.raises(NotPermitted, match="62/6299"):
            load(row(region_path="62/6299"))
        assert not Norm.objects.exists()

    def test_one_bad_row_and_nothing_is_loaded(self) -> None:
        with pytest.raises(RuleBroken):
            load(row("test.a"), row("test.b", basis=""))
        with pytest.raises(RuleBroken):
            load(row("test.a", 5, LONG_AGO), row("test.a", 6, TODAY))
        assert not Norm.objects.exists()
        assert not Entry.objects.exists()


def attack(statement: str, *values: str | int | None) -> None:
    with transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(statement, values), NOW)


INSERT = "INSERT INTO norms_norm (code, region_path, amount, text, unit, counted_from, basis, tag, valid) VALUES "


class TestTheDatabaseRefuses:
    """Through the door with raw SQL: what no code of ours would do, the tables forbid as well."""

    @pytest.fixture(autouse=True)
    def known(self) -> None:
        load(row("test.a", 5, LONG_AGO))

    @pytest.mark.clause("WS-2.3")
    @pytest.mark.parametrize(
        ("statement", "constraint"),
        [
            (INSERT + "('test.a', '', 6, '', 'd', '', 'x', 'V', '[2026-01-01,)')", "norm_one_at_a_time"),
            (INSERT + "('test.a', '', 6, '', 'd', '', 'x', 'V', '[2020-01-01,2024-01-02)')", "norm_one_at_a_time"),
            (INSERT + "('test.b', '', NULL, '', 'd', '', 'x', 'V', '[2026-01-01,)')", "norm_says_something"),
            (INSERT + "('test.b', '', 6, '', 'd', '', '', 'V', '[2026-01-01,)')", "norm_has_a_basis"),
            (INSERT + "('test.b', '', 6, '', 'd', '', 'x', 'Q', '[2026-01-01,)')", "norm_tag_known"),
        ],
    )
    def test_a_row_that_breaks_a_constraint(self, statement: str, constraint: str) -> None:
        with pytest.raises(IntegrityError, match=constraint):
            attack(statement)

    def test_neighbours_are_no_overlap(self) -> None:
        attack(INSERT + "('test.a', '', 6, '', 'd', '', 'x', 'V', '[2020-01-01,2024-01-01)')")
        attack(INSERT + "('test.a', '62', 6, '', 'd', '', 'x', 'V', '[2026-01-01,)')")
        assert Norm.objects.filter(code="test.a").count() == 3

    @pytest.mark.clause("WY-5.8b")
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE norms_norm SET amount = 6",
            "UPDATE norms_norm SET basis = 'y'",
            "UPDATE norms_norm SET region_path = '62'",
            "UPDATE norms_norm SET valid = '[2024-01-02,)'",
            "DELETE FROM norms_norm",
            "TRUNCATE norms_norm",
        ],
    )
    def test_a_change_of_history(self, statement: str) -> None:
        with pytest.raises(DatabaseError, match=r"a norm only ends|rows are kept"):
            attack(statement)

    def test_a_withdrawn_period_does_not_come_back(self) -> None:
        attack("UPDATE norms_norm SET valid = 'empty'")
        with pytest.raises(DatabaseError, match="a norm only ends"):
            attack("UPDATE norms_norm SET valid = '[2024-01-01,)'")

    def test_an_end_is_allowed(self) -> None:
        attack("UPDATE norms_norm SET valid = '[2024-01-01,2027-01-01)'")
        assert Norm.objects.get().valid == DateRange(LONG_AGO, date(2027, 1, 1))

    @pytest.mark.parametrize("table", ["norms_norm", "norms_calendaryear", "norms_calendarday"])
    def test_a_write_past_the_door(self, table: str) -> None:
        with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
            Norm.objects.all().update(amount=6) if table == "norms_norm" else CalendarYear.objects.create(
                year=2030, basis="x", provisional=True
            )

    @pytest.mark.parametrize("statement", ["('2026-11-20', 2026, true, 'x')", "('2026-11-21', 2026, false, 'x')"])
    def test_a_day_that_does_not_differ(self, statement: str) -> None:
        attack("INSERT INTO norms_calendaryear VALUES (2026, 'x', false)")
        with pytest.raises(IntegrityError, match="calendar_day_differs"):
            attack(f"INSERT INTO norms_calendarday (day, year_id, working, name) VALUES {statement}")


FUTURE_MONDAY = DayRow(date(2026, 12, 7), working=False, name="临时")
PAST_MONDAY = DayRow(date(2026, 2, 16), working=False, name="春节")
YEAR_2026 = YearRow(2026, "通知", (PAST_MONDAY,))
PROVISIONAL = YearRow(2027, "暂定", (DayRow(date(2027, 1, 1), working=False, name="元旦"),), provisional=True)


class TestCalendar:
    def test_what_is_shipped_is_loaded_and_the_second_time_nothing_is_written(self) -> None:
        first = load_calendar(ADMIN, LoadCalendar(shipped_calendar()), NOW)
        second = load_calendar(ADMIN, LoadCalendar(shipped_calendar()), NOW)
        assert (first.added, first.removed, first.years) == (CalendarDay.objects.count(), 0, (2024, 2025, 2026, 2027))
        assert (second.added, second.removed, second.years, second.digest) == (0, 0, (), first.digest)
        assert tuple(queries.calendar_years()) == shipped_calendar()

    @pytest.mark.clause("LYG-4.3b", "YX-2.12")
    def test_a_provisional_year_gives_way_to_its_notice(self) -> None:
        load_calendar(ADMIN, LoadCalendar((PROVISIONAL,)), NOW)
        days = (DayRow(date(2027, 1, 1), working=False, name="元旦"), DayRow(date(2027, 1, 3), working=True, name="元旦"))
        event = load_calendar(ADMIN, LoadCalendar((YearRow(2027, "国办发明电〔2026〕1号", days),)), NOW)
        assert (event.added, event.removed, event.years) == (1, 0, (2027,))
        assert queries.working_days().announced == {2027}
        assert queries.working_days().is_working(date(2027, 1, 3))

    def test_a_notice_may_be_amended_for_days_to_come(self) -> None:
        load_calendar(ADMIN, LoadCalendar((YEAR_2026,)), NOW)
        event = load_calendar(ADMIN, LoadCalendar((replace(YEAR_2026, days=(PAST_MONDAY, FUTURE_MONDAY)),)), NOW)
        assert (event.added, event.removed) == (1, 0)
        renamed = replace(FUTURE_MONDAY, name="改名")
        event = load_calendar(ADMIN, LoadCalendar((replace(YEAR_2026, days=(PAST_MONDAY, renamed)),)), NOW)
        assert (event.added, event.removed) == (1, 1)
        assert not queries.working_days().is_working(FUTURE_MONDAY.day)

    @pytest.mark.clause("LYG-4.3b")
    def test_but_not_for_days_that_are_over(self) -> None:
        load_calendar(ADMIN, LoadCalendar((YEAR_2026,)), NOW)
        with pytest.raises(RuleBroken, match="不能再改"):
            load_calendar(ADMIN, LoadCalendar((replace(YEAR_2026, days=()),)), NOW)
        assert CalendarDay.objects.count() == 1

    def test_nobody_without_the_permission(self) -> None:
        with pytest.raises(NotPermitted):
            load_calendar(actor(NormPermission.LOAD), LoadCalendar((YEAR_2026,)), NOW)

    def test_a_year_that_is_not_named_is_left_alone(self) -> None:
        load_calendar(SYSTEM, LoadCalendar((YEAR_2026,)), NOW)
        load_calendar(SYSTEM, LoadCalendar((PROVISIONAL,)), NOW)
        assert [row.year for row in queries.calendar_years()] == [2026, 2027]
