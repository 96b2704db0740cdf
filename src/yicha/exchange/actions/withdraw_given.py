from datetime import datetime

from yicha.exchange.actions._keeping import measures_after, recall
from yicha.exchange.models import Record
from yicha.exchange.queries.giving import given_records
from yicha.exchange.rules.giving import require_known, require_numbered
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.rules.rows import require_own, require_reason
from yicha.exchange.types import ExchangePermission, GivenWithdrawn, RecordStatus, WithdrawGiven
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.GIVE, clause="GX-5.2b R-PUB-1")
def withdraw_given(actor: Actor, command: WithdrawGiven, at: datetime, /) -> GivenWithdrawn:
    """撤回报送: a department's own system takes back what it gave. All of them or none; the same again changes nothing."""
    if not actor.covers(command.region_path):
        absent("GX-5.2b")
    require_own(actor, command.department)
    require_numbered(command.table, command.numbers)
    require_reason(command.reason)
    hold(f"exchange:{command.region_path}:{command.department}:{command.table}")
    rows = given_records(command)
    require_known(command.numbers, rows)
    standing = [row for row in rows.values() if _stands(row)]
    standing += measures_after(standing) if command.annulled and command.table == CHECKS else []
    for row in standing:
        recall(row, command.reason.strip(), at)
    return GivenWithdrawn(command.table, command.department, tuple(row.pk for row in standing), command.reason.strip())


def _stands(row: Record) -> bool:
    """Not taken back yet, or the other side did not delete it."""
    return not row.withdrawn_because or row.status == RecordStatus.REJECTED
