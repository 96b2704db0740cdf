"""原件待传: photographs whose acts are with the office and whose bytes are still on the phone. A small copy comes with the act."""

from base64 import b64decode
from typing import Any

from django.db.models import Exists, JSONField, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.utils.timezone import localtime

from yicha.engines.fieldlog import Kind, read
from yicha.field import models
from yicha.field.types import AwaitedOriginal
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import absent, of_department, within
from yicha.planning.queries import visits_by_id

MOST = 60


def originals_awaited(actor: Actor) -> list[AwaitedOriginal]:
    """Of the actor's department, the latest first, as many as a page shows."""
    rows = list(_awaited(actor).order_by("-pk")[:MOST])
    known = visits_by_id(SYSTEM, {row.inspection.visit_id for row in rows})
    return [_row(row, known[row.inspection.visit_id].name) for row in rows]


def _row(row: models.Operation, name: str) -> AwaitedOriginal:
    inspected = row.inspection or absent("LYG-4.4a")
    return AwaitedOriginal(row.op, inspected.pk, inspected.number, name, row.officer, row.about, bool(read(row.text).body.get("copy")))


def copy_awaited(actor: Actor, op: str) -> tuple[bytes, tuple[str, str]]:
    """Of one of them: the small copy as the phone made it, and what belongs below it. NotFound of what came without."""
    row = _awaited(actor).filter(op=op).first() or absent("LYG-4.4a")
    said = read(row.text).body.get("copy")
    lines = (f"{row.inspection.number}  {localtime(row.about):%Y-%m-%d %H:%M}", "小图，原件待传")
    try:
        return b64decode(said if isinstance(said, str) and said else absent("LYG-4.4a"), validate=True), lines
    except ValueError:
        absent("LYG-4.4a")


def _awaited(actor: Actor) -> QuerySet[Any]:
    file = KeyTextTransform("file", KeyTransform("body", Cast("text", JSONField())))
    taken = models.Operation.objects.filter(kind=Kind.PHOTO, inspection__isnull=False).annotate(file=file).select_related("inspection")
    whole = models.Original.objects.filter(inspection=OuterRef("inspection"), file=OuterRef("file"))
    return of_department(actor, within(actor, taken.filter(~Exists(whole)), "lane__region_path"), "lane__department")
