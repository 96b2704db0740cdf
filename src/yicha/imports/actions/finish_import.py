from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.models import Import
from yicha.imports.queries.history import reachable
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import ConfirmImport, FinishImport, ImportFinished, ImportPermission, ImportState, RegisterKind, UndoImport
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ImportPermission.FINISH, clause="LYG-4.2 YX-2.7 YX-2.7b")
def finish_import(actor: Actor, command: FinishImport, at: datetime, /) -> ImportFinished:
    """What somebody asked for. If the register refuses, not a row is written, and the import is as before with the reason kept.

    The savepoint is for that: a refusal would otherwise take the note of it along.
    """
    found = fetch(actor, reachable(actor), clause="LYG-4.2", pk=command.import_id)
    kind, asked = RegisterKind(found.kind), ImportState(found.state)
    act = ACTS.get(asked)
    if act is None:
        return ImportFinished(found.pk, kind, asked)
    try:
        with transaction.atomic():
            act(actor, found, at)
    except RuleBroken as refused:
        _note_refusal(found, asked, refused)
        return ImportFinished(found.pk, kind, ImportState(found.state), refused.message)
    return ImportFinished(found.pk, kind, step(TRANSITIONS, asked, VERBS[asked], clause="LYG-4.2"))


def _confirm(actor: Actor, found: Import, at: datetime) -> None:
    confirm_import(actor, ConfirmImport(found.pk, accept_valid=bool(found.refused), reason=found.accepted_because), at)


def _undo(actor: Actor, found: Import, at: datetime) -> None:
    undo_import(actor, UndoImport(found.pk, found.undone_because), at)


ACTS: Mapping[ImportState, Callable[[Actor, Import, datetime], None]] = {ImportState.CONFIRMING: _confirm, ImportState.UNDOING: _undo}
VERBS = {ImportState.CONFIRMING: "confirm", ImportState.UNDOING: "undo"}


def _note_refusal(found: Import, asked: ImportState, refused: RuleBroken) -> None:
    found.state = step(TRANSITIONS, asked, "refuse", clause="LYG-4.2")
    if asked is ImportState.CONFIRMING:
        found.confirmed_by = found.accepted_because = ""
    else:
        found.undone_by = found.undone_because = ""
    found.fault = {"message": refused.message, "mend": "；".join(way.what for way in refused.exits)}
    found.save()
