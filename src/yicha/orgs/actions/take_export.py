from datetime import datetime

from django.utils import timezone

from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.types import RecordRead
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.models import ExportRequest
from yicha.orgs.rules import exports as rules
from yicha.orgs.states import EXPORT_TRANSITIONS
from yicha.orgs.types import ExportStatus, ExportTaken, OrgPermission, TakeExport


@use_case(may=OrgPermission.EXPORT, clause="WY-5.8b")
def take_export(actor: Actor, command: TakeExport, at: datetime, /) -> ExportTaken:
    """导出: every list leaves as a file by this door. Who supervises reads it among what was seen.

    What is too long for a page is taken all the same; the worker makes its file.
    """
    taking = command.taking
    rules.require_right(actor, taking.right)
    norms = norms_in_force(actor.region, timezone.localdate(at))
    later = bool(command.export) and not command.at_once and taking.rows > norms.whole(NormCode.EXPORT_DIRECT_ROWS_MAX)
    if command.export:
        purpose = _released(actor, command, at, later=later)
    else:
        rules.require_few_enough(taking.rows, norms.whole(NormCode.EXPORT_APPROVAL_ROWS))
        purpose = ""
    taken = ExportTaken(command.export, taking.kind, taking.words, taking.rows, purpose, later)
    record_read(actor, RecordRead(taken.about, f"导出 {taking.rows} 行：{taking.words}"[:200], purpose), at)
    return taken


def _released(actor: Actor, command: TakeExport, at: datetime, *, later: bool) -> str:
    """The purpose of the request, which is used up."""
    asked = fetch(actor, ExportRequest.objects.filter(requested_by=actor.id), clause="WY-5.8b", pk=command.export)
    rules.require_released(ExportStatus(asked.status), asked.expires_at, at)
    taking = command.taking
    rules.require_same((asked.kind, asked.address), (taking.kind, taking.address), asked.rows, taking.rows)
    asked.status = step(EXPORT_TRANSITIONS, ExportStatus(asked.status), "take", clause="WY-5.8b")
    asked.taken_at, asked.later = at, later
    asked.save()
    return asked.purpose
