"""What must hold before another list is taken in, or matched with ours (YX-2.1)."""

from collections import Counter
from collections.abc import Sequence

from yicha.items.types import CatalogueKind, CatalogueRow
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken


def require_catalogue(kind: CatalogueKind, system: str, rows: Sequence[CatalogueRow]) -> None:
    """YX-2.1: a list has entries, each code once; a department's own system has a name."""
    if not rows:
        raise RuleBroken("目录是空的", clause="YX-2.1", exits=(Exit("检查工作簿再导入"),))
    if (kind is CatalogueKind.OWN_SYSTEM) != bool(system.strip()):
        raise RuleBroken("自建系统要写系统名称，其他目录不写", clause="YX-2.1", exits=(Exit("改正系统名称"),))
    twice = [code for code, times in Counter(row.code for row in rows).items() if times > 1]
    if twice:
        raise RuleBroken(f"目录中编码重复：{twice[0]}", clause="YX-2.1", exits=(Exit("改正工作簿"),))


def require_own_item(actor: Actor, department: str) -> None:
    """YX-2.1: who owns the item, or keeps the list, says what it is the same as."""
    if not actor.acts_for(department):
        raise NotPermitted("只能匹配本部门的事项", clause="YX-2.1", exits=(Exit("请该事项的主管部门办理", department),))


def require_entry_chosen(entry: int) -> None:
    """YX-2.1: matched is with an entry of the other list."""
    if not entry:
        raise RuleBroken("没有选目录事项", clause="YX-2.1", exits=(Exit("选一条目录事项再确认"),))
