from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.files import FORGOTTEN
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.models import ExportRequest
from yicha.orgs.rules import exports as rules
from yicha.orgs.types import ExportFinished, FinishExport, OrgPermission


@use_case(may=OrgPermission.FINISH_EXPORT, clause="WY-5.8b")
def finish_export(actor: Actor, command: FinishExport, at: datetime, /) -> ExportFinished:
    """The worker has made the file of a long export, or could not: who took it is told. The file is kept as long as a release holds,
    and never longer than the store keeps what is nobody's.
    """
    asked = fetch(actor, ExportRequest.objects.all(), clause="WY-5.8b", pk=command.export)
    rules.require_being_made(being_made=asked.later and not asked.file and not asked.fault)
    hours = norms_in_force(asked.region_path, timezone.localdate(at)).whole(NormCode.EXPORT_RELEASE_HOURS)
    asked.file, asked.file_name, asked.fault = command.file, command.name, command.fault[:200]
    asked.file_until = at + min(timedelta(hours=hours), FORGOTTEN) if command.file else None
    asked.save()
    said = f"导出没有生成：{asked.fault}" if command.fault else "导出已生成，可以保存"
    notify([Message(asked.requested_by, said, f"{asked.words} · {asked.rows} 行", reverse("orgs:exports"))], at)
    return ExportFinished(asked.pk, command.file, asked.fault)
