from datetime import datetime

from yicha.inspections.models import Inspection
from yicha.inspections.states import TASK_TRANSITIONS, TRANSITIONS
from yicha.inspections.types import DropInspections, InspectionPermission, InspectionsDropped, InspectionStatus, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.queries import programme as programme_of
from yicha.planning.types import VisitStatus

WAITING = [status.value for status, verb in TRANSITIONS if verb == "cancel"]


@use_case(may=InspectionPermission.OPEN, clause="GX-4.4 LYG-4.3a")
def drop_inspections(actor: Actor, command: DropInspections, at: datetime, /) -> InspectionsDropped:
    """撤下: a visit that the plan no longer holds leaves no inspection behind: nobody gives notice of it, nobody goes."""
    programme = programme_of(actor, command.programme)
    here = Inspection.objects.filter(visit__programme=programme.id, visit__status=VisitStatus.CANCELLED)
    found = here.filter(status__in=WAITING).select_related("visit").select_for_update(of=("self",)).order_by("pk")
    dropped = list(found)
    for inspection in dropped:
        inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "cancel", clause="GX-4.4")
        inspection.cancelled_because = inspection.visit.cancelled_because
        inspection.save()
        for task in inspection.tasks.select_for_update():
            if TaskStatus(task.status) is not TaskStatus.WITHDRAWN:
                task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "withdraw", clause="GX-4.4")
                task.save()
    return InspectionsDropped(programme.id, tuple(one.number for one in dropped))
