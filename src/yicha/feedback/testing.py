"""Makers for the tests of other rooms: an enterprise that rates, appeals, asks for repair."""

from yicha.disclosure.queries import publications
from yicha.disclosure.types import PublicationRow
from yicha.feedback.actions.raise_petition import raise_petition
from yicha.feedback.actions.rate_visit import rate_visit
from yicha.feedback.types import DepartmentRating, Grade, PetitionKind, PetitionRaised, RaisePetition, RateVisit
from yicha.inspections.testing import on_the_day, planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.testing import REGION
from yicha.planning.testing import owner


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
