"""Makers for the tests of other rooms: a small county whose programme can be made in a moment."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from yicha.draws.testing import hold_ceremony, next_issue
from yicha.items.testing import item_row, make_items
from yicha.items.types import CheckPoint, ItemClass
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION, made_once
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_officers, make_region, officer_row
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.freeze_staffing import freeze_staffing
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.actions.staff_visits import staff_visits
from yicha.planning.actions.take_back_plan import take_back_plan
from yicha.planning.models import Visit
from yicha.planning.queries import plan_of, visits
from yicha.planning.types import (
    AdoptProgramme,
    FilePlan,
    FreezeStaffing,
    FreezeYear,
    LineRow,
    MergeProgramme,
    PlanStatus,
    ProgrammeMerged,
    StaffVisits,
    TakeBackPlan,
    VisitRow,
    VisitsStaffed,
)
from yicha.subjects.testing import make_subjects, subject_row

YEAR = 2026
SALT = "5a" * 32
PARTIES = ("SCJG", "XFJY")
DEPARTMENTS = {"SCJG": "食品安全", "XFJY": "消防安全", "WSJK": "公共卫生"}


def line_row(number: int = 1, department: str = "SCJG", **values: Any) -> LineRow:
    plain: dict[str, Any] = {
        "line_id": f"{department}-{number:02}",
        "item_code": f"{department}-I",
        "item_name": "检查",
        "check_class": DEPARTMENTS[department],
        "scope_query": "TRUE",
        "selection": "random",
        "ratio": "50%",
        "window": (date(YEAR, 3, 2), date(YEAR, 6, 26)),
    }
    return LineRow(**(plain | values))


@made_once
def make_county(subjects: int = 12, officers: int = 4) -> None:
    """Norms, three departments with officers and one key item each, and a register."""
    load_shipped()
    make_region()
    for place, (department, check_class) in enumerate(DEPARTMENTS.items()):
        make_department(department)
        numbers = range(place * 100, place * 100 + officers)
        make_officers(*(officer_row(number, department=department, skills=()) for number in numbers))
        points = (CheckPoint("1", "是否公示许可证"), CheckPoint("2", f"{check_class}台账是否齐全", "看台账", f"《{check_class}法》"))
        named: dict[str, Any] = {"department": department, "check_class": check_class, "name": f"{check_class}检查", "check_points": points}
        make_items(item_row(code=f"{department}-I", item_class=ItemClass.KEY, **named))
    make_subjects(*(subject_row(number) for number in range(subjects)))


@made_once
def make_plans(**lines: tuple[LineRow, ...]) -> None:
    """`make_plans(SCJG=(line_row(),))`; without lines one random line for each department."""
    plans = lines or {department: (line_row(department=department),) for department in DEPARTMENTS}
    for department, rows in plans.items():
        before = plan_of(SYSTEM, REGION, YEAR, department)
        if before and before.status is PlanStatus.FILED:
            take_back_plan(SYSTEM, TakeBackPlan(before.id), NOW)
        file_plan(SYSTEM, FilePlan(REGION, YEAR, department, rows), NOW)


@made_once
def draw_year(at: datetime = NOW) -> int:
    """Freeze the filed plans and hold a witnessed draw; the draw's key."""
    frozen = freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, next_issue(REGION, YEAR, at), SALT), at)
    hold_ceremony(frozen.draw, at + timedelta(minutes=1))
    return frozen.draw


@made_once
def merge_year(at: datetime = NOW) -> ProgrammeMerged:
    return merge_programme(SYSTEM, MergeProgramme(draw_year(at), date(YEAR, 1, 1)), at)


@made_once
def adopt_year(at: datetime = NOW) -> int:
    """The adopted programme's key."""
    merged = merge_year(at)
    adopt_programme(SYSTEM, AdoptProgramme(merged.programme), at)
    return merged.programme


@made_once
def staff_year(programme: int, at: datetime = NOW) -> VisitsStaffed:
    frozen = freeze_staffing(SYSTEM, FreezeStaffing(programme, PARTIES, next_issue(REGION, YEAR, at), SALT), at)
    hold_ceremony(frozen.draw, at + timedelta(minutes=1))
    return staff_visits(SYSTEM, StaffVisits(frozen.draw), at)


@made_once
def staffed_visits() -> list[VisitRow]:
    """Of a small county whose programme is adopted and staffed, in the order of their days."""
    make_county()
    make_plans()
    staff_year(adopt_year())
    return sorted(visits(SYSTEM, REGION), key=lambda row: (row.first_day, row.number))


def day_of(visit: int) -> date:
    """Its first day, and nothing else: tests ask thousands of times."""
    return Visit.objects.values_list("first_day", flat=True).get(pk=visit)


def owner(sid: str) -> Actor:
    """Who acts for an enterprise, as a session by the code of a notice makes it."""
    return replace(make_actor(Role.ENTERPRISE), id=f"firm:{sid}", department=f"subject:{sid}")
