from datetime import date, datetime, time

from django.utils import timezone

from yicha.duties.models import Conflict
from yicha.duties.queries import departments_of, items_of, require_covered
from yicha.duties.rules import conflicts as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.rules.duties import require_department
from yicha.duties.types import ConflictReported, ConflictStatus, DutyPermission, ReportConflict
from yicha.kernel.actor import Actor
from yicha.kernel.numbers import document_number
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days


@use_case(may=DutyPermission.REPORT_CONFLICT, clause="GX-2.4b")
def report_conflict(actor: Actor, command: ReportConflict, at: datetime, /) -> ConflictReported:
    """Whoever stumbles over two rules that do not fit writes them down; the owner has a term to mend them."""
    require_covered(actor, command.region_path, "GX-2.4b")
    require_own(actor, command.found_by)
    rules.require_two_provisions(command)
    calendar = working_days()
    today = calendar.day_of(at)
    rules.require_in_order(command, today)
    if settling := rules.settling(command):
        rules.require_owner(actor, command.owner)
        rules.require_outcome(settling, items_of(command.region_path, today, [settling.item]))
    found_at = midnight(command.found_on) if command.found_on and command.found_on < today else at
    require_department(command.owner, departments_of(command.region_path, today))
    first, second = command.provisions
    row = Conflict(
        region_path=command.region_path,
        kind=command.kind,
        title=command.title,
        first_source=first.source,
        first_text=first.text,
        second_source=second.source,
        second_text=second.text,
        description=command.description,
        found_by=command.found_by,
        owner=command.owner,
        found_at=found_at,
        settle_by=rules.settle_by(found_at, norms_in_force(command.region_path, today), calendar),
    )
    row.number = document_number("规则冲突", "conflict", command.region_path, today.year)
    if said := command.settled:
        row.status, row.closed_at = said.outcome, midnight(said.closed_on)
        row.reason, row.document, row.item = said.reason, said.document, said.item
    row.save()
    return ConflictReported(row.pk, row.number, row.owner, row.settle_by, ConflictStatus(row.status))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
