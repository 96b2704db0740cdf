"""What a request brings: judged in lane order, its effects on the inspections, and what is said of it, visit by visit."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from yicha.engines.fieldlog import Status, read
from yicha.field.actions._bench import set_up
from yicha.field.actions._effects import Effects
from yicha.field.actions._writing import write_down
from yicha.field.models import Lane
from yicha.field.types import FieldWorkRecorded, Recorded
from yicha.inspections.queries import read_once
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch


def judge(actor: Actor, lane_id: str, visits: Collection[str], texts: Sequence[str], at: datetime) -> tuple[FieldWorkRecorded, ...]:
    """Of each of the visits, in their order. Rows are locked in the same order by everybody: the lane, then the visits by number."""
    with read_once():
        return _judged(actor, fetch(actor, Lane.objects.filter(account=actor.id), clause="LYG-4.4a", pk=lane_id), visits, texts, at)


def _judged(actor: Actor, lane: Lane, visits: Collection[str], texts: Sequence[str], at: datetime) -> tuple[FieldWorkRecorded, ...]:
    bench = set_up(lane, actor, texts, visits, at)
    effects = Effects(bench, actor)
    bench.office.effect = effects
    refused: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for text in texts:
        outcome = bench.office.receive(text, lane.account)
        if outcome.status is Status.REFUSED:
            refused[read(text).visit].append((outcome.fp, outcome.why))
    bench.office.drain(bench.numbers)
    effects.settle(*bench.cases.values())
    recorded: dict[str, list[Recorded]] = defaultdict(list)
    for one in write_down(bench):
        recorded[bench.office.kept[one.op].visit].append(one)
    waits = bench.numbers.held.get(bench.numbers.seq + 1)
    return tuple(
        FieldWorkRecorded(
            name,
            lane.pk,
            bench.officer(at),
            tuple(recorded[name]),
            tuple(refused[name]),
            closed=bench.numbers.closed,
            next_visit=waits.visit if waits else "",
            sheets=effects.written[bench.cases[name].inspection.id] if name in bench.cases else 0,
        )
        for name in visits
    )
