"""Who may check for whom at one visit (LYG-5.5, 处罚法§20, R-SUB-3). Triggers hold the same."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from yicha.inspections.types import InspectionStatus, TaskRow, TaskStatus
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

CLAUSE = "LYG-5.5"
BEFORE = frozenset({InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED})
WAYS = (Exit("本部门自己派人"),)


def require_before(status: InspectionStatus) -> None:
    """LYG-5.5: who checks for whom is settled before anybody comes."""
    if status not in BEFORE:
        raise RuleBroken("检查已经开始或结束，不能再改委托", clause=CLAUSE, exits=(Exit("撤出本部门的部分"),))


def require_basis(basis: str) -> None:
    """处罚法§20: by law and in writing."""
    if not basis.strip():
        raise RuleBroken("要写明委托依据和委托书文号", clause=CLAUSE, exits=(Exit("写明依据"),))


def require_simple(department: str, codes: Iterable[str], items: Mapping[str, ItemRow]) -> None:
    """LYG-5.5: simple items of its own list only, in force; what it was delegated goes no further."""
    hard = [
        items[code].name if code in items else code
        for code in codes
        if code not in items or not items[code].simple or items[code].department != department
    ]
    if hard:
        raise RuleBroken(f"不是简单事项，不能委托：{hard[0]}", clause=CLAUSE, exits=(*WAYS, Exit("在事项清单里改为简单事项，先审查公布")))


def require_able(task: TaskRow, other: TaskRow | None, tasks: Sequence[TaskRow], lead: str) -> None:
    """LYG-5.5, 处罚法§20: not the lead's part; to one that comes itself and has entrusted nobody; what was entrusted goes no further."""
    if task.department == lead:
        raise RuleBroken("牵头部门的部分不能委托", clause=CLAUSE, exits=WAYS)
    if task.status is TaskStatus.WITHDRAWN:
        raise RuleBroken("这部分已经撤出", clause=CLAUSE, exits=(Exit("看各部门的部分"),))
    if task.entrusted_to:
        raise RuleBroken("这部分已经委托出去了", clause=CLAUSE, exits=(Exit("先收回委托"),))
    if other is None or other is task or other.status is TaskStatus.WITHDRAWN:
        raise RuleBroken("受托的部门不参加这次检查", clause=CLAUSE, exits=(Exit("委托同去的部门"), *WAYS))
    if other.entrusted_to or any(one.entrusted_to == task.department for one in tasks):
        raise RuleBroken("受托检查不得再委托", clause=CLAUSE, exits=WAYS)


def require_party(actor: Actor, department: str, entrusted_to: str) -> None:
    """LYG-5.5: taken back by who gave it, declined by who has it."""
    if not entrusted_to:
        raise RuleBroken("这部分没有委托", clause=CLAUSE, exits=(Exit("看各部门的部分"),))
    if not (actor.acts_for(department) or actor.acts_for(entrusted_to)):
        raise NotPermitted("只有委托和受托的部门能结束委托", clause=CLAUSE, exits=(Exit("请该部门办理", department),))


def require_nothing_entrusted(department: str, tasks: Collection[TaskRow]) -> None:
    """LYG-5.5: who checks for another does not leave before that is taken back."""
    if any(one.entrusted_to == department and one.status is not TaskStatus.WITHDRAWN for one in tasks):
        raise RuleBroken("还替别的部门检查，不能撤出", clause=CLAUSE, exits=(Exit("先结束委托"), Exit("委托的部门撤出它的部分")))
