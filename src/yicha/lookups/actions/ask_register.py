from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.lookups import rules
from yicha.lookups.models import Lookup
from yicha.lookups.queries import purposes
from yicha.lookups.types import AskRegister, LookupPermission, RegisterAsked
from yicha.norms.queries import working_days
from yicha.subjects.queries import region_of, subject


@use_case(may=LookupPermission.ASK, clause="WY-5.9 GX-5.2")
def ask_register(actor: Actor, command: AskRegister, at: datetime, /) -> RegisterAsked:
    """Written down before the register is asked: what cannot be recorded is not asked."""
    found = subject(actor, command.sid)
    rules.require_purpose(command, purposes(actor, command.sid, working_days().day_of(at)))
    row = Lookup.objects.create(
        region_path=region_of(actor, command.sid),
        register=command.register,
        sid=found.sid,
        name=found.name,
        purpose_kind=command.purpose_kind,
        purpose=command.purpose,
        asked_by=actor.id,
        asker=actor.name,
        department=actor.department,
        asked_at=at,
    )
    return RegisterAsked(row.pk, command.register, command.sid, command.purpose_kind, command.purpose)
