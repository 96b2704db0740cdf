"""Makers for the tests of other rooms: a county with items, departments and duties."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.raise_dispute import raise_dispute
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.types import (
    AssignDuty,
    ConflictKind,
    ConflictReported,
    DisputeKind,
    DisputeRaised,
    DutyAssigned,
    Instrument,
    ListResource,
    MinutesKind,
    Part,
    Provision,
    RaiseDispute,
    RecordMinutes,
    RegisterPolicy,
    ReportConflict,
    ResourceKind,
    Task,
)
from yicha.items.testing import item_row, make_items
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.testing import NOW, REGION, made_once
from yicha.kernel.uploads import upload
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_department, make_region

DEPARTMENTS = ("SCJG", "XFJY", "WSJK")
FIRST = date(2026, 2, 1)


@made_once
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
        "raised_by": "SCJG",
        "kind": DisputeKind.COMPETENCE,
        "title": "密室逃脱场所由谁监管",
        "facts": "登记为文化娱乐，实际搭建布景、机械装置，市场、消防、文旅均未列入检查计划。",
        "parties": ("XFJY",),
        "item": "I001",
        "steps": ("check",),
    }
    return RaiseDispute(**(plain | values))


def make_dispute(actor: Actor = SYSTEM, **values: Any) -> DisputeRaised:
    return raise_dispute(actor, dispute(**values), NOW)


def conflict(**values: Any) -> ReportConflict:
    plain: dict[str, Any] = {
        "region_path": REGION,
        "kind": ConflictKind.INCONSISTENT,
        "title": "餐饮场所疏散通道宽度两个数",
        "provisions": (Provision("《餐饮场所管理规定》第9条", "不少于1.1米"), Provision("《小型场所消防要求》第4条", "不少于0.9米")),
        "description": "同一场所按两个数检查，企业无所适从",
        "found_by": "SCJG",
        "owner": "XFJY",
    }
    return ReportConflict(**(plain | values))


def make_conflict(actor: Actor = SYSTEM, **values: Any) -> ConflictReported:
    return report_conflict(actor, conflict(**values), NOW)


def kept_file(actor: Actor = SYSTEM) -> UUID:
    """A small file of that person's."""
    return upload(actor, [b"text"], NOW, kind="policy", name="policy.txt", limit=1024).file


def registered_policy(actor: Actor = SYSTEM, **values: Any) -> RegisterPolicy:
    plain: dict[str, Any] = {
        "region_path": REGION,
        "department": "SCJG",
        "title": "餐饮服务监督检查办法",
        "number": "青政办〔2026〕3号",
        "issuer": "青禾县人民政府办公室",
        "issued_on": FIRST,
        "items": (),
    }
    return RegisterPolicy(**({"file": kept_file(actor)} | plain | values))


def resource(**values: Any) -> ListResource:
    plain: dict[str, Any] = {
        "region_path": REGION,
        "department": "SCJG",
        "kind": ResourceKind.SYSTEM,
        "name": "阳光餐饮监控",
        "contact": "餐饮科 8622",
        "available": "全天，电话联系",
    }
    return ListResource(**(plain | values))


def minutes(**values: Any) -> RecordMinutes:
    plain: dict[str, Any] = {
        "region_path": REGION,
        "department": "SCJG",
        "kind": MinutesKind.MEETING,
        "title": "餐饮场所联合整治会商",
        "held_on": NOW.date(),
        "parties": ("XFJY", "WSJK"),
        "text": "统一疏散通道的检查口径。",
        "tasks": (Task("XFJY", "复核疏散通道", NOW.date() + timedelta(days=10)),),
    }
    return RecordMinutes(**(plain | values))
