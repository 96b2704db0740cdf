"""Sixteen at once on one limit: the naive way goes over it, the constraint does not, and its refusal says clause and way out."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import IntegrityError, connection

from yicha.kernel.actor import Actor
from yicha.kernel.limits import Limit, broken_limit
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, sql, storm
from yicha.kernel.tests.sample import CLERK
from yicha.kernel.use_case import use_case

LIMITS = {"once_a_year": Limit("LYG-4.3d", "同类检查今年已安排一次", (Exit("有线索的可以立即检查", "线索编号"),))}
TABLE = "CREATE TABLE sample_visit (subject text NOT NULL, year int NOT NULL{}); CREATE INDEX ON sample_visit (subject)"
SUBJECTS = 8


@dataclass(frozen=True)
class PlanVisit:
    subject: str


@dataclass(frozen=True)
class VisitPlanned:
    subject: str

    @property
    def about(self) -> str:
        return f"subject:{self.subject}"


@use_case(may=RUN_SQL, clause="LYG-4.3d")
def plan_visit(actor: Actor, command: PlanVisit, at: datetime, /) -> VisitPlanned:
    try:
        sql("INSERT INTO sample_visit VALUES (%s, 2026)", command.subject)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return VisitPlanned(command.subject)


@use_case(may=RUN_SQL, clause="T")
def plan_naively(actor: Actor, command: PlanVisit, at: datetime, /) -> VisitPlanned:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sample_visit WHERE subject = %s", [command.subject])
        if cursor.fetchone()[0]:
            raise RuleBroken("已安排")
    sql("INSERT INTO sample_visit VALUES (%s, 2026)", command.subject)
    return VisitPlanned(command.subject)


def over_the_limit() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT FROM sample_visit GROUP BY subject, year HAVING count(*) > 1) over")
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("own_database")
class TestOnceAYear:
    def test_naive_check_then_insert_goes_over(self) -> None:
        sql(TABLE.format(""))
        storm(lambda _: [self.plan(plan_naively, turn) for turn in range(SUBJECTS)])
        assert over_the_limit() > 0

    def test_the_constraint_holds_and_says_why(self) -> None:
        sql(TABLE.format(", CONSTRAINT once_a_year UNIQUE (subject, year)"))
        answers = [answer for answers in storm(lambda _: [self.plan(plan_visit, turn) for turn in range(SUBJECTS)]) for answer in answers]
        assert answers.count("planned") == SUBJECTS
        assert answers.count("LYG-4.3d") == 15 * SUBJECTS
        assert over_the_limit() == 0

    def plan(self, action: object, turn: int) -> str:
        assert callable(action)
        try:
            action(CLERK, PlanVisit(f"s{turn}"), NOW)
        except RuleBroken as refusal:
            return refusal.clause
        return "planned"


@pytest.mark.django_db
class TestTheRefusal:
    def test_names_the_lawful_way_out(self) -> None:
        sql(TABLE.format(", CONSTRAINT once_a_year UNIQUE (subject, year)"))
        plan_visit(CLERK, PlanVisit("s"), NOW)
        with pytest.raises(RuleBroken, match="已安排一次") as caught:
            plan_visit(CLERK, PlanVisit("s"), NOW)
        assert caught.value.exits == (Exit("有线索的可以立即检查", "线索编号"),)

    def test_is_for_limits_that_are_listed_only(self) -> None:
        sql(TABLE.format(", CONSTRAINT another UNIQUE (subject, year)"))
        plan_visit(CLERK, PlanVisit("s"), NOW)
        with pytest.raises(IntegrityError, match="another"):
            plan_visit(CLERK, PlanVisit("s"), NOW)


def test_an_error_that_is_not_the_database_s_stays_what_it_is() -> None:
    error = IntegrityError("made up")
    assert broken_limit(error, LIMITS) is error
