from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.models import ExportRequest
from yicha.orgs.rules import exports as rules
from yicha.orgs.types import AskExport, ExportAsked, OrgPermission


@use_case(may=OrgPermission.EXPORT, clause="WY-5.8b")
def ask_export(actor: Actor, command: AskExport, at: datetime, /) -> ExportAsked:
    """申请导出: which rows, how many, what for. Another holder of the same right decides."""
    taking = command.taking
    rules.require_right(actor, taking.right)
    norms = norms_in_force(actor.region, timezone.localdate(at))
    rules.require_one_file(taking.rows, norms.whole(NormCode.EXPORT_JOB_ROWS_MAX))
    rules.require_asked_for_reason(command.purpose, taking.rows, norms.whole(NormCode.EXPORT_APPROVAL_ROWS))
    asked = ExportRequest.objects.create(
        kind=taking.kind,
        right=taking.right,
        address=taking.address,
        words=taking.words,
        rows=taking.rows,
        purpose=command.purpose.strip(),
        region_path=actor.region,
        department=actor.department,
        requested_by=actor.id,
        asked_at=at,
    )
    return ExportAsked(asked.pk, taking.kind, taking.words, taking.rows, asked.purpose)
