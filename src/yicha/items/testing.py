"""Makers for the tests of other rooms."""

from datetime import date
from typing import Any

from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.types import CheckPoint, ItemClass, ItemRow, ProposeItems, PublishItems
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION


def item_row(number: int = 0, **values: Any) -> ItemRow:
    plain: dict[str, Any] = {
        "code": f"I{number:03d}",
        "name": f"食品经营检查{number}",
        "department": "SCJG",
        "check_class": "食品安全",
        "legal_basis": "《中华人民共和国食品安全法》",
        "item_class": ItemClass.GENERAL,
        "valid_from": date(2026, 1, 1),
        "check_points": (CheckPoint("1", "是否公示许可证"),),
    }
    return ItemRow(**(plain | values))


def make_items(*rows: ItemRow, region_path: str = REGION) -> tuple[ItemRow, ...]:
    """Proposed and published."""
    for department in sorted({row.department for row in rows}):
        own = tuple(row for row in rows if row.department == department)
        propose_items(SYSTEM, ProposeItems(region_path, department, own), NOW)
        publish_items(SYSTEM, PublishItems(region_path, department, tuple(row.code for row in own)), NOW)
    return rows
