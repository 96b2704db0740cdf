from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.models import ExportRequest
from yicha.orgs.rules import exports as rules
from yicha.orgs.states import EXPORT_TRANSITIONS
from yicha.orgs.types import DecideExport, ExportDecided, ExportStatus, OrgPermission


@use_case(may=OrgPermission.RELEASE_EXPORT, clause="WY-5.8b")
def decide_export(actor: Actor, command: DecideExport, at: datetime, /) -> ExportDecided:
    """放行或不放行: by another person who may read the same rows and answers for them; who asked is told."""
    asked = fetch(actor, ExportRequest.objects.all(), clause="WY-5.8b", pk=command.export)
    rules.require_right(actor, asked.right)
    rules.require_another(actor.id, asked.requested_by)
    rules.require_why_not(command.release, command.reason)
    verb = "release" if command.release else "decline"
    asked.status = step(EXPORT_TRANSITIONS, ExportStatus(asked.status), verb, clause="WY-5.8b")
    hours = norms_in_force(asked.region_path, timezone.localdate(at)).whole(NormCode.EXPORT_RELEASE_HOURS)
    asked.expires_at = at + timedelta(hours=hours) if command.release else None
    asked.decided_by, asked.reason = actor.id, command.reason.strip()
    asked.save()
    said = f"导出已放行，{hours} 小时内有效，只能导出一次" if command.release else f"导出未放行：{asked.reason}"
    notify([Message(asked.requested_by, said, f"{asked.words} · {asked.rows} 行", reverse("orgs:exports"))], at)
    return ExportDecided(asked.pk, command.release, asked.reason)
