"""Makers for the tests of other rooms: a county with items, departments and duties."""

from datetime import date
from typing import Any

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.raise_dispute import raise_dispute
from yicha.duties.types import AssignDuty, DisputeKind, DisputeRaised, DutyAssigned, Instrument, Part, RaiseDispute
from yicha.items.testing import item_row, make_items
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_department, make_region

DEPARTMENTS = ("SCJG", "XFJY", "WSJK")
FIRST = date(2026, 2, 1)


def make_departments() -> None:
    """Norms, the county, its departments and the justice bureau, and two items."""
    load_shipped()
    make_region()
    for code in (*DEPARTMENTS, "SFJ"):
        make_department(code)
    make_items(item_row(1), item_row(2, department="XFJY", check_class="消防安全"))


def duty(**values: Any) -> AssignDuty:
    plain: dict[str, Any] = {
        "area": REGION,
        "items": ("I001",),
        "steps": ("check",),
        "department": "XFJY",
        "part": Part.LEAD,
        "first_day": FIRST,
        "instrument": Instrument.POWER_LIST,
        "basis": "青禾县权责清单（2026年版）",
    }
    return AssignDuty(**(plain | values))


def make_duty(**values: Any) -> DutyAssigned:
    return assign_duty(SYSTEM, duty(**values), NOW)


def dispute(**values: Any) -> RaiseDispute:
    plain: dict[str, Any] = {
        "area": REGION,
        "kind": DisputeKind.COMPETENCE,
        "title": "密室逃脱场所由谁监管",
        "facts": "登记为文化娱乐，实际搭建布景、机械装置，市场、消防、文旅均未列入检查计划。",
        "parties": ("SCJG", "XFJY"),
        "item": "I001",
        "steps": ("check",),
    }
    return RaiseDispute(**(plain | values))


def make_dispute(actor: Actor = SYSTEM, **values: Any) -> DisputeRaised:
    return raise_dispute(actor, dispute(**values), NOW)
