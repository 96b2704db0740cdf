from datetime import datetime

from yicha.duties.models import Conflict
from yicha.duties.queries import items_of
from yicha.duties.rules import conflicts as rules
from yicha.duties.states import CONFLICT_TRANSITIONS
from yicha.duties.types import ConflictSettled, ConflictStatus, DutyPermission, SettleConflict
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days

VERBS = {ConflictStatus.REVISED: "revise", ConflictStatus.KEPT: "keep"}


@use_case(may=DutyPermission.SETTLE_CONFLICT, clause="GX-2.4b")
def settle_conflict(actor: Actor, command: SettleConflict, at: datetime, /) -> ConflictSettled:
    """The owner says by what document it is mended, or why both rules stay. Late is late, and settled all the same."""
    row = fetch(actor, Conflict.objects.all(), clause="GX-2.4b", pk=command.conflict)
    rules.require_owner(actor, row.owner)
    today = working_days().day_of(at)
    rules.require_outcome(command, items_of(row.region_path, today, [command.item]))
    row.status = step(CONFLICT_TRANSITIONS, ConflictStatus(row.status), VERBS.get(command.outcome, "reopen"), clause="GX-2.4b")
    row.reason, row.document, row.item, row.closed_at = command.reason, command.document, command.item, at
    row.save()
    return ConflictSettled(row.pk, command.outcome, row.document, row.item, late=today > row.settle_by)
