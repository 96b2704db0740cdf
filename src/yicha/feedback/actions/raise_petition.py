from datetime import datetime

from django.db import IntegrityError

from yicha.disclosure.queries import publication
from yicha.feedback.models import Petition
from yicha.feedback.queries.petitions import concluded_by, repair_from
from yicha.feedback.rules import petitions as rules
from yicha.feedback.types import FeedbackPermission, PetitionKind, PetitionRaised, RaisePetition
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import subject_of
from yicha.subjects.queries import sids_of


@use_case(may=FeedbackPermission.PETITION, clause="LYG-4.5 GX-5.2 R-PUB-1")
def raise_petition(actor: Actor, command: RaisePetition, at: datetime, /) -> PetitionRaised:
    """申诉 or 信用修复: by the enterprise of whom the result speaks."""
    row, clause = publication(actor, command.publication), rules.CLAUSE[command.kind]
    if row.sid not in sids_of(actor, subject_of(actor) or absent(clause)):
        absent(clause)
    rules.require_words(command.words, clause)
    if command.kind is PetitionKind.REPAIR:
        rules.require_repairable(row, repair_from(row), at.date())
    else:
        rules.require_appealable(row)
    try:
        made = Petition.objects.create(
            region_path=row.region_path,
            kind=command.kind.value,
            publication_id=row.id,
            outcome=row.outcome,
            words=command.words.strip(),
            raised_at=at,
            concluded_by=concluded_by(row),
        )
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return PetitionRaised(made.pk, command.kind, row.id, row.department)
