from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.lookups import rules
from yicha.lookups.models import Lookup
from yicha.lookups.states import TRANSITIONS
from yicha.lookups.types import AnswerNoted, LookupPermission, LookupStatus, NoteAnswer


@use_case(may=LookupPermission.ASK, clause="WY-5.9 GX-5.2")
def note_answer(actor: Actor, command: NoteAnswer, at: datetime, /) -> AnswerNoted:
    """Found, unknown there, or why not. The answer itself is kept nowhere."""
    row = fetch(actor, Lookup.objects.all(), clause="WY-5.9", pk=command.lookup)
    rules.require_asker(actor, row.asked_by)
    row.status = step(TRANSITIONS, LookupStatus(row.status), command.outcome.value, clause="WY-5.9")
    row.problem = command.problem
    row.save()
    return AnswerNoted(row.pk, row.sid, command.outcome)
