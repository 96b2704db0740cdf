from datetime import datetime

from yicha.exchange.models import SourceDifference
from yicha.exchange.rules.crossing import require_explained
from yicha.exchange.rules.rows import require_own
from yicha.exchange.states import DIFFERENCE_TRANSITIONS
from yicha.exchange.types import DifferenceExplained, DifferenceStatus, ExchangePermission, ExplainDifference
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.EXPLAIN, clause="GX-5.3")
def explain_difference(actor: Actor, command: ExplainDifference, at: datetime, /) -> DifferenceExplained:
    """说明: both sides stay as they are. Nothing is corrected here; who is wrong corrects it where it came from."""
    row = fetch(actor, SourceDifference.objects.all(), clause="GX-5.3", pk=command.difference)
    require_own(actor, row.department)
    require_explained(command.reason)
    row.status = step(DIFFERENCE_TRANSITIONS, DifferenceStatus(row.status), "explain", clause="GX-5.3")
    row.closed_at, row.reason = at, command.reason.strip()[:200]
    row.save()
    return DifferenceExplained(row.pk, row.sid, row.reason)
