"""R-PUB-1: what was annulled, changed or declared unlawful is taken off in time, and the reason is public (行政处罚法§48)."""

from datetime import date, datetime, time

from yicha.disclosure.types import PublicationStatus, RecordAnnulment
from yicha.engines.deadlines import WorkingCalendar, due
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce


def require_annulment(status: PublicationStatus, command: RecordAnnulment, checked_on: date, today: date, *, known: bool) -> None:
    """R-PUB-1: of what is public, once, by a decision that was taken after the check and not in the future."""
    if status is not PublicationStatus.PUBLISHED:
        raise RuleBroken("只有已公示的结果要登记撤销", clause="R-PUB-1", exits=(Exit("没有公示的直接撤回"),))
    if known:
        raise RuleBroken("撤销已经登记过", clause="R-PUB-1", exits=(Exit("由部门负责人撤回公示"),))
    if not all(words.strip() for words in (command.organ, command.number, command.reason)):
        raise RuleBroken("须写明作出撤销决定的机关、文号和理由", clause="R-PUB-1")
    if not checked_on <= command.decided_on <= today:
        raise RuleBroken("撤销决定的日期须在检查之后，不晚于今天", clause="R-PUB-1")


def withdraw_by(decided_on: date, norms: NormsInForce, calendar: WorkingCalendar) -> date:
    """R-PUB-1: the last day on which it may still stand there. How long is a norm."""
    start = datetime.combine(decided_on, time(), calendar.zone)
    return due(start, [norms.term(NormCode.PENALTY_WITHDRAW)], calendar).day
