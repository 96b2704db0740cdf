"""What must hold before anybody comes to a door, or to no door (R-PROC-2, R-PROC-3, R-MODE-1)."""

from collections.abc import Collection, Mapping
from datetime import date

from yicha.inspections.rules.codes import plain_code
from yicha.inspections.rules.door_marks import sign_at_door
from yicha.items.types import ItemRow
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.types import VisitRow

ABSENCE = "absence"  # what a photograph of a closed door answers


def require_announced(announced: bool) -> None:  # noqa: FBT001 what the visit's lines say
    """R-PROC-2: what the law does not announce gets no notice."""
    if not announced:
        raise RuleBroken("本次检查依法不预先告知", clause="R-PROC-2", exits=(Exit("到场后亮证亮码"),))


def require_notified(announced: bool, notified: bool) -> None:  # noqa: FBT001 as above
    """R-PROC-2, LYG-4.3e: who is to be told was told before anybody comes."""
    if announced and not notified:
        raise RuleBroken("还没有发出检查通知书", clause="LYG-4.3e", exits=(Exit("先发出通知书"),))


def require_code(shown: str, code: str, uscc: str, signs: Collection[str]) -> None:
    """R-PROC-3: no code, no entry. The code of the inspection, the credit code that the firm's licence carries, or the sign at its door."""
    typed = plain_code(shown)
    if typed != code and not (uscc and uscc in typed) and sign_at_door(shown) not in signs:
        raise RuleBroken(
            "检查码不符，不得入企检查", clause="R-PROC-3", exits=(Exit("出示本次检查的检查码"), Exit("扫企业的营业执照或门口的监督码"))
        )


def require_day(day: date, first_day: date, last_day: date) -> None:
    """LYG-4.3a: on a day of the visit's week, or after a change that is on record."""
    if not first_day <= day <= last_day:
        raise RuleBroken(
            f"本次检查安排在 {first_day} 至 {last_day}", clause="LYG-4.3a", exits=(Exit("在安排的日期检查"), Exit("由联席办调整"))
        )


def require_items_in_force(planned: VisitRow, items: Mapping[str, ItemRow]) -> None:
    """R-ITEM-1: a department comes only with an item that is in force today."""
    lawful = {demand.department for demand in planned.demands if demand.item_code in items}
    ways = (Exit("由联席办从本次检查中去掉该部门"), Exit("取消本次检查"))
    for department in planned.departments:
        if department not in lawful:
            raise RuleBroken(f"{department} 本次检查的事项已经停用", clause="R-ITEM-1", exits=ways)


def require_door(*, door: bool) -> None:
    """R-MODE-1: nobody comes to a door for what is checked off-site, and nothing is shown or reported there."""
    if not door:
        raise RuleBroken("这是非现场检查，不上门", clause="R-MODE-1", exits=(Exit("在办公室开始非现场检查"),))


def require_no_door(*, door: bool) -> None:
    """R-MODE-1: what was planned for the door is checked there."""
    if door:
        raise RuleBroken("这次检查安排的是上门", clause="R-MODE-1", exits=(Exit("亮码入企"), Exit("由联席办改为非现场检查")))
