from datetime import datetime

from yicha.inspections.actions._told import tell
from yicha.inspections.models import Inspection, Objection
from yicha.inspections.rules.reasons import require_caller, require_reason
from yicha.inspections.rules.standing import require_told
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.states import TRANSITIONS
from yicha.inspections.types import InspectionPermission, InspectionStatus, ObjectionRaised, RaiseObjection
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import subject_of
from yicha.planning.queries import visit
from yicha.subjects.queries import sids_of


@use_case(may=InspectionPermission.OBJECT, clause="LYG-4.3d LYG-4.3e R-FREQ-1")
def raise_objection(actor: Actor, command: RaiseObjection, at: datetime, /) -> ObjectionRaised:
    """提出异议: by the enterprise, or by a clerk of the department that leads for who called. From here on nobody comes."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.3e", pk=command.inspection)
    planned = visit(actor, inspection.visit_id)
    own = subject_of(actor)
    if own and planned.sid not in sids_of(actor, own):
        absent("LYG-4.3e")
    if not own:
        require_own_part(actor, planned.lead, "LYG-4.3e")
    require_caller(command.caller, bool(own))
    require_reason(command.words, "LYG-4.3e")
    require_told(InspectionStatus(inspection.status), Objection.objects.filter(inspection=inspection).exists())
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "object", clause="LYG-4.3e")
    inspection.save()
    words, caller = command.words.strip(), "" if own else command.caller.strip()
    said = {"ground": command.ground.value, "words": words, "caller": caller, "raised_at": at}
    Objection.objects.create(inspection=inspection, region_path=inspection.region_path, **said)
    tell(actor, inspection, "企业提出异议，裁定前不得上门", words, at)
    return ObjectionRaised(inspection.pk, inspection.visit_id, command.ground, words, caller)
