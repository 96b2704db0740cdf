from datetime import datetime

from yicha.field.actions._judging import judge
from yicha.field.types import FieldBatchRecorded, FieldPermission, RecordFieldBatch
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.WORK, clause="YX-2.12 LYG-4.4a")
def record_field_batch(actor: Actor, command: RecordFieldBatch, at: datetime, /) -> FieldBatchRecorded:
    """`record_field_work` of all visits of a request at once, all or none: who comes back from a day without network waits once."""
    each = judge(actor, command.lane, command.visits, command.texts, at)
    news = tuple(one for one in each if one.recorded or one.refused)
    return FieldBatchRecorded(command.lane, each[0].closed, each[0].next_visit, news)
