from datetime import datetime

from yicha.inspections.models import Companion, Inspection
from yicha.inspections.rules.team import require_before_the_visit, require_companion, require_drawn, require_part_in
from yicha.inspections.types import CompanionNamed, InspectionPermission, InspectionStatus, NameCompanion
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import certificate_of
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.NAME_COMPANION, clause="R-SUB-3 R-SUB-2 WY-5.8")
def name_companion(actor: Actor, command: NameCompanion, at: datetime, /) -> CompanionNamed:
    """随行人员: named before the visit begins, by a department that comes. He assists or advises; he concludes nothing."""
    inspection = fetch(actor, Inspection.objects.all(), clause="R-SUB-3", pk=command.inspection)
    planned = visit(actor, inspection.visit_id)
    require_part_in(actor, planned.departments)
    if actor.role == Role.OFFICER:
        require_drawn(certificate_of(actor.id), planned.officers)
    require_before_the_visit(InspectionStatus(inspection.status))
    number = command.number.strip()
    named = set(inspection.companions.values_list("number", flat=True))
    require_companion(command.name, number, named, {one.cert_no for one in planned.officers})
    said = {"role": command.role.value, "name": command.name.strip(), "number": number, "organ": command.organ.strip()}
    Companion.objects.create(inspection=inspection, at=at, **said)
    return CompanionNamed(inspection.pk, inspection.visit_id, command.role, number, said["organ"])
