from datetime import datetime

from yicha.exchange.actions._clocks import last_day
from yicha.exchange.actions._entering import judged
from yicha.exchange.actions._keeping import keep_version
from yicha.exchange.models import Record
from yicha.exchange.rules import entering as rules
from yicha.exchange.rules.rows import require_own
from yicha.exchange.types import EnterMeasure, ExchangePermission, MeasureEntered, RecordStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.norms.types import NormCode


@use_case(may=ExchangePermission.ENTER, clause="YX-2.2 YX-2.15 GX-5.3")
def enter_measure(actor: Actor, command: EnterMeasure, at: datetime, /) -> MeasureEntered:
    """登记处罚、强制、其他行为: of a department without a system, by the same columns, rules and way up; the check is not typed again."""
    check = fetch(actor, Record.objects.all(), clause="YX-2.15", pk=command.check)
    require_own(actor, check.department)
    rules.require_measure(command.table)
    rules.require_check(check.table, check.given_by, RecordStatus(check.status))
    order = Record.objects.filter(follows=check, table=command.table).count() + 1
    found = judged(actor, check, (command.table, order), command.said, at)
    record = Record.objects.create(
        region_path=check.region_path,
        table=command.table,
        key=found.key,
        given_by=actor.id,
        follows=check,
        item_code=found.item_code,
        department=check.department,
        sid=check.sid,
        name=found.name,
        checked_at=found.checked_at,
        due=last_day(NormCode.RESULT_PUSH_PLATFORM, check.region_path, found.checked_at),
    )
    keep_version(record, found, at)
    return MeasureEntered(record.pk, check.pk, command.table)
