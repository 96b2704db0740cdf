from datetime import date, datetime

from django.db import IntegrityError

from yicha.disclosure.models import QuotaNote
from yicha.disclosure.rules import articles as rules
from yicha.disclosure.types import DisclosurePermission, ExplainQuota, QuotaExplained
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.EXPLAIN, clause="YX-2.16")
def explain_quota(actor: Actor, command: ExplainQuota, at: datetime, /) -> QuotaExplained:
    """无符合条件: fewer than the norm wishes, and why. The number is a wish, never a reason to expose somebody (R-ETH-1)."""
    if not actor.covers(command.region_path):
        absent("YX-2.16")
    rules.require_text(command.because)
    month = date(command.year, command.month, 1)
    try:
        QuotaNote.objects.create(
            region_path=command.region_path, column=command.column, month=month, because=command.because, by=actor.id, at=at
        )
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return QuotaExplained(command.column, command.year, command.month, command.because)
