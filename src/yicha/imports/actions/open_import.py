from datetime import datetime

from yicha.imports import rules
from yicha.imports.models import Import, Row
from yicha.imports.queries.registers import register_of
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import ImportOpened, ImportPermission, ImportState, OpenImport
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ImportPermission.RUN, clause="LYG-4.2")
def open_import(actor: Actor, command: OpenImport, at: datetime, /) -> ImportOpened:
    """A file takes the place of what the same person had not confirmed yet."""
    rules.require_right(actor, register_of(command.kind).permission)
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    file = own_file(actor, command.file, clause="LYG-4.2")
    _drop_others(actor, command)
    made = Import.objects.create(
        kind=command.kind,
        region_path=command.region_path,
        file=file.id,
        digest=file.digest,
        size=file.size,
        name=file.name,
        by=actor.id,
        department=actor.department,
        at=at,
    )
    return ImportOpened(made.pk, command.kind, file.id, file.digest, file.size, file.name)


def _drop_others(actor: Actor, command: OpenImport) -> None:
    waiting = (ImportState.READING, ImportState.PREVIEWED, ImportState.UNREADABLE)
    mine = Import.objects.filter(by=actor.id, kind=command.kind, region_path=command.region_path, state__in=waiting)
    for other in mine.select_for_update(skip_locked=True):  # one that is just being read stays
        other.state = step(TRANSITIONS, ImportState(other.state), "drop", clause="LYG-4.2")
        other.save(update_fields=["state"])
        Row.objects.filter(file_import=other).delete()
