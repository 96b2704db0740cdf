from datetime import datetime

from django.db.models import Max

from yicha.exchange.models import Batch, Record, Version
from yicha.exchange.rules import rows as rules
from yicha.exchange.states import TRANSITIONS
from yicha.exchange.types import BatchBuilt, BuildBatch, ExchangePermission, Operation, RecordStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.numbers import next_number
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=ExchangePermission.BATCH, clause="GX-5.2b YX-2.15")
def build_batch(actor: Actor, command: BuildBatch, at: datetime, /) -> BatchBuilt:
    """组批: what waits, the oldest first, under the next number of the day; the counter's row keeps two from taking one number."""
    if not actor.covers(command.region_path):
        absent("GX-5.2b")
    waiting = Record.objects.select_for_update().filter(
        region_path=command.region_path, table=command.table, status=RecordStatus.PENDING.value
    )
    records = {row.pk: row for row in waiting.order_by("pk")[: rules.MOST]}
    rules.require_rows(list(records))
    day = working_days().day_of(at)
    number = rules.batch_number(day, next_number(f"exchange:{day:%m%d}", command.region_path, day.year))
    latest = Version.objects.filter(record__in=records).values("record").annotate(last=Max("pk")).values("last")
    versions = list(Version.objects.filter(pk__in=latest).order_by("record"))
    content = rules.batch_content(command.table, number, [_told(one, records[one.record_id], number) for one in versions])
    batch = Batch.objects.create(
        region_path=command.region_path, number=number, table=command.table, content=content, digest=rules.digest_of(content), built_at=at
    )
    Version.objects.filter(pk__in=[one.pk for one in versions]).update(batch=batch)
    for record in records.values():
        record.status = step(TRANSITIONS, RecordStatus(record.status), "batch", clause="GX-5.2b")
    Record.objects.bulk_update(records.values(), ["status"])
    return BatchBuilt(batch.pk, number, command.table, len(versions))


def _told(version: Version, record: Record, number: str) -> dict[str, str]:
    area = record.region_path.rpartition("/")[2]
    block = rules.exchange_block(record.key, area, number, Operation(version.operation), version.mapped_at)
    return {**version.content, **block}
