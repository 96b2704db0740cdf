from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.types import KernelPermission, PersonalRead, RecordRead
from yicha.kernel.use_case import use_case

LONGEST = 200


@use_case(may=KernelPermission.RECORD_READ, clause="WY-5.8b")
def record_read(actor: Actor, command: RecordRead, at: datetime, /) -> PersonalRead:
    """Before sealed or personal data are shown: who sees what of whom, and why. Nothing else changes.

    A GET changes nothing, so such data are masked on every page and shown by a POST: the interface asks the query, which
    demands its own permission and jurisdiction; then calls this; then shows. What cannot be recorded is not shown.
    `kernel.audit.reads` gives the entries to who supervises.
    """
    for text in (command.about, command.what):
        if not text.strip() or len(text) > LONGEST:
            raise RuleBroken("请写明查看了什么", clause="WY-5.8b")
    return PersonalRead(command.about, command.what, command.reason[:LONGEST])
