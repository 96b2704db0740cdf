"""Reads for the page of the day: which draws wait for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from yicha.draws.models import Draw
from yicha.draws.queries.rows import proposal_of
from yicha.draws.types import DrawKind, DrawStatus, ParticipantRow, VoidProposal
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within


@dataclass(frozen=True)
class DrawStanding:
    """How far a ceremony has come. `beacon_known`: the public number has been recorded.

    `beacon_typed_by`: the account that typed it first. `void_proposal`: one that waits for another person.
    """

    id: int
    number: str
    year: int
    title: str
    kind: DrawKind
    status: DrawStatus
    beacon: str
    due: datetime | None
    beacon_typed_by: str
    beacon_known: bool
    participants: tuple[ParticipantRow, ...]
    void_proposal: VoidProposal | None

    def number_out(self, at: datetime) -> bool:
        """Whether the public number may be known by then; from then on nobody reveals a secret."""
        return self.beacon_known or bool(self.beacon_typed_by) or (self.due is not None and at >= self.due)

    def wants_second_typing(self, person: str) -> bool:
        """YX-2.7b: what the first typed waits for somebody else. `person`: an account."""
        open_ = self.status is DrawStatus.SEALED and not self.beacon_known
        return open_ and self.beacon_typed_by not in {"", person}


def draws_standing(actor: Actor, region_path: str, years: Collection[int]) -> list[DrawStanding]:
    """Those of the years that are not void, and of other years those that somebody proposes to make void."""
    asked = Q(year__in=years) | Q(void_proposed_at__isnull=False)
    found = within(actor, Draw.objects.filter(asked, region_path=region_path)).exclude(status=DrawStatus.VOID)
    return [_row(row) for row in found.prefetch_related("participants").order_by("pk")]


def _row(row: Draw) -> DrawStanding:
    places = sorted(row.participants.all(), key=lambda one: one.place)
    return DrawStanding(
        id=row.pk,
        number=row.number,
        year=row.year,
        title=row.title,
        kind=DrawKind(row.kind),
        status=DrawStatus(row.status),
        beacon=row.beacon_name,
        due=row.beacon_due,
        beacon_typed_by=row.beacon_typed_by,
        beacon_known=row.beacon_value is not None,
        participants=tuple(ParticipantRow(one.department, one.place, one.commitment, one.reveal) for one in places),
        void_proposal=proposal_of(row),
    )
