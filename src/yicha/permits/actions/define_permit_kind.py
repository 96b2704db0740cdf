from datetime import datetime

from yicha.duties.queries import departments_of, require_covered
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.permits import rules
from yicha.permits.models import PermitKind
from yicha.permits.types import DefinePermitKind, PermitKindDefined, PermitPermission


@use_case(may=PermitPermission.DEFINE_KIND, clause="GX-6.3b")
def define_permit_kind(actor: Actor, command: DefinePermitKind, at: datetime, /) -> PermitKindDefined:
    """Which items apply to whoever holds such a permit. Said again, it replaces what was said."""
    require_covered(actor, command.region_path, "GX-6.3b")
    today = working_days().day_of(at)
    known = items_in_force(actor, command.region_path, today, command.items)
    rules.require_kind(command, known, departments_of(command.region_path, today))
    values = {"name": command.name, "department": command.department, "items": list(command.items)}
    PermitKind.objects.update_or_create(region_path=command.region_path, code=command.code, defaults=values)
    return PermitKindDefined(command.region_path, command.code, command.items)
