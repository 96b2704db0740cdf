"""What must hold before two provisions are called a conflict, and before it is closed."""

from collections.abc import Collection
from datetime import date, datetime

from yicha.duties.types import ConflictStatus, ReportConflict, SettleConflict
from yicha.engines.deadlines import WorkingCalendar, due
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.norms.types import NormCode, NormsInForce


def settle_by(at: datetime, norms: NormsInForce, calendar: WorkingCalendar) -> date:
    """GX-2.4b: the last day for the owner to revise or to say why not. The number is a norm."""
    return due(at, [norms.term(NormCode.RULE_CONFLICT)], calendar).day


def require_in_order(command: ReportConflict, today: date) -> None:
    """GX-2.4b: found before it was settled, and neither is still to come."""
    found = command.found_on or today
    closed = command.settled.closed_on if command.settled else found
    if not found <= closed <= today:
        raise RuleBroken("发现日期和处理日期不能晚于今天，处理不早于发现", clause="GX-2.4b")


def settling(command: ReportConflict) -> SettleConflict | None:
    """What came of it, as the owner would say it."""
    said = command.settled
    return SettleConflict(0, said.outcome, said.reason, said.document, said.item) if said else None


def require_two_provisions(command: ReportConflict) -> None:
    """GX-2.4b: two provisions, each with its place and its words, and how they do not fit."""
    first, second = command.provisions
    words = (command.title, command.description, first.source, first.text, second.source, second.text)
    if not all(word.strip() for word in words):
        raise RuleBroken("请写明两条规定的出处、原文和冲突在哪", clause="GX-2.4b")
    if (first.source.strip(), first.text.strip()) == (second.source.strip(), second.text.strip()):
        raise RuleBroken("两条规定是同一条", clause="GX-2.4b")


def require_owner(actor: Actor, owner: str) -> None:
    if not actor.acts_for(owner):
        raise NotPermitted("由负责的部门处理", clause="GX-2.4b", exits=(Exit("请该部门办理", owner),))


def require_outcome(command: SettleConflict, known: Collection[str]) -> None:
    """GX-2.4b: revised by what, or kept for what reason; an item that changed is in force."""
    if command.outcome not in {ConflictStatus.REVISED, ConflictStatus.KEPT} or not command.reason.strip():
        raise RuleBroken("请写明处理结果的理由", clause="GX-2.4b")
    if command.outcome is ConflictStatus.REVISED and not command.document.strip():
        raise RuleBroken("请写明修订后的文件", clause="GX-2.4b", exits=(Exit("填修订文件的名称和文号"), Exit("不修订的选“保留”并说明理由")))
    if command.item and command.item not in known:
        raise RuleBroken(f"事项 {command.item} 没有生效", clause="GX-2.4b", exits=(Exit("先公布修订后的事项"),))
