from datetime import datetime

from yicha.draws import rules
from yicha.draws.actions._sources import read
from yicha.draws.actions._told import tell_supervisors
from yicha.draws.models import Draw
from yicha.draws.queries import witnesses
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import BeaconTyped, DrawPermission, DrawStatus, TypeBeacon
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.RECORD_BEACON, clause="YX-2.7b")
def type_beacon(actor: Actor, command: TypeBeacon, at: datetime, /) -> BeaconTyped:
    """The first of two typings. From here on the public number is known, so no secret can be revealed any more.

    Who read something else than the first typing says sets it aside, and the legal supervisors hear of it.
    """
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "type_beacon", clause=rules.CLAUSE)
    rules.require_something_to_type(draw.beacon_name)
    source, due = read(draw, fallback=command.fallback)
    rules.require_already_said(source, due, at)
    rules.require_witnesses(witnesses(draw.pk, draw.beacon_due), draw.witnesses_wanted)
    rules.require_before_beacon(known=draw.beacon_value is not None)
    same = (draw.beacon_typed, draw.fell_back) == (command.value, command.fallback)
    rules.require_typing_of_use(draw.beacon_typed_by, actor.id, same=same)
    rules.require_beacon_value(source, command.value)
    if draw.beacon_typed_by not in {"", actor.id}:
        tell_supervisors(draw, f"公开随机数的第一遍被替下 {draw.number}", f"{actor.name}录的与第一遍不同，另一人再录一遍才登记", at)
    draw.beacon_typed, draw.beacon_typed_by, draw.fell_back = command.value, actor.id, command.fallback
    draw.save()
    if command.fallback:
        tell_supervisors(draw, f"改用备用的公开随机数 {draw.number}", f"{source.name} {source.round}", at)
    return BeaconTyped(draw.pk, command.value, command.fallback)
