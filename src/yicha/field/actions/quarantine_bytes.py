from base64 import b64decode
from datetime import datetime
from hashlib import sha256

from yicha.field.models import Quarantine
from yicha.field.types import BytesQuarantined, FieldPermission, QuarantineBytes
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.WORK, clause="LYG-4.4a")
def quarantine_bytes(actor: Actor, command: QuarantineBytes, at: datetime, /) -> BytesQuarantined:
    """What is no operation, or of nobody's lane, is kept byte for byte: a person may still read it."""
    contents = [b64decode(one) for one in command.contents]
    fps = tuple(sha256(content).hexdigest() for content in contents)
    Quarantine.objects.bulk_create(
        (
            Quarantine(account=actor.id, lane=command.lane, fp=fp, why=command.why, content=content, at=at)
            for fp, content in zip(fps, contents, strict=True)
        ),
        ignore_conflicts=True,
    )
    return BytesQuarantined(command.lane, command.why, fps)
