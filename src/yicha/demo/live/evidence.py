"""证据、文书、卷宗: of a few visits photographs are taken; their papers are made and delivered, and the case is filed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from yicha.demo.live.pictures import picture
from yicha.demo.story import Story
from yicha.demo.visits import Carried, officer_of
from yicha.inspections.actions.attach_evidence import attach_evidence
from yicha.inspections.actions.deliver_document import deliver_document
from yicha.inspections.actions.file_case import file_case
from yicha.inspections.actions.make_document import make_document
from yicha.inspections.queries import inspection, merged_form
from yicha.inspections.types import (
    AttachEvidence,
    DeliverDocument,
    DeliveryWay,
    DocumentKind,
    EvidenceKind,
    FileCase,
    MakeDocument,
    Question,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.uploads import upload

A_FEW, PIECES = 3, 2
LIMIT = 1 << 20
PAPERS = (DocumentKind.APPROVAL, DocumentKind.SITE_RECORD, DocumentKind.RESULT_NOTICE)
LATER = timedelta(hours=1)


def pictured(coming: Sequence[Carried]) -> list[Carried]:
    """The first visits of several departments."""
    return [one for one in coming if len(one.visit.departments) > 1][:A_FEW]


def photograph(story: Story, one: Carried, at: datetime) -> None:
    """By an officer of the lead, of the first questions that it asks."""
    who = officer_of(story, one, one.visit.lead, at)
    for question in _asked(story, one):
        taken = [picture(one.visit.number, question.key)]
        kept = story.steady.read(partial(upload, who, taken, at, kind="evidence", name="现场.jpg", limit=LIMIT))
        command = AttachEvidence(one.inspection.id, question.key, kept.file, EvidenceKind.PHOTO, question.content[:40])
        story.steady.do(attach_evidence, who, command, at)


def _asked(story: Story, one: Carried) -> Iterator[Question]:
    form = story.steady.read(lambda: merged_form(SYSTEM, one.visit))
    yield from [asked for asked in form if one.visit.lead in asked.departments][:PIECES]


def file_some(story: Story, coming: Sequence[Carried], now: datetime) -> None:
    """Of the same visits, if all have concluded by now: an hour after the last."""
    for one in pictured(coming):
        closed_at = story.steady.read(partial(inspection, SYSTEM, one.inspection.id)).closed_at
        if closed_at and closed_at + 2 * LATER < now:
            _file(story, one, closed_at + LATER)


def _file(story: Story, one: Carried, at: datetime) -> None:
    pk, clerk = one.inspection.id, story.who(Role.DEPARTMENT_CLERK, one.visit.lead)
    for kind in PAPERS:
        story.steady.do(make_document, clerk, MakeDocument(pk, kind), at)
    handed = DeliverDocument(pk, DocumentKind.RESULT_NOTICE, DeliveryWay.DIRECT, "被检查单位办公室", "现场负责人")
    story.steady.do(deliver_document, clerk, handed, at)
    story.steady.do(make_document, clerk, MakeDocument(pk, DocumentKind.DELIVERY_RECEIPT), at)
    story.steady.do(file_case, clerk, FileCase(pk), at + LATER / 2)
