"""What a subscriber is told, and who may be."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from yicha.exchange.types import PartnerStatus, TellSubscribers, Topic
from yicha.kernel.refusals import Exit, RuleBroken


def require_topics(topics: Collection[Topic]) -> None:
    """GX-5.2b: who is told of nothing needs no subscription."""
    if not topics:
        raise RuleBroken("至少订阅一类事件", clause="GX-5.2b")


def require_in_use(status: PartnerStatus) -> None:
    """GX-5.2b: nothing leaves for a door that is closed, or not open yet."""
    if status is not PartnerStatus.ACTIVE:
        raise RuleBroken("订阅不在用，不能重发", clause="GX-5.2b", exits=(Exit("先登记并核准新的订阅"),))


def content_of(number: UUID, command: TellSubscribers, department: str, numbers: Sequence[str], at: datetime) -> str:
    """YX-2.15: what happened, to which papers of the department, by their numbers; who and what stands in them is asked for here."""
    said = {"id": str(number), "topic": command.topic.value, "at": at.isoformat(timespec="seconds"), "department": department}
    return json.dumps(said | {"numbers": list(numbers)}, ensure_ascii=False)


def signed_text(number: UUID, at: datetime, content: bytes) -> bytes:
    """GX-5.2b: what is signed of an attempt: its number, its moment, and the digest of its words. So none can be made up or sent later."""
    return "\n".join([str(number), at.isoformat(timespec="seconds"), sha256(content).hexdigest()]).encode()
