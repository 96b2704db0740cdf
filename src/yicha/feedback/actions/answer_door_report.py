from datetime import datetime

from yicha.feedback.actions._door import go_on, held
from yicha.feedback.rules import reports as rules
from yicha.feedback.types import AnswerDoorReport, DoorReportAnswered, DoorStep, FeedbackPermission
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FeedbackPermission.HANDLE_REPORT, clause="GX-5.4b")
def answer_door_report(actor: Actor, command: AnswerDoorReport, at: datetime, /) -> DoorReportAnswered:
    """答复: the reporter reads it with his receipt number."""
    row = held(actor, command.report)
    rules.require_words(command.words)
    go_on(row, DoorStep.ANSWER, command.words, at)
    return DoorReportAnswered(row.pk, command.words.strip())
