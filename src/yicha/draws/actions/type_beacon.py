from datetime import datetime

from yicha.draws import rules
from yicha.draws.models import Draw
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import BeaconTyped, DrawPermission, DrawStatus, TypeBeacon
from yicha.engines.draw.types import Round
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.RECORD_BEACON, clause="YX-2.7b")
def type_beacon(actor: Actor, command: TypeBeacon, at: datetime, /) -> BeaconTyped:
    """The first of two typings. From here on the public number is known, so no secret can be revealed any more."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "type_beacon", clause=rules.CLAUSE)
    rules.require_something_to_type(draw.beacon_name)
    rules.require_already_said(Round(draw.beacon_name, draw.beacon_round), draw.beacon_due, at)
    rules.require_before_beacon(known=draw.beacon_value is not None)
    rules.require_own_typing(draw.beacon_typed_by, actor.id)
    rules.require_beacon_value(Round(draw.beacon_name, draw.beacon_round), command.value)
    draw.beacon_typed, draw.beacon_typed_by = command.value, actor.id
    draw.save()
    return BeaconTyped(draw.pk, command.value)
