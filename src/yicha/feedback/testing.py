"""Makers for the tests of other rooms: an enterprise that rates, appeals, asks for repair; somebody at a door who reports."""

from datetime import datetime
from typing import Any

from yicha.disclosure.queries import publications
from yicha.disclosure.types import PublicationRow
from yicha.feedback.actions.raise_petition import raise_petition
from yicha.feedback.actions.rate_visit import rate_visit
from yicha.feedback.actions.report_problem import report_problem
from yicha.feedback.queries import digest_of, passer_by, sender_of
from yicha.feedback.types import (
    DepartmentRating,
    DoorReportMade,
    Grade,
    PetitionKind,
    PetitionRaised,
    RaisePetition,
    RateVisit,
    ReportProblem,
)
from yicha.inspections.testing import on_the_day, planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.testing import NOW, REGION
from yicha.planning.testing import owner

SECRET = "ABCDEFGH23"  # noqa: S105 of the tests


def owner_of(row: InspectionRow) -> Actor:
    """Who stands for the enterprise that was visited."""
    return owner(planned(row).sid)


def rate(row: InspectionRow, department: str = "SCJG", grade: Grade = Grade.GOOD, *broken: str) -> None:
    rate_visit(owner_of(row), RateVisit(row.id, (DepartmentRating(department, grade, broken),)), on_the_day(row, 15))


def published_of(row: InspectionRow, department: str = "SCJG") -> PublicationRow:
    return next(one for one in publications(SYSTEM, REGION) if (one.visited, one.department) == (row.id, department))


def raised(row: InspectionRow, kind: PetitionKind = PetitionKind.APPEAL, words: str = "当天灶具已经换过") -> PetitionRaised:
    """On the evening of the check."""
    return raise_petition(owner_of(row), RaisePetition(kind, published_of(row).id, words), on_the_day(row, 18))


def problem(sid: str, matter: str = "后厨门口堆垃圾", address: str = "10.0.0.1", at: datetime = NOW, **values: Any) -> ReportProblem:
    plain: dict[str, Any] = {"photos": (), "secret": digest_of(SECRET), "sender": sender_of(address, at.date())}
    return ReportProblem(sid, matter, **(plain | values))


def report(sid: str, matter: str = "后厨门口堆垃圾", address: str = "10.0.0.1", at: datetime = NOW, **values: Any) -> DoorReportMade:
    """By somebody at the door of a shop of the county whose joint office is set up."""
    return report_problem(passer_by(), problem(sid, matter, address, at, **values), at)
