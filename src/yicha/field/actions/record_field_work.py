from datetime import datetime

from yicha.field.actions._bench import set_up, write_down
from yicha.field.actions._effects import Effects
from yicha.field.models import Lane
from yicha.field.types import FieldPermission, FieldWorkRecorded, RecordFieldWork
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.WORK, clause="YX-2.12 LYG-4.4a")
def record_field_work(actor: Actor, command: RecordFieldWork, at: datetime, /) -> FieldWorkRecorded:
    """What one request brings of one visit: judged in lane order, each at most once; what cannot count is kept for a person."""
    lane = fetch(actor, Lane.objects.filter(account=actor.id), clause="LYG-4.4a", pk=command.lane)
    bench = set_up(lane, actor, command.texts, [command.visit], at)
    effects = Effects(bench, actor)
    bench.office.effect = effects
    refused = [outcome for text in command.texts if (outcome := bench.office.receive(text, lane.account)).status == "refused"]
    bench.office.drain(bench.numbers)
    for case in bench.cases.values():
        effects.settle(case)
    recorded = write_down(bench)
    waits = bench.numbers.held.get(bench.numbers.seq + 1)
    return FieldWorkRecorded(
        command.visit,
        lane.pk,
        bench.officer(at),
        recorded,
        tuple((outcome.fp, outcome.why) for outcome in refused),
        closed=bench.numbers.closed,
        next_visit=waits.visit if waits else "",
    )
