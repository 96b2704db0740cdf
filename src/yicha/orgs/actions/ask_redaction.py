from datetime import datetime

from django.urls import reverse

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.models import Payload
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Redaction
from yicha.orgs.queries import holders_in
from yicha.orgs.rules import redactions as rules
from yicha.orgs.types import AskRedaction, OrgPermission, RedactionAsked, RedactionStatus


@use_case(may=OrgPermission.ASK_REDACTION, clause="WY-5.8b")
def ask_redaction(actor: Actor, command: AskRedaction, at: datetime, /) -> RedactionAsked:
    """申请删除留痕中的个人信息. The legal supervisors of the place are told."""
    rules.require_reason(command.reason)
    payload = fetch(actor, Payload.objects.all(), clause="WY-5.8b", path="entry__region", pk=command.run)
    rules.require_content(payload.text)
    rules.require_no_other(Redaction.objects.filter(entry=command.run, status=RedactionStatus.ASKED.value).exists())
    said = {"region_path": actor.region, "reason": command.reason.strip(), "requested_by": actor.id, "asked_at": at}
    asked = Redaction.objects.create(entry_id=command.run, **said)
    told = holders_in(Role.LEGAL_SUPERVISOR, actor.region, at)
    notify([Message(one, "有人申请删除留痕中的个人信息", asked.reason, reverse("orgs:redactions")) for one in told], at)
    return RedactionAsked(asked.pk, command.run, asked.reason)
