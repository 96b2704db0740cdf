from datetime import datetime

from yicha.exchange.actions._keeping import recall
from yicha.exchange.models import Record
from yicha.exchange.rules.rows import require_own, require_withdrawal
from yicha.exchange.types import ExchangePermission, RecordStatus, RecordWithdrawn, WithdrawRecord
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.WITHDRAW, clause="GX-5.2b GX-5.3")
def withdraw_record(actor: Actor, command: WithdrawRecord, at: datetime, /) -> RecordWithdrawn:
    """撤回上报: what should not have gone up. Who provided it answers for that, and every version stays here."""
    record = fetch(actor, Record.objects.all(), clause="GX-5.2b", pk=command.record)
    require_own(actor, record.department)
    require_withdrawal(record.withdrawn_because, RecordStatus(record.status), command.reason)
    recall(record, command.reason.strip(), at)
    return RecordWithdrawn(record.pk, record.withdrawn_because, done=record.status == RecordStatus.WITHDRAWN)
