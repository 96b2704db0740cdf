from datetime import datetime

from yicha.field.actions._judging import judge
from yicha.field.types import FieldPermission, FieldWorkRecorded, RecordFieldWork
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.WORK, clause="YX-2.12 LYG-4.4a")
def record_field_work(actor: Actor, command: RecordFieldWork, at: datetime, /) -> FieldWorkRecorded:
    """What one request brings of one visit: judged in lane order, each at most once; what cannot count is kept for a person."""
    [recorded] = judge(actor, command.lane, [command.visit], command.texts, at)
    return recorded
