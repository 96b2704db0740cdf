"""What must hold before the list of items changes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from yicha.engines.forms import flaws
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken


def require_own_department(actor: Actor, department: str) -> None:
    """WY-5.2: a department proposes its own items."""
    if not actor.acts_for(department):
        raise NotPermitted("只能办理本部门的事项", clause="WY-5.2", exits=(Exit("请该事项的主管部门办理", department),))


def require_rows_of(department: str, rows: Sequence[ItemRow]) -> None:
    """WY-5.2: nothing without an owner, and nobody else's."""
    foreign = [row.code for row in rows if row.department != department]
    if foreign:
        raise RuleBroken(f"事项 {foreign[0]} 不属于本部门", clause="WY-5.2", exits=(Exit("由主管部门提出"),))


def require_each_code_once(rows: Sequence[ItemRow]) -> None:
    twice = [code for code, times in Counter(row.code for row in rows).items() if times > 1]
    if twice:
        raise RuleBroken(f"事项编码重复：{twice[0]}", clause="YX-2.1")


def require_complete(rows: Sequence[ItemRow]) -> None:
    """YX-2.3: required elements are filled, 100 %."""
    for row in rows:
        missing = [label for label, value in _elements(row) if not value]
        if missing:
            raise RuleBroken(f"事项 {row.code} 缺少：{'、'.join(missing)}", clause="YX-2.3", exits=(Exit("补齐要素后再提出"),))


def _elements(row: ItemRow) -> Iterable[tuple[str, str]]:
    return (("编码", row.code), ("名称", row.name), ("检查类别", row.check_class), ("设定依据", row.legal_basis))


def require_fillable(rows: Sequence[ItemRow]) -> None:
    """YX-2.4: a form that could not be filled in is not proposed: circles of conditions, limits without unit."""
    for row in rows:
        if found := flaws(row.check_points):
            raise RuleBroken(
                f"事项 {row.code} 的检查项 {found[0].point}：{found[0].message}", clause="YX-2.4", exits=(Exit("改好检查项后再提出"),)
            )


def require_proposed(codes: Sequence[str], found: Iterable[str]) -> None:
    """WS-2.1: only what was proposed can be reviewed and published."""
    missing = sorted(set(codes) - set(found))
    if missing:
        raise RuleBroken(f"没有待审定的事项：{missing[0]}", clause="WS-2.1", exits=(Exit("由主管部门先提出"),))
