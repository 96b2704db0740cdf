from datetime import datetime

from yicha.exchange.actions._keeping import keep_version, plain
from yicha.exchange.models import Record, Version
from yicha.exchange.queries.mapping import mapped
from yicha.exchange.rules.rows import require_own, unchanged
from yicha.exchange.states import TRANSITIONS
from yicha.exchange.types import ExchangePermission, MendRecord, RecordMended, RecordStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.MEND, clause="YX-2.15 GX-5.3")
def mend_record(actor: Actor, command: MendRecord, at: datetime, /) -> RecordMended:
    """更正重报: nothing is corrected here. The source was, and is read once more; every version stays."""
    record = fetch(actor, Record.objects.all(), clause="YX-2.15", pk=command.record)
    require_own(actor, record.department)
    rows = mapped(actor, record.inspection_id, record.department, at)
    found = next((one for one in rows if one.item_code == record.item_code), None) or absent("YX-2.15")
    last = Version.objects.filter(record=record).latest("number")
    step(TRANSITIONS, RecordStatus(record.status), "release", clause="YX-2.15")  # on its way it waits for its answer
    if not unchanged(last.content, found.content) or last.faults != plain(found.faults):
        last = keep_version(record, found, at)
    return RecordMended(record.pk, last.number, held=bool(last.faults))
