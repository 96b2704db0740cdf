"""What must hold when a law changed (WS-2.1), and which items rest on it."""

from collections.abc import Collection, Sequence

from yicha.items.rules.elements import instruments
from yicha.items.rules.matching import short_name
from yicha.items.types import ItemRow, LawTaskStatus, RegisterLawChange
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken


def require_change(command: RegisterLawChange) -> None:
    """WS-2.1: which instrument, what about it, and whom it concerns."""
    if not command.instrument.strip() or not command.summary.strip():
        raise RuleBroken("要写明法律文件和变动内容", clause="WS-2.1", exits=(Exit("补齐后再登记"),))
    if not command.codes and not command.departments:
        raise RuleBroken(
            "没有受影响的事项，也没有请部门研究新增", clause="WS-2.1", exits=(Exit("选受影响的事项"), Exit("选要研究新增事项的部门"))
        )


def require_in_force(codes: Sequence[str], known: Collection[str]) -> None:
    """WS-2.1: only an item of the list has an owner who can answer."""
    missing = sorted(set(codes) - set(known))
    if missing:
        raise RuleBroken(f"事项 {missing[0]} 不在生效的清单中", clause="WS-2.1", exits=(Exit("从受影响的事项中去掉"),))


def require_owner(actor: Actor, department: str) -> None:
    """WS-2.1: who owns the item answers."""
    if not actor.acts_for(department):
        raise NotPermitted("只能答复本部门的任务", clause="WS-2.1", exits=(Exit("请该部门答复", department),))


def require_open(status: LawTaskStatus) -> None:
    """WS-2.1: one answer; a later change of mind is a proposal."""
    if status is not LawTaskStatus.OPEN:
        raise RuleBroken("这项任务已经办结", clause="WS-2.1", exits=(Exit("需要修改的，直接提出新版本"),))


def rests_on(row: ItemRow, instrument: str) -> bool:
    """The item, or one of its check points, names the instrument."""
    wanted = short_name(instrument)
    texts = (row.legal_basis, *(point.basis for point in row.check_points))
    return any(short_name(name) == wanted for text in texts for name in instruments(text))


def cites(row: ItemRow, instrument: str, article: str) -> bool:
    """It names the very article behind the instrument's name."""
    wanted = f"{short_name(instrument)}》{article.strip()}"
    return bool(article.strip()) and any(wanted in text for text in (row.legal_basis, *(point.basis for point in row.check_points)))
