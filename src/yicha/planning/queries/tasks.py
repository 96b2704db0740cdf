"""The tasks of a programme, in one query."""

from dataclasses import replace
from datetime import date

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.queries.sealing import sealed, sealed_name
from yicha.planning.types import ProgrammeTask, VisitStatus

COLUMNS = ("pk", "number", "subject", "subject__name", "subject__town", "status", "first_day", "last_day", "departments")


def programme_tasks(actor: Actor, programme: int, today: date) -> list[ProgrammeTask]:
    """Those in which the actor's department takes part; all of them for who acts for the region.

    In the order of their days; without the name of who is sealed.
    """
    found = within(actor, models.Visit.objects.filter(programme=programme)).order_by("first_day", "number")
    unsaid, closed = sealed_name(), set(found.filter(sealed(actor, today)).values_list("pk", flat=True))
    rows = [
        ProgrammeTask(pk, number, sid, name, town, VisitStatus(status), first, last, tuple(departments))
        for pk, number, sid, name, town, status, first, last, departments in found.values_list(*COLUMNS)
        if any(map(actor.acts_for, departments))
    ]
    return [replace(row, sid="", name=unsaid) if row.visit in closed else row for row in rows]


def standing(actor: Actor, programme: int) -> set[VisitStatus]:
    """In which states its visits are, but for those that were cancelled."""
    found = within(actor, models.Visit.objects.filter(programme=programme)).exclude(status=VisitStatus.CANCELLED)
    return set(map(VisitStatus, found.values_list("status", flat=True).distinct()))
