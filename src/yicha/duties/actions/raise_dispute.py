from datetime import date, datetime

from django.db import IntegrityError

from yicha.duties.models import Dispute, Party
from yicha.duties.queries import departments_of, items_of, lead_for, require_covered, steps
from yicha.duties.rules import disputes as rules
from yicha.duties.rules.duties import require_department, require_items, require_steps
from yicha.duties.types import DisputeRaised, DutyPermission, RaiseDispute
from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.numbers import document_number
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days


@use_case(may=DutyPermission.RAISE_DISPUTE, clause="WY-5.2 WS-2.2 GX-2.3")
def raise_dispute(actor: Actor, command: RaiseDispute, at: datetime, /) -> DisputeRaised:
    """新业态研判 or 职责争议: the parties are heard, and from this day somebody answers for it."""
    require_covered(actor, command.area, "GX-2.3")
    rules.require_own(actor, command.raised_by)
    rules.require_case(command)
    calendar = working_days()
    today = calendar.day_of(at)
    parties = tuple(dict.fromkeys((command.raised_by, *command.parties)))
    rules.require_two_parties(parties)
    for party in parties:
        require_department(party, departments_of(command.area, today))
    about = _steps(command, today)
    current = lead_for(actor, command.item, command.area, about[0], today) if command.item else None
    interim = rules.interim_lead(command.raised_by, current.department if current else "")
    opinions_by, decide_by = rules.terms_of(at, norms_in_force(command.area, today), calendar)
    dispute = Dispute(
        region_path=command.area,
        kind=command.kind,
        title=command.title,
        facts=command.facts,
        item=command.item,
        steps=list(about),
        raised_by=command.raised_by,
        raised_at=at,
        interim_lead=interim,
        opinions_by=opinions_by,
        decide_by=decide_by,
    )
    _save(dispute, parties, today.year)
    return DisputeRaised(dispute.pk, dispute.number, command.kind, parties, interim, opinions_by, decide_by)


def _steps(command: RaiseDispute, today: date) -> tuple[str, ...]:
    """Of a new business all of them; nobody has any yet."""
    known = steps(command.area, today)
    if not command.item:
        return tuple(known)
    require_items((command.item,), items_of(command.area, today, [command.item]))
    require_steps(command.steps, known)
    return command.steps


def _save(dispute: Dispute, parties: tuple[str, ...], year: int) -> None:
    dispute.number = document_number("职责争议", "dispute", dispute.region_path, year)
    try:
        dispute.save()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    Party.objects.bulk_create(Party(dispute=dispute, department=party) for party in parties)
