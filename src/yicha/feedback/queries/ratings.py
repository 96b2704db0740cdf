"""What is told of ratings. Every number comes from a function of the database that knows how few are too few (migration 0002)."""

from collections import defaultdict
from datetime import date
from typing import Any, Final

from django.db import connection

from yicha.feedback.types import (
    FEWEST,
    ConductRule,
    FeedbackPermission,
    Grade,
    OpenedRating,
    OwnRating,
    RatingTotal,
    SealedRating,
)
from yicha.inspections.queries import inspection, inspections
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import NotPermitted
from yicha.norms.queries import dictionary
from yicha.orgs.queries import subject_of
from yicha.planning.queries import all_visits_of, visit

CONDUCT: Final = "conduct_rule"
TOTALS = "SELECT region_path, department, year, answers, said, told FROM feedback_totals(%s)"
SEALED = "SELECT rating, department, year, opened FROM feedback_sealed(%s)"
OPENED = "SELECT rating, department, inspection, grade, broken, reason, by, at FROM feedback_opened(%s)"
OWN = "SELECT inspection, department, opened_at, because FROM feedback_own(%s)"


def conduct_rules(region_path: str, on: date) -> tuple[ConductRule, ...]:
    """五个严禁、八个不得, in their order: one question each."""
    return tuple(ConductRule(entry.value, entry.label) for entry in dictionary(CONDUCT, region_path, on))


def rating_totals(actor: Actor) -> list[RatingTotal]:
    """Of the actor's own department, or of all for who acts for the region; by year, the latest first."""
    _demand(actor, FeedbackPermission.READ_RATINGS)
    said: dict[tuple[str, str, int, int], dict[str, int]] = defaultdict(dict)
    for *group, what, told in _rows(TOTALS, actor.region):
        said[tuple(group)][what] = told
    found = [_total(group, told) for group, told in said.items() if actor.acts_for(group[1]) and group[3] >= FEWEST]
    return sorted(found, key=lambda one: (-one.year, one.department))


def _total(group: tuple[str, str, int, int], told: dict[str, int]) -> RatingTotal:
    grades = {grade: told.get(str(grade.value), 0) for grade in Grade}
    broken = {code: number for code, number in sorted(told.items()) if not code.isdigit()}
    return RatingTotal(*group, grades, broken)


def sealed_ratings(actor: Actor) -> list[SealedRating]:
    """That they are there; for who may open them."""
    _demand(actor, FeedbackPermission.OPEN_RATING)
    return [SealedRating(*row) for row in _rows(SEALED, actor.region)]


def opened_ratings(actor: Actor) -> list[OpenedRating]:
    """What was opened, with the reason, the latest first."""
    _demand(actor, FeedbackPermission.OPEN_RATING)
    rows = list(_rows(OPENED, actor.region))
    known = {pk: inspection(SYSTEM, pk) for pk in {row[2] for row in rows}}
    return [_opened(row, known[row[2]]) for row in rows]


def _opened(row: tuple[Any, ...], of: InspectionRow) -> OpenedRating:
    rating, department, pk, grade, broken, *why = row
    return OpenedRating(rating, department, pk, of.number, visit(SYSTEM, of.visit).name, Grade(grade), tuple(broken), *why)


def own_ratings(actor: Actor) -> list[OwnRating]:
    """What the actor's enterprise has rated, and whether somebody looked."""
    return [OwnRating(*row) for row in _rows(OWN, [row.id for row in own_inspections(actor)])]


def own_inspection(actor: Actor, pk: int) -> InspectionRow:
    """Of the enterprise that the actor stands for; to everybody else it is not there."""
    return next((row for row in own_inspections(actor) if row.id == pk), None) or absent("R-PROC-6")


def own_inspections(actor: Actor) -> list[InspectionRow]:
    planned = {row.id: row.region_path for row in all_visits_of(actor, subject_of(actor) or absent("R-PROC-6"))}
    return [row for place in sorted(set(planned.values())) for row in inspections(actor, place, visits=planned)]


def _rows(question: str, *values: str | list[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def _demand(actor: Actor, permission: str) -> None:
    if not actor.may(permission):
        raise NotPermitted(f"{actor.name}没有权限查看", clause="R-PROC-6")
