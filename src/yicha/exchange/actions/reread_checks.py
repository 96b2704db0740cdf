from datetime import datetime

from yicha.exchange.actions._keeping import reread, standing_records
from yicha.exchange.rules.rows import require_own
from yicha.exchange.types import ChecksReread, ExchangePermission, RecordStatus, RereadChecks
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.MEND, clause="YX-2.15 LYG-4.4c")
def reread_checks(actor: Actor, command: RereadChecks, at: datetime, /) -> ChecksReread:
    """同步更正: a result that was corrected goes up again by itself; what is on its way, once it is answered."""
    rows = standing_records(actor, command.inspection, command.department)
    require_own(actor, command.department)
    for row in rows:
        if row.status == RecordStatus.BATCHED:
            row.reread = True
            row.save()
        else:
            reread(actor, row, at)
    return ChecksReread(command.inspection, command.department, tuple(row.pk for row in rows))
