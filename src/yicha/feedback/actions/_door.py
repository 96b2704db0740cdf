"""One step of a report from the door, written down for its reporter."""

from datetime import datetime

from yicha.feedback.models import DoorProgress, DoorReport
from yicha.feedback.rules import reports as rules
from yicha.feedback.states import DOOR_TRANSITIONS
from yicha.feedback.types import DoorReportStatus, DoorStep
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.states import step as next_status


def held(actor: Actor, pk: int) -> DoorReport:
    """A report that the actor's office holds, locked. What the joint office has not given on is its own."""
    return fetch(actor, of_department(actor, DoorReport.objects.all()), clause=rules.CLAUSE, pk=pk)


def go_on(row: DoorReport, step: DoorStep, words: str, at: datetime) -> None:
    row.status = next_status(DOOR_TRANSITIONS, DoorReportStatus(row.status), step, clause=rules.CLAUSE)
    row.save()
    DoorProgress.objects.create(report=row, step=step.value, department=row.department, words=words.strip(), at=at)
