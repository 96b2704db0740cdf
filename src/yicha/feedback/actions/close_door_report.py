from datetime import datetime

from yicha.feedback.actions._door import go_on, held
from yicha.feedback.rules import reports as rules
from yicha.feedback.types import CloseDoorReport, DoorReportClosed, DoorStep, FeedbackPermission
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FeedbackPermission.HANDLE_REPORT, clause="GX-5.4b")
def close_door_report(actor: Actor, command: CloseDoorReport, at: datetime, /) -> DoorReportClosed:
    """办结: after the answer, or at once where there is nothing to answer; the reporter reads why."""
    row = held(actor, command.report)
    rules.require_words(command.words)
    go_on(row, DoorStep.CLOSE, command.words, at)
    return DoorReportClosed(row.pk, command.words.strip())
