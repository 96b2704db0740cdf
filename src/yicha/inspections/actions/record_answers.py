from datetime import datetime

from yicha.inspections.actions._answering import write_answers
from yicha.inspections.types import AnswersRecorded, InspectionPermission, RecordAnswers
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.RECORD, clause="YX-2.4 LYG-4.4a R-ITEM-2")
def record_answers(actor: Actor, command: RecordAnswers, at: datetime, /) -> AnswersRecorded:
    """What is found, saved at once: one answer for all departments that ask the same. The last one counts until the firm has signed."""
    [recorded] = write_answers(actor, [command], at)
    return recorded
