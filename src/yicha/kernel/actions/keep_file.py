from datetime import datetime
from uuid import uuid4

from yicha.kernel.actor import Actor
from yicha.kernel.files import require_present, safe_name
from yicha.kernel.models import FileRecord
from yicha.kernel.types import FileKept, KeepFile, KernelPermission
from yicha.kernel.use_case import use_case


@use_case(may=KernelPermission.KEEP_FILE, clause="LYG-4.4a")
def keep_file(actor: Actor, command: KeepFile, at: datetime, /) -> FileKept:
    """Make stored bytes a file of the person who sent them. Interfaces call it right after `files.store`."""
    require_present(command.digest, command.size)
    record = FileRecord.objects.create(
        id=uuid4(),
        digest=command.digest,
        size=command.size,
        kind=command.kind,
        media_type=command.media_type,
        name=safe_name(command.name),
        uploaded_by=actor.id,
        region_path=actor.region,
        department=actor.department,
        at=at,
    )
    return FileKept(record.id, record.digest, record.size, record.kind, record.media_type, record.name)
