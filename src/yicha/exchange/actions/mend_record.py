from datetime import datetime

from yicha.exchange.actions._keeping import reread
from yicha.exchange.models import Record
from yicha.exchange.rules.giving import require_ours
from yicha.exchange.rules.rows import require_own, require_standing
from yicha.exchange.states import TRANSITIONS
from yicha.exchange.types import ExchangePermission, MendRecord, RecordMended, RecordStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.MEND, clause="YX-2.15 GX-5.3")
def mend_record(actor: Actor, command: MendRecord, at: datetime, /) -> RecordMended:
    """更正重报: nothing is corrected here. The source was, and is read once more; every version stays."""
    record = fetch(actor, Record.objects.all(), clause="YX-2.15", pk=command.record)
    require_own(actor, record.department)
    require_ours(record.given_by, record.follows_id)
    require_standing(record.withdrawn_because)
    step(TRANSITIONS, RecordStatus(record.status), "release", clause="YX-2.15")  # on its way it waits for its answer
    last = reread(actor, record, at)
    return RecordMended(record.pk, last.number, held=bool(last.faults))
