"""The chain of photographs of one visit (R-EVID-1, LYG-4.4a): called by the use cases that add one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yicha.inspections import rules
from yicha.inspections.models import Inspection, Photo
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file


@dataclass(frozen=True)
class Shot:
    """A photograph that the officer has uploaded himself, and what it shows."""

    question: str
    file: UUID
    officer: str
    at: datetime


def link(actor: Actor, inspection: Inspection, shot: Shot) -> Photo:
    """`inspection` is locked."""
    file = own_file(actor, shot.file, clause="LYG-4.4a")
    rules.require_photo(file.media_type)
    last = Photo.objects.filter(inspection=inspection).order_by("-place").first()
    place, previous = (last.place + 1, last.chain) if last else (1, "")
    chain = rules.next_link(previous, file.digest, shot.question, shot.officer, shot.at)
    return Photo.objects.create(
        inspection=inspection,
        place=place,
        question=shot.question,
        file=file.id,
        digest=file.digest,
        previous=previous,
        chain=chain,
        officer=shot.officer,
        at=shot.at,
    )
