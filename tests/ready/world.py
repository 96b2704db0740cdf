"""The prepared county: what exists in it, and how its use cases are asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yicha.config.roles import ROLES
from yicha.draws.testing import hold_ceremony, next_issue
from yicha.inspections.testing import (
    check,
    make_inspections,
    photograph,
    planned,
)
from yicha.inspections.testing import start as enter
from yicha.inspections.types import (
    InspectionRow,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.use_case import UseCase, all_use_cases
from yicha.orgs.testing import make_account, make_department, make_officers, officer_row
from yicha.planning.testing import DEPARTMENTS, PARTIES, SALT, line_row
from yicha.planning.types import (
    FilePlan,
    FreezeYear,
    MergeProgramme,
)
from yicha.subjects.testing import subject_row

WALKED_ELSEWHERE = ("kernel", "norms", "orgs")
CASES: dict[str, UseCase[Any, Any]] = {
    made.name.rpartition(".")[2]: made for made in all_use_cases() if made.name.split(".")[1] not in WALKED_ELSEWHERE
}
STRANGERS = "SLJ"  # a department that has no part in anything here
SOURCE = "0" * 64
FILED, DRAFTED = 2027, 2028  # a year whose plans are filed; one whose programme is a draft
UNPLANNED_DAY = date(2026, 12, 15)
SID = subject_row(0).sid


@dataclass(frozen=True)
class Ready:
    """A command that is valid now, and by whom: the account matters where a person signs."""

    command: Any
    at: datetime = NOW
    department: str = "SCJG"
    account: str = ""
    region: str = REGION


@dataclass
class World:
    """2026 planned, drawn, staffed and opened; 2027 filed; 2028 merged."""

    inspections: list[InspectionRow]
    visited: InspectionRow  # with notice, answers, a photograph and a signed record
    plan: int
    programme: int
    draft: int

    @property
    def untouched(self) -> InspectionRow:
        return self.inspections[0]


MAKERS: dict[str, Callable[[World], Ready]] = {}


def maker(make: Callable[[World], Ready]) -> Callable[[World], Ready]:
    MAKERS[make.__name__] = make
    return make


def do(name: str, command: Any, at: datetime = NOW, actor: Actor = SYSTEM) -> Any:
    return CASES[name](actor, command, at)


def lines(year: int, department: str) -> FilePlan:
    return FilePlan(REGION, year, department, (line_row(department=department, window=(date(year, 3, 2), date(year, 6, 26))),))


def make_world() -> World:
    inspections = make_inspections()
    make_department(STRANGERS)
    make_officers(officer_row(900, department=STRANGERS))
    for number in (*range(4), *range(100, 104), *range(200, 204), 900):
        cert_no = officer_row(number).cert_no
        make_account(account_of(cert_no), cert_no=cert_no)
    plans = [do("file_plan", lines(year, department)).plan for department in DEPARTMENTS for year in (FILED, DRAFTED)]
    draw = do("freeze_year", FreezeYear(REGION, DRAFTED, PARTIES, next_issue(REGION, DRAFTED), SALT)).draw
    hold_ceremony(draw, NOW)
    draft = do("merge_programme", MergeProgramme(draw, date(DRAFTED, 1, 1))).programme
    first = planned(inspections[0])
    assert first.programme is not None
    return World(inspections, visited(of_first_officer(inspections)), plans[0], first.programme, draft)


def of_first_officer(rows: list[InspectionRow]) -> InspectionRow:
    """The last visit for which the officer was drawn who asks in tests of addresses."""
    return next(row for row in reversed(rows) if officer_row(0).cert_no in {one.cert_no for one in planned(row).officers})


def visited(row: InspectionRow) -> InspectionRow:
    enter(row)
    photograph(row)
    check(row)
    return row


def drawn(row: InspectionRow, department: str = "SCJG") -> str:
    """The account of an officer who was drawn."""
    return account_of(next(one.cert_no for one in planned(row).officers if one.department == department))


def account_of(cert_no: str) -> str:
    return f"o{cert_no}"


def by(account: str, department: str = "SCJG") -> Actor:
    return Actor(account, account, REGION, department, Role.OFFICER, permissions=ROLES[Role.OFFICER])
