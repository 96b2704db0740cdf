from datetime import datetime

from django.urls import reverse

from yicha.kernel.actions.redact_payload import redact_payload
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.types import RedactPayload
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Redaction
from yicha.orgs.rules import redactions as rules
from yicha.orgs.states import REDACTION_TRANSITIONS
from yicha.orgs.types import DecideRedaction, OrgPermission, RedactionDecided, RedactionStatus


@use_case(may=OrgPermission.DECIDE_REDACTION, clause="WY-5.8b")
def decide_redaction(actor: Actor, command: DecideRedaction, at: datetime, /) -> RedactionDecided:
    """同意删除或不同意: by another person; who asked is told."""
    asked = fetch(actor, Redaction.objects.all(), clause="WY-5.8b", pk=command.redaction)
    rules.require_another(actor.id, asked.requested_by)
    rules.require_why_not(command.take_out, command.opinion)
    verb = "take_out" if command.take_out else "decline"
    asked.status = step(REDACTION_TRANSITIONS, RedactionStatus(asked.status), verb, clause="WY-5.8b")
    asked.decided_by, asked.opinion = actor.id, command.opinion.strip()
    asked.save()
    if command.take_out:
        redact_payload(SYSTEM, RedactPayload(asked.entry_id, asked.reason), at)
    told = "个人信息已从留痕中删除" if command.take_out else f"未同意删除：{asked.opinion}"
    notify([Message(asked.requested_by, told, asked.reason, reverse("orgs:redactions"))], at)
    return RedactionDecided(asked.pk, asked.entry_id, command.take_out, asked.reason, asked.opinion)
