"""Who holds the link of an invitation: a party without account."""

from yicha.draws.models import Participant
from yicha.draws.types import DrawPermission, ParticipantRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent

SPEAKS_FOR_ITSELF = frozenset({DrawPermission.COMMIT.value, DrawPermission.REVEAL.value})


def invited(invitation: str) -> tuple[Actor, int, ParticipantRow]:
    """By the SHA-256 of the link: an actor who can commit and reveal for this party and nothing else, the draw, the party.

    NotFound if there is no such invitation.
    """
    found = Participant.objects.exclude(invitation="").select_related("draw").filter(invitation=invitation).first() or absent("GX-3.2")
    actor = Actor(f"invitation:{found.pk}", found.department, found.draw.region_path, found.department, permissions=SPEAKS_FOR_ITSELF)
    return actor, found.draw_id, ParticipantRow(found.department, found.place, found.commitment, found.reveal, invited=True)
