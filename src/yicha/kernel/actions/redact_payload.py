from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.models import Payload
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.types import KernelPermission, PayloadRedacted, RedactPayload
from yicha.kernel.use_case import use_case


@use_case(may=KernelPermission.REDACT_PAYLOAD, clause="WY-5.8b")
def redact_payload(actor: Actor, command: RedactPayload, at: datetime, /) -> PayloadRedacted:
    """Take personal data out of the trail for good. That it was there, who wrote it and that it was taken out stays provable."""
    if not command.reason.strip():
        raise RuleBroken("请写明删除理由", clause="WY-5.8b")
    payload = fetch(actor, Payload.objects.all(), clause="WY-5.8b", path="entry__region", pk=command.run)
    if payload.text is None:
        raise RuleBroken("内容已经删除", clause="WY-5.8b")
    payload.text = payload.salt = None
    payload.save()
    return PayloadRedacted(command.run, command.reason)
