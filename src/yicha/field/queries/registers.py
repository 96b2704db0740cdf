"""What stands on the paths of a visit: a function of the operations that count and of what the desk has written since."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef, Q

from yicha.engines.fieldlog import Kind, Merge, Operation, Register, Status, canonical, fingerprint, read
from yicha.field import models
from yicha.inspections.types import AnswerRow

COUNTED = [Status.APPLIED.value, Status.CONFLICT.value]
VALUES = [Kind.ANSWER.value, Kind.PHOTO.value, Kind.VOID.value, Kind.NOTE.value]

OF_PATHS = {"p": Merge.SET, "n": Merge.SET, "f": Merge.LEAD}


@dataclass(frozen=True)
class Author:
    """Who said it, and about when."""

    officer: str
    about: datetime


@dataclass
class Board:
    """`unknown`: answers of the desk that no operation stands for yet."""

    registers: dict[str, Register] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    unknown: list[tuple[Operation, Author]] = field(default_factory=list)

    def put(self, op: Operation, author: Author) -> None:
        self.registers.setdefault(op.path, Register()).put(op, merge_of(op.path))
        self.authors[op.id] = author


def merge_of(path: str) -> Merge:
    """What several heads of it mean: its first letter says of what it is."""
    return OF_PATHS.get(path[:1], Merge.ONE)


def counting(inspections: Collection[int]) -> dict[int, list[models.Operation]]:
    """Of each in the order in which they came."""
    final = models.Receipt.objects.filter(operation=OuterRef("pk"), final=True, status__in=COUNTED)
    counts = Q(Exists(final)) | Q(decision__adopted=True) | Q(kind=models.DESK)
    found = models.Operation.objects.filter(counts, inspection__in=inspections, kind__in=[*VALUES, models.DESK])
    return grouped(inspections, found.order_by("pk"))


def grouped(inspections: Collection[int], rows: Iterable[models.Operation]) -> dict[int, list[models.Operation]]:
    found: dict[int, list[models.Operation]] = {pk: [] for pk in inspections}
    for row in rows:
        if row.inspection_id is not None:
            found[row.inspection_id].append(row)
    return found


def board(counted: Iterable[models.Operation], written: Iterable[AnswerRow]) -> Board:
    """`written`: the answers as the inspection has them."""
    found = Board()
    for row in counted:
        op = desk_operation(row.op, json.loads(row.text)) if row.kind == models.DESK else read(row.text)
        found.put(op, Author(row.officer, row.about))
    for answer in written:
        if not answer.op:
            _ask_desk(found, answer)
    return found


def _ask_desk(found: Board, answer: AnswerRow) -> None:
    """Who wrote at the desk saw what stood there, and replaced it."""
    path, body = f"q/{answer.question}", body_of(answer)
    name = sha256(canonical([path, answer.officer, answer.at.isoformat(), body]).encode()).hexdigest()[:32]
    if name in found.authors:
        return
    heads = found.registers.get(path, Register()).heads
    op = desk_operation(name, {"path": path, "base": sorted(heads), "body": body})
    found.put(op, Author(answer.officer, answer.at))
    found.unknown.append((op, Author(answer.officer, answer.at)))


def desk_operation(name: str, said: Mapping[str, Any]) -> Operation:
    text = canonical(dict(said))
    return Operation(
        id=name,
        lane="",
        seq=0,
        prev="",
        visit="",
        form="",
        kind=Kind.ANSWER,
        path=said["path"],
        base=tuple(said["base"]),
        body=said["body"],
        fp=fingerprint(text),
        text=text,
    )


def body_of(answer: AnswerRow) -> dict[str, str]:
    return {"v": answer.result.value, "note": answer.note, "value": answer.value}
