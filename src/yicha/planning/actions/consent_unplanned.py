from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Filing
from yicha.planning.rules import filing
from yicha.planning.states import FILING_TRANSITIONS
from yicha.planning.types import ConsentUnplanned, FilingStatus, PlanningPermission, UnplannedDecided


@use_case(may=PlanningPermission.CONSENT_UNPLANNED, clause="LYG-4.3c R-PLAN-4")
def consent_unplanned(actor: Actor, command: ConsentUnplanned, at: datetime, /) -> UnplannedDecided:
    """联席会议意见: consent is a record; a refusal says why."""
    row = fetch(actor, Filing.objects.all(), clause="LYG-4.3c", pk=command.filing)
    if not command.consent:
        filing.require_reason(command.reason, "不同意", "LYG-4.3c")
    verb = "consent" if command.consent else "refuse"
    row.status = step(FILING_TRANSITIONS, FilingStatus(row.status), verb, clause="LYG-4.3c")
    row.decision = command.reason
    row.save()
    return UnplannedDecided(row.pk, command.consent)
