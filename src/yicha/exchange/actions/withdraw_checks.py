from datetime import datetime

from yicha.exchange.actions._keeping import measures_after, recall, standing_records
from yicha.exchange.rules.rows import require_own
from yicha.exchange.types import ChecksWithdrawn, ExchangePermission, WithdrawChecks
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.WITHDRAW, clause="GX-5.2b LYG-4.4c")
def withdraw_checks(actor: Actor, command: WithdrawChecks, at: datetime, /) -> ChecksWithdrawn:
    """同步撤回: a result that is public no more does not stay at the levels above; penalties go with one that was annulled."""
    rows = standing_records(actor, command.inspection, command.department)
    require_own(actor, command.department)
    rows += measures_after(rows) if command.annulled else []
    for row in rows:
        recall(row, command.reason, at)
    return ChecksWithdrawn(command.inspection, command.department, tuple(row.pk for row in rows), command.reason)
