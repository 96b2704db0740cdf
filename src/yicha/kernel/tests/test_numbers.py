from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from yicha.kernel.actor import Actor
from yicha.kernel.models import Counter
from yicha.kernel.numbers import document_number, next_number, next_numbers
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, run_sql, sql, storm
from yicha.kernel.tests.sample import CLERK
from yicha.kernel.use_case import use_case


@dataclass(frozen=True)
class IssueNotice:
    refuse: bool = False
    series: str = "notice"
    region: str = REGION
    year: int = 2026


@dataclass(frozen=True)
class NoticeIssued:
    number: str
    about: str = "notice:1"


@use_case(may=RUN_SQL, clause="T")
def issue_notice(actor: Actor, command: IssueNotice, at: datetime, /) -> NoticeIssued:
    number = document_number("联综查", command.series, command.region, command.year)
    if command.refuse:
        raise RuleBroken("算了")
    return NoticeIssued(number)


@dataclass(frozen=True)
class IssueMany:
    counts: tuple[int, ...]


@dataclass(frozen=True)
class ManyIssued:
    numbers: tuple[int, ...]
    about: str = "notice:1"


@use_case(may=RUN_SQL, clause="T")
def issue_many(actor: Actor, command: IssueMany, at: datetime, /) -> ManyIssued:
    return ManyIssued(tuple(number for count in command.counts for number in next_numbers("notice", REGION, 2026, count)))


@pytest.mark.django_db
class TestANumber:
    def test_reads_as_officials_write_it(self) -> None:
        assert issue_notice(CLERK, IssueNotice(), NOW).number == "联综查〔2026〕1号"
        assert issue_notice(CLERK, IssueNotice(), NOW).number == "联综查〔2026〕2号"

    def test_begins_anew_each_year_in_each_region_and_series(self) -> None:
        for command in (IssueNotice(), IssueNotice(year=2027), IssueNotice(region="62/6207"), IssueNotice(series="draw")):
            assert issue_notice(CLERK, command, NOW).number.endswith("〕1号")

    def test_of_a_refused_document_is_given_out_again(self) -> None:
        with pytest.raises(RuleBroken):
            issue_notice(CLERK, IssueNotice(refuse=True), NOW)
        assert issue_notice(CLERK, IssueNotice(), NOW).number == "联综查〔2026〕1号"

    def test_many_at_once_are_as_if_taken_one_by_one(self) -> None:
        taken = issue_many(CLERK, IssueMany((3, 0, 1, 2)), NOW).numbers
        assert taken == (1, 2, 3, 4, 5, 6)
        assert issue_notice(CLERK, IssueNotice(), NOW).number == "联综查〔2026〕7号"

    def test_cannot_be_taken_past_the_door(self) -> None:
        with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
            next_number("notice", REGION, 2026)

    @pytest.mark.parametrize("attack", ["DELETE FROM kernel_counter", "TRUNCATE kernel_counter"])
    def test_cannot_be_forgotten(self, attack: str) -> None:
        issue_notice(CLERK, IssueNotice(), NOW)
        with pytest.raises(DatabaseError, match="rows are kept"), transaction.atomic():
            run_sql(CLERK, Sql(attack), NOW)

    def test_is_never_nought(self) -> None:
        with pytest.raises(IntegrityError, match="counter_from_one"), transaction.atomic():
            run_sql(CLERK, Sql("INSERT INTO kernel_counter (series, region, year, last) VALUES ('x', '', 2026, 0)"), NOW)


TURNS = 6


@pytest.mark.usefixtures("own_database")
class TestSixteenAtOnce:
    def test_leave_no_gap_and_no_double_though_a_third_is_refused(self) -> None:
        def attempt(thread: int) -> list[int]:
            return [number for turn in range(TURNS) if (number := self.issue(refuse=(thread + turn) % 3 == 0))]

        numbers = sorted(number for answers in storm(attempt) for number in answers)
        assert numbers == list(range(1, len(numbers) + 1))
        assert Counter.objects.get().last == len(numbers) == 16 * TURNS * 2 // 3

    def issue(self, *, refuse: bool) -> int:
        try:
            text = issue_notice(CLERK, IssueNotice(refuse), NOW).number
        except RuleBroken:
            return 0
        return int(text.removeprefix("联综查〔2026〕").removesuffix("号"))

    def test_naive_one_more_than_the_largest_gives_doubles(self) -> None:
        sql("CREATE TABLE naive (number int)")

        def attempt(_: int) -> None:
            for _turn in range(TURNS):
                sql("INSERT INTO naive SELECT coalesce(max(number), 0) + 1 FROM naive, pg_sleep(0.002)")

        storm(attempt)
        assert count("SELECT count(*) - count(DISTINCT number) FROM naive") > 0

    def test_naive_sequence_leaves_gaps(self) -> None:
        sql("CREATE SEQUENCE naive; CREATE TABLE taken (number int)")
        for turn in range(4):
            with transaction.atomic():
                sql("INSERT INTO taken VALUES (nextval('naive'))")
                transaction.set_rollback(turn == 1)
        assert count("SELECT max(number) - count(*) FROM taken") == 1


def count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
