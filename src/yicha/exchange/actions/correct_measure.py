from datetime import datetime

from yicha.exchange.actions._entering import judged
from yicha.exchange.actions._keeping import keep_version
from yicha.exchange.models import Record, Version
from yicha.exchange.rules import entering as rules
from yicha.exchange.rules.rows import require_own, require_standing, unchanged
from yicha.exchange.states import TRANSITIONS
from yicha.exchange.types import CorrectMeasure, ExchangePermission, MeasureCorrected, RecordStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.ENTER, clause="YX-2.15 GX-5.3")
def correct_measure(actor: Actor, command: CorrectMeasure, at: datetime, /) -> MeasureCorrected:
    """更正登记: the next version of what was entered; what comes from the check is read there once more."""
    record = fetch(actor, Record.objects.all(), clause="YX-2.15", pk=command.record)
    require_own(actor, record.department)
    rules.require_entered(record.follows_id)
    require_standing(record.withdrawn_because)
    step(TRANSITIONS, RecordStatus(record.status), "release", clause="YX-2.15")  # on its way it waits for its answer
    check = fetch(actor, Record.objects.all(), clause="YX-2.15", pk=record.follows_id)
    found = judged(actor, check, (record.table, int(record.key.rpartition("/")[2])), command.said, at)
    last = Version.objects.filter(record=record).latest("number")
    rules.require_news(same=unchanged(last.content, found.content))
    return MeasureCorrected(record.pk, keep_version(record, found, at).number)
