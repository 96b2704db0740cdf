from datetime import datetime

from yicha.imports import rules
from yicha.imports.models import Row
from yicha.imports.queries.history import reachable
from yicha.imports.queries.registers import register_of
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import DropImport, ImportDropped, ImportPermission, ImportState, RegisterKind
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ImportPermission.RUN, clause="LYG-4.2")
def drop_import(actor: Actor, command: DropImport, at: datetime, /) -> ImportDropped:
    """Given up before anything was imported."""
    found = fetch(actor, reachable(actor), clause="LYG-4.2", pk=command.import_id)
    rules.require_right(actor, register_of(found.kind).permission)
    found.state = step(TRANSITIONS, ImportState(found.state), "drop", clause="LYG-4.2")
    found.save(update_fields=["state"])
    Row.objects.filter(file_import=found).delete()
    return ImportDropped(found.pk, RegisterKind(found.kind))
