from datetime import datetime
from typing import Any

from yicha.imports import rules
from yicha.imports.actions._staging import TEXTS, pieces
from yicha.imports.actions._writing import WRITERS, brought
from yicha.imports.models import Import, Row
from yicha.imports.queries.history import reachable
from yicha.imports.queries.registers import Register, register_of
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import ConfirmImport, ImportConfirmed, ImportPermission, ImportState, RegisterKind
from yicha.kernel.actor import Actor
from yicha.kernel.events import from_text
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.locks import hold
from yicha.kernel.states import step
from yicha.kernel.tables import Verdict
from yicha.kernel.use_case import use_case

WRITTEN = (Verdict.NEW, Verdict.CHANGED)
LEFT = (Verdict.UNCHANGED, Verdict.REPEAT)


@use_case(may=ImportPermission.RUN, clause="LYG-4.2 YX-2.7")
def confirm_import(actor: Actor, command: ConfirmImport, at: datetime, /) -> ImportConfirmed:
    """The rows that were shown, and no others; if the register has moved since, they are looked at again. All or nothing."""
    found = fetch(actor, reachable(actor), clause="LYG-4.2", pk=command.import_id)
    register = register_of(found.kind)
    rules.require_right(actor, register.permission)
    found.state = step(TRANSITIONS, ImportState(found.state), "confirm", clause="LYG-4.2")
    rules.require_acceptable(found.refused, found.valid, accept_valid=command.accept_valid, reason=command.reason)
    for name in WRITERS[found.kind].locks(found.region_path):
        hold(name)
    rows = Row.objects.filter(file_import=found, verdict__in=[*WRITTEN, Verdict.UNCHANGED]).order_by("pk")
    for piece in pieces(rows.values_list("key", "verdict", "old_number", *TEXTS).iterator()):
        _write(actor, found, register, piece, at)
    Row.objects.filter(file_import=found, verdict__in=LEFT).delete()
    found.confirmed_by, found.confirmed_at = found.confirmed_by or actor.id, at  # who asked the worker for it
    found.accepted_because = command.reason if found.refused else ""
    found.fault = {}
    found.save()
    figures = (found.new, found.changed, found.unchanged, found.refused)
    return ImportConfirmed(found.pk, RegisterKind(found.kind), *figures, found.accepted_because)


def _write(actor: Actor, found: Import, register: Register[Any], piece: list[tuple[str, str, str, str, str | None]], at: datetime) -> None:
    held = register.known(found.region_path, [key for key, *_ in piece], for_update=True)
    rules.require_fresh({key: old and from_text(register.row, old) for key, _, _, _, old in piece}, held)
    written = [from_text(register.row, row) for _, verdict, _, row, _ in piece if verdict in WRITTEN]
    if written:
        numbers = {key: number for key, verdict, number, _, _ in piece if number and verdict in WRITTEN}
        WRITERS[found.kind].write(actor, brought(found), written, numbers, at)
