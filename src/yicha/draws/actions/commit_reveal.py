from datetime import datetime

from django.db import IntegrityError

from yicha.draws import rules
from yicha.draws.models import Draw, Participant
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import CommitReveal, DrawPermission, DrawStatus, RevealCommitted
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.limits import Limit, broken_limit
from yicha.kernel.refusals import Exit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case

LIMITS = {"participant_commitment_never_again": Limit(rules.CLAUSE, "这个承诺以前提交过", (Exit("另生成一个秘密数，提交它的指纹"),))}


@use_case(may=DrawPermission.COMMIT, clause="YX-2.7b GX-3.2")
def commit_reveal(actor: Actor, command: CommitReveal, at: datetime, /) -> RevealCommitted:
    """承诺: a participant binds itself to a secret that nobody has seen."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "commit", clause=rules.CLAUSE)
    participant = Participant.objects.filter(draw=draw, department=command.department).first() or absent(rules.CLAUSE)
    rules.require_own_secret(actor, participant.department)
    rules.require_first_commitment(participant.commitment)
    rules.require_commitment_form(command.commitment)
    participant.commitment, participant.committed_at = command.commitment, at
    try:
        participant.save()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return RevealCommitted(draw.pk, participant.department, participant.commitment)
