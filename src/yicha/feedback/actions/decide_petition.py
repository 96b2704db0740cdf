from datetime import datetime

from django.db import IntegrityError

from yicha.disclosure.actions.correct_publication import correct_publication
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.types import CorrectPublication, WithdrawPublication
from yicha.feedback.models import Petition
from yicha.feedback.rules import petitions as rules
from yicha.feedback.states import TRANSITIONS
from yicha.feedback.types import DecidePetition, FeedbackPermission, PetitionDecided, PetitionKind, PetitionStatus
from yicha.inspections.actions.correct_result import correct_result
from yicha.inspections.types import CorrectResult, Outcome
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import holders_for


@use_case(may=FeedbackPermission.DECIDE_PETITION, clause="LYG-4.5 GX-5.2 R-PUB-1 WY-5.8b")
def decide_petition(actor: Actor, command: DecidePetition, at: datetime, /) -> PetitionDecided:
    """Upheld, it has its consequence in the same moment: an appeal corrects result and publication, a repair takes the publication back."""
    row = fetch(actor, Petition.objects.select_related("publication"), clause="LYG-4.5", pk=command.petition)
    kind, publication = PetitionKind(row.kind), row.publication
    rules.require_decider(actor, kind, publication.department, row.concluded_by)
    rules.require_words(command.reason, rules.CLAUSE[kind])
    rules.require_decision(kind, uphold=command.uphold, before=row.outcome, outcome=command.outcome)
    row.status = step(TRANSITIONS, PetitionStatus(row.status), "uphold" if command.uphold else "dismiss", clause=rules.CLAUSE[kind])
    row.decision, row.decided_by, row.decided_at = command.reason.strip(), actor.id, at
    row.corrected = command.outcome.value if command.outcome else ""
    try:
        row.save()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    if command.uphold:
        _carry_out(actor, row, command.outcome, at)
    said = "已支持" if command.uphold else "没有支持"
    notify([Message(account, f"您的申请{said}", row.decision, "/firm/record/") for account in holders_for(publication.sid, at)], at)
    return PetitionDecided(row.pk, kind, publication.pk, command.uphold, row.decision)


def _carry_out(actor: Actor, row: Petition, outcome: Outcome | None, at: datetime) -> None:
    publication = row.publication
    if outcome is None:
        withdraw_publication(actor, WithdrawPublication(publication.pk, f"信用修复：{row.decision}"), at)
        return
    reason = f"申诉成立：{row.decision}"
    correct_result(actor, CorrectResult(publication.inspection_id, publication.department, outcome, reason), at)
    correct_publication(actor, CorrectPublication(publication.pk, outcome.value, reason), at)
