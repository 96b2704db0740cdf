from datetime import datetime

from yicha.inspections.actions._entry import at_the_door, begin
from yicha.inspections.rules.door import require_code
from yicha.inspections.types import InspectionPermission, InspectionStarted, ScanIn
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.subjects.queries import door_signs


@use_case(may=InspectionPermission.SCAN_IN, clause="GX-5.4b R-PROC-3 R-SUB-3")
def scan_in(actor: Actor, command: ScanIn, at: datetime, /) -> InspectionStarted:
    """扫码入企: a drawn officer with a valid certificate shows the code, on the day, after the notice, with the whole team."""
    moment = command.moment or at
    door = at_the_door(actor, command.inspection, moment)
    require_code(command.code, door.inspection.code, door.planned.uscc, door_signs([door.planned.sid])[door.planned.sid])
    door.inspection.place = command.place.strip()
    begin(actor, door, moment, command.site)
    return InspectionStarted(door.inspection.pk, door.planned.id, door.officer, moment, door.inspection.notice, door.inspection.place)
