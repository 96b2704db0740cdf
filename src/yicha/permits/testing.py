"""Makers for the tests of other rooms."""

from datetime import date
from typing import Any

from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION
from yicha.permits.actions.define_permit_kind import define_permit_kind
from yicha.permits.actions.receive_permits import receive_permits
from yicha.permits.types import DefinePermitKind, PermitRow, PermitsReceived, ReceivePermits

USCC = "9199999931412580XT"


def permit_kind(**values: Any) -> DefinePermitKind:
    plain: dict[str, Any] = {"region_path": REGION, "code": "SPJY", "name": "食品经营许可", "department": "SCJG", "items": ("I001",)}
    return DefinePermitKind(**(plain | values))


def permit_row(number: int = 0, **values: Any) -> PermitRow:
    plain: dict[str, Any] = {
        "number": f"JY{number:014d}",
        "kind": "SPJY",
        "name": f"青禾第{number}餐饮店",
        "issuer": "青禾县行政审批局",
        "granted_on": date(2026, 10, 12),
        "address": f"人民路{number}号",
    }
    return PermitRow(**(plain | values))


def make_permits(*rows: PermitRow, **values: Any) -> PermitsReceived:
    define_permit_kind(SYSTEM, permit_kind(**values), NOW)
    return receive_permits(SYSTEM, ReceivePermits(REGION, "0" * 64, rows or (permit_row(),)), NOW)
