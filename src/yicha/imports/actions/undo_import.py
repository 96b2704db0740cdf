from datetime import datetime
from typing import Any

from yicha.imports import rules
from yicha.imports.actions._staging import TEXTS, pieces
from yicha.imports.actions._writing import WRITERS, brought
from yicha.imports.models import Import, Row
from yicha.imports.queries.history import reachable
from yicha.imports.queries.registers import Register, register_of
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import LASTING, ImportPermission, ImportState, ImportUndone, RegisterKind, UndoImport
from yicha.kernel.actor import Actor
from yicha.kernel.events import from_text
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.locks import hold
from yicha.kernel.states import step
from yicha.kernel.tables import Verdict
from yicha.kernel.use_case import use_case

WRITTEN = (Verdict.NEW, Verdict.CHANGED)


@use_case(may=ImportPermission.RUN, clause="LYG-4.2 YX-2.7b")
def undo_import(actor: Actor, command: UndoImport, at: datetime, /) -> ImportUndone:
    """The register as it was before: possible until something stands on these rows, or somebody changed one of them."""
    found = fetch(actor, reachable(actor), clause="LYG-4.2", pk=command.import_id)
    register = register_of(found.kind)
    rules.require_right(actor, register.permission)
    rules.require_reason(command.reason)
    found.state = step(TRANSITIONS, ImportState(found.state), "undo", clause="LYG-4.2")
    for name in WRITERS[found.kind].undo_locks(found.region_path):
        hold(name)
    rows = Row.objects.filter(file_import=found, verdict__in=WRITTEN).order_by("pk").values_list("key", *TEXTS)
    for piece in [list(rows)] if found.kind in LASTING else pieces(rows.iterator()):
        _take_back(found, register, piece, at)
    found.undone_by, found.undone_at, found.undone_because = found.undone_by or actor.id, at, command.reason
    found.fault = {}
    found.save()
    return ImportUndone(found.pk, RegisterKind(found.kind), found.new, found.changed, command.reason)


def _take_back(found: Import, register: Register[Any], piece: list[tuple[str, str, str | None]], at: datetime) -> None:
    removed = [key for key, _, old in piece if old is None]
    rules.require_untouched(register.touched(found.region_path, {key: row for key, row, _ in piece}))
    rules.require_unused(register.uses(found.region_path, found.confirmed_at or at, removed))
    restored = [from_text(register.row, old) for _, _, old in piece if old is not None]
    WRITERS[found.kind].take_back(brought(found), removed, restored, at)
