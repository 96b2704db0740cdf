"""Originals on their way: what their operations promised, what has come."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from yicha.engines.fieldlog import Kind, Operation, Status, read
from yicha.field import models
from yicha.field.queries.limits import limits
from yicha.field.queries.registers import grouped
from yicha.field.types import FileState, ReceiptRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent


@dataclass(frozen=True)
class Promise:
    """What the operation of a photograph said of its bytes. `question` is that of its path."""

    op: Operation
    parts: tuple[str, ...]
    size: int
    media_type: str
    question: str


def promise(actor: Actor, inspection: int, file: str) -> Promise:
    """Of the actor's own photograph, whatever became of its operation: bytes of what is in review are taken too. Else it is not there."""
    found = models.Operation.objects.filter(inspection=inspection, kind=Kind.PHOTO, lane__account=actor.id, text__contains=f'"{file}"')
    ops = (read(row.text) for row in found.order_by("pk"))
    op = next((one for one in ops if one.body["file"] == file), None) or absent("LYG-4.4a")
    return Promise(op, tuple(op.body["parts"]), op.body["size"], str(op.body.get("type", "")), op.path.removeprefix("p/"))


def struck_out_because(inspection: int, op: str) -> str:
    """Why the photograph of this operation was struck out on a phone; empty: it stands."""
    found = models.Operation.objects.filter(
        inspection=inspection, kind=Kind.VOID, receipts__status=Status.APPLIED, text__contains=f'"{op}"'
    )
    voids = (read(row.text) for row in found.order_by("pk"))
    return next((str(one.body["reason"]) for one in voids if op in one.base), "")


def file_state(actor: Actor, inspection: int, file: str) -> FileState:
    said = promise(actor, inspection, file)
    whole = models.Original.objects.filter(inspection=inspection, file=file).first()
    if whole:
        return FileState(said.parts, (), ReceiptRow(whole.text, whole.signature))
    came = set(models.Chunk.objects.filter(inspection=inspection, file=file).values_list("number", flat=True))
    return FileState(said.parts, tuple(number for number in range(len(said.parts)) if number not in came), None)


def chunks(inspection: int, file: str) -> Iterator[bytes]:
    """In their order."""
    found = models.Chunk.objects.filter(inspection=inspection, file=file).order_by("number")
    return (bytes(content) for content in found.values_list("content", flat=True).iterator(chunk_size=1))


def most_bytes(actor: Actor, media_type: str, on: date) -> int:
    """Of a photograph or of a clip."""
    known = limits(actor, on)
    return known["clip" if media_type.startswith(("video/", "audio/")) else "photo"]


def originals_missing(pks: Collection[int]) -> dict[int, list[dict[str, object]]]:
    """证据齐 is an empty list: digests of what was photographed and has not come whole, with how many chunks are missing."""
    taken = grouped(pks, models.Operation.objects.filter(inspection__in=pks, kind=Kind.PHOTO).order_by("pk"))
    whole = set(models.Original.objects.filter(inspection__in=pks).values_list("inspection", "file"))
    came = Counter(models.Chunk.objects.filter(inspection__in=pks).values_list("inspection", "file"))
    found: dict[int, list[dict[str, object]]] = {}
    for pk, rows in taken.items():
        wanted = {op.body["file"]: len(op.body["parts"]) for op in (read(row.text) for row in rows)}
        found[pk] = [{"file": file, "missing": parts - came[pk, file]} for file, parts in wanted.items() if (pk, file) not in whole]
    return found
