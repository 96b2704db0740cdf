"""Reads for the page of the day: which draws wait for whom."""

from dataclasses import dataclass

from yicha.draws.models import Draw
from yicha.draws.types import DrawKind, DrawStatus, ParticipantRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within


@dataclass(frozen=True)
class DrawStanding:
    """How far a ceremony has come. `beacon_known`: the public number has been recorded."""

    id: int
    number: str
    title: str
    kind: DrawKind
    status: DrawStatus
    beacon: str
    beacon_known: bool
    participants: tuple[ParticipantRow, ...]


def draws_standing(actor: Actor, region_path: str, year: int) -> list[DrawStanding]:
    """Those of a year that are not void."""
    found = within(actor, Draw.objects.filter(region_path=region_path, year=year)).exclude(status=DrawStatus.VOID)
    return [_row(row) for row in found.prefetch_related("participants").order_by("pk")]


def _row(row: Draw) -> DrawStanding:
    places = sorted(row.participants.all(), key=lambda one: one.place)
    participants = tuple(ParticipantRow(one.department, one.place, one.commitment, one.reveal) for one in places)
    known = row.beacon_value is not None
    return DrawStanding(row.pk, row.number, row.title, DrawKind(row.kind), DrawStatus(row.status), row.beacon_name, known, participants)
