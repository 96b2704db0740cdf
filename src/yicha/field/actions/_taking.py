"""Many operations in lane order: one use case for all visits of a request, and on with what was held and can go on."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from yicha.field import rules
from yicha.field.actions.record_field_batch import record_field_batch
from yicha.field.actions.record_field_work import record_field_work
from yicha.field.types import FieldBatchRecorded, FieldWorkRecorded, RecordFieldBatch, RecordFieldWork
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Refusal

log = logging.getLogger(__name__)
Texts = Sequence[tuple[str, str]]


def take_in(author: Actor, lane: str, texts: Texts, at: datetime) -> Iterator[FieldWorkRecorded]:
    """`texts`: (visit, text). What stands in the way of all at once is met again by the one visit whose it is, and by nobody else."""
    batch = _at_once(author, lane, texts, at)
    if batch:
        yield from batch.of_each
        yield from _released(author, lane, batch.next_visit, at)
        return
    for visit, run in rules.runs(texts):
        done = record_field_work(author, RecordFieldWork(lane, visit, tuple(run)), at)
        yield done
        yield from _released(author, lane, done.next_visit, at)


def _at_once(author: Actor, lane: str, texts: Texts, at: datetime) -> FieldBatchRecorded | None:
    """None if they are of one visit, or if anything at all went wrong: then nothing was taken."""
    visits = tuple(dict.fromkeys(visit for visit, _ in texts))
    if len(visits) < 2:  # noqa: PLR2004 several
        return None
    try:
        with transaction.atomic():
            return record_field_batch(author, RecordFieldBatch(lane, visits, tuple(text for _, text in texts)), at)
    except Refusal:  # it is met again by the one visit whose it is
        return None
    except Exception:  # one visit's fault must not keep the others waiting (I-14); a fault of the batch itself is to be seen
        log.exception("together they could not be taken: lane %s, %s visits", lane, len(visits))
        return None


def _released(author: Actor, lane: str, visit: str, at: datetime) -> Iterator[FieldWorkRecorded]:
    while visit:
        done = record_field_work(author, RecordFieldWork(lane, visit, ()), at)
        yield done
        visit = done.next_visit
