"""Makers for the tests of other rooms."""

from datetime import datetime

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.open_import import open_import
from yicha.imports.actions.read_import import read_import
from yicha.imports.types import ConfirmImport, OpenImport, ReadImport, RegisterKind
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.uploads import upload

LIMIT = 1 << 30


def open_file(content: bytes, name: str = "名录.csv", kind: RegisterKind = RegisterKind.SUBJECTS, actor: Actor = SYSTEM) -> int:
    """Uploaded and opened, not read yet."""
    kept = upload(actor, [content], NOW, kind="import", name=name, limit=LIMIT)
    return open_import(actor, OpenImport(kind, REGION, kept.file), NOW).import_id


def look_at(content: bytes, name: str = "名录.csv", kind: RegisterKind = RegisterKind.SUBJECTS, actor: Actor = SYSTEM) -> int:
    """Previewed."""
    made = open_file(content, name, kind, actor)
    read_import(actor, ReadImport(made), NOW)
    return made


def bring_in(
    content: bytes, name: str = "名录.csv", kind: RegisterKind = RegisterKind.SUBJECTS, actor: Actor = SYSTEM, at: datetime = NOW
) -> int:
    """Confirmed."""
    made = look_at(content, name, kind, actor)
    confirm_import(actor, ConfirmImport(made), at)
    return made
