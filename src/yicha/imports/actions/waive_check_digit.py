from datetime import datetime

from yicha.imports import rules
from yicha.imports.actions.read_import import read_import
from yicha.imports.queries.history import reachable
from yicha.imports.queries.registers import register_of
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import IN_BACKGROUND, CheckDigitWaived, ImportPermission, ImportState, ReadImport, RegisterKind, WaiveCheckDigit
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ImportPermission.RUN, clause="LYG-4.2")
def waive_check_digit(actor: Actor, command: WaiveCheckDigit, at: datetime, /) -> CheckDigitWaived:
    """The file is read again: a large one by the worker."""
    found = fetch(actor, reachable(actor), clause="LYG-4.2", pk=command.import_id)
    rules.require_right(actor, register_of(found.kind).permission)
    rules.require_waivable(command.code)
    rules.require_reason(command.reason)
    others = [waiver for waiver in found.waivers if waiver["code"] != command.code]
    found.waivers = [*others, {"code": command.code, "reason": command.reason, "by": actor.id, "at": at.isoformat()}]
    if large := found.size > IN_BACKGROUND:
        found.state = step(TRANSITIONS, ImportState(found.state), "read_again", clause="LYG-4.2")
    found.save(update_fields=["waivers", "state"])
    if not large:
        read_import(actor, ReadImport(found.pk), at)
    return CheckDigitWaived(found.pk, RegisterKind(found.kind), command.code, command.reason, found.size)
