from datetime import datetime

from yicha.exchange.actions._clocks import last_day
from yicha.exchange.actions._keeping import keep_version
from yicha.exchange.models import Record
from yicha.exchange.queries.mapping import Mapped, mapped
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.types import ChecksMapped, ExchangePermission, MapCheck, RecordStatus
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.norms.types import NormCode


@use_case(may=ExchangePermission.MAP, clause="YX-2.15 LYG-4.4c GX-5.2b")
def map_check(actor: Actor, command: MapCheck, at: datetime, /) -> ChecksMapped:
    """一次填报、多处使用: what a department concluded is a row for the level above, without being typed again."""
    made = [_kept(found, command, at) for found in mapped(actor, command.inspection, command.department, at)]
    held = sum(row.status == RecordStatus.HELD for row in made)
    return ChecksMapped(command.inspection, command.department, tuple(row.pk for row in made), held)


def _kept(found: Mapped, command: MapCheck, at: datetime) -> Record:
    record = Record.objects.create(
        region_path=found.region_path,
        table=CHECKS,
        key=found.key,
        inspection_id=command.inspection,
        item_code=found.item_code,
        department=command.department,
        sid=found.sid,
        name=found.name,
        checked_at=found.checked_at,
        due=last_day(NormCode.RESULT_PUSH_PLATFORM, found.region_path, found.checked_at),
    )
    keep_version(record, found, at)
    return record
