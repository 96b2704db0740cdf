from datetime import datetime

from yicha.draws import rules
from yicha.draws.actions._sources import read
from yicha.draws.models import Draw
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import BeaconRecorded, DrawPermission, DrawStatus, RecordBeacon
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.RECORD_BEACON, clause="YX-2.7b")
def record_beacon(actor: Actor, command: RecordBeacon, at: datetime, /) -> BeaconRecorded:
    """The un-choosable source comes last: after it no secret can be revealed any more. Named sources are typed by two persons."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "record_beacon", clause=rules.CLAUSE)
    rules.require_before_beacon(known=draw.beacon_value is not None)
    rules.require_same_source(fell_back=draw.fell_back, fallback=command.fallback)
    rules.require_beacon_value(read(draw, fallback=command.fallback)[0], command.value)
    if draw.beacon_name:
        rules.require_typed_twice(draw.beacon_typed, draw.beacon_typed_by, command.value, actor.id)
    draw.beacon_value, draw.beacon_read_by = command.value, actor.id
    draw.save()
    return BeaconRecorded(draw.pk, command.value, draw.fell_back)
