from collections import Counter
from datetime import datetime

from yicha.exchange.actions._clocks import last_day
from yicha.exchange.actions._keeping import keep_version, plain
from yicha.exchange.models import Record, Version
from yicha.exchange.queries.giving import given
from yicha.exchange.queries.mapping import Mapped
from yicha.exchange.rules.giving import require_given
from yicha.exchange.rules.rows import require_own, unchanged
from yicha.exchange.types import ExchangePermission, RecordsTaken, RecordStatus, TakeRecords
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case
from yicha.norms.types import NormCode

TAKEN, HELD, SAME, LATER = "taken", "held", "same", "later"


@use_case(may=ExchangePermission.GIVE, clause="YX-2.15 GX-5.2b GX-5.3")
def take_records(actor: Actor, command: TakeRecords, at: datetime, /) -> RecordsTaken:
    """报送: what a department did in a system of its own goes up by the same way as ours, judged by the same rules."""
    if not actor.covers(command.region_path):
        absent("YX-2.15")
    require_own(actor, command.department)
    require_given(command)
    hold(f"exchange:{command.region_path}:{command.department}:{command.table}")
    numbered = zip(command.rows, given(actor, command, at), strict=True)
    became = [(row.number, _kept(actor, command, found, at)) for row, found in numbered]
    counted = Counter(how for _, how in became)
    later = tuple(number for number, how in became if how == LATER)
    return RecordsTaken(command.table, command.department, counted[TAKEN] + counted[HELD], counted[HELD], counted[SAME], later)


def _kept(actor: Actor, command: TakeRecords, found: Mapped, at: datetime) -> str:
    known = Record.objects.select_for_update().filter(region_path=found.region_path, table=command.table, key=found.key)
    record = known.first() or _new(actor, command, found)
    last = Version.objects.filter(record=record).order_by("number").last()
    if record.withdrawn_because or (last and unchanged(last.content, found.content) and last.faults == plain(found.faults)):
        return SAME
    if record.status == RecordStatus.BATCHED:
        return LATER
    return HELD if keep_version(record, found, at).faults else TAKEN


def _new(actor: Actor, command: TakeRecords, found: Mapped) -> Record:
    return Record.objects.create(
        region_path=found.region_path,
        table=command.table,
        key=found.key,
        given_by=actor.id,
        item_code=found.item_code,
        department=command.department,
        sid=found.sid,
        name=found.name,
        checked_at=found.checked_at,
        due=last_day(NormCode.RESULT_PUSH_PLATFORM, found.region_path, found.checked_at),
    )
