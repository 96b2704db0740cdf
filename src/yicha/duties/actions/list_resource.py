from datetime import datetime
from typing import Any

from yicha.duties.models import Resource
from yicha.duties.queries import items_of, require_covered
from yicha.duties.rules import policies as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.types import DutyPermission, ListResource, ResourceListed
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.LIST_RESOURCE, clause="GX-4.1")
def list_resource(actor: Actor, command: ListResource, at: datetime, /) -> ResourceListed:
    """监管资源清单: systems, mechanisms, equipment that other departments may call upon. Said again, it is changed."""
    require_covered(actor, command.region_path, "GX-4.1")
    require_own(actor, command.department)
    rules.require_resource(command)
    rules.require_known_items(command.items, items_of(command.region_path, working_days().day_of(at), command.items))
    said = {"kind": command.kind, "contact": command.contact, "available": command.available, "items": list(command.items)}
    place: dict[str, Any] = {"region_path": command.region_path, "department": command.department, "name": command.name}
    row, _ = Resource.objects.update_or_create(**place, defaults=said | {"retired_on": None, "retired_because": ""})
    return ResourceListed(row.pk, row.department, row.name)
