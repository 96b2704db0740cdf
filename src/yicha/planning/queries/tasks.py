"""The tasks of a programme, in one query."""

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.types import ProgrammeTask, VisitStatus

COLUMNS = ("pk", "number", "subject", "subject__name", "subject__town", "status", "first_day", "last_day", "departments")


def programme_tasks(actor: Actor, programme: int) -> list[ProgrammeTask]:
    """Those in which the actor's department takes part; all of them for who acts for the region. In the order of their days."""
    found = within(actor, models.Visit.objects.filter(programme=programme)).order_by("first_day", "number")
    rows = found.values_list(*COLUMNS)
    return [
        ProgrammeTask(pk, number, sid, name, town, VisitStatus(status), first, last, tuple(departments))
        for pk, number, sid, name, town, status, first, last, departments in rows
        if any(map(actor.acts_for, departments))
    ]
