from datetime import datetime

from yicha.imports import rules
from yicha.imports.models import Import
from yicha.imports.queries.history import reachable
from yicha.imports.queries.registers import register_of
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import AskImport, ImportAct, ImportAsked, ImportPermission, ImportState, RegisterKind
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case

ASKED_IN = {ImportAct.CONFIRM: ImportState.PREVIEWED, ImportAct.UNDO: ImportState.CONFIRMED}


@use_case(may=ImportPermission.RUN, clause="LYG-4.2 YX-2.7 YX-2.7b")
def ask_import(actor: Actor, command: AskImport, at: datetime, /) -> ImportAsked:
    """确认 or 撤销 of a large file: the worker does it, and until then the import waits. Who asks is who has done it."""
    found = fetch(actor, reachable(actor), clause="LYG-4.2", pk=command.import_id)
    rules.require_right(actor, register_of(found.kind).permission)
    rules.require_asked_in_time(ImportState(found.state), ASKED_IN[command.act])
    found.state = step(TRANSITIONS, ImportState(found.state), "ask", clause="LYG-4.2")
    found.fault = {}
    if command.act is ImportAct.CONFIRM:
        _note_confirm(found, actor, command)
    else:
        rules.require_reason(command.reason)
        found.undone_by, found.undone_because = actor.id, command.reason
    found.save()
    return ImportAsked(found.pk, RegisterKind(found.kind), command.act, command.reason)


def _note_confirm(found: Import, actor: Actor, command: AskImport) -> None:
    rules.require_acceptable(found.refused, found.valid, accept_valid=command.accept_valid, reason=command.reason)
    found.confirmed_by = actor.id
    found.accepted_because = command.reason if found.refused else ""
