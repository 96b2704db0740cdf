from base64 import b64decode
from datetime import datetime
from hashlib import sha256

from yicha.field import rules
from yicha.field.models import Chunk
from yicha.field.queries import file_state, most_bytes, promise
from yicha.field.types import ChunkStored, FieldPermission, StoreChunk
from yicha.inspections.queries import held_inspection
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.WORK, clause="LYG-4.4a R-EVID-1")
def store_chunk(actor: Actor, command: StoreChunk, at: datetime, /) -> ChunkStored:
    """A part of an original, exactly as its operation said it would be; the same part again changes nothing."""
    held_inspection(actor, command.inspection)
    said, content = promise(actor, command.inspection, command.file), b64decode(command.content)
    rules.require_part(said.parts, command.number, sha256(content).hexdigest())
    rules.require_size(said.size, most_bytes(actor, said.media_type, at.date()))
    state = file_state(actor, command.inspection, command.file)
    if command.number in state.missing:
        Chunk.objects.create(inspection_id=command.inspection, file=command.file, number=command.number, content=content)
    left = sum(number != command.number for number in state.missing)
    return ChunkStored(command.inspection, command.file, command.number, left)
