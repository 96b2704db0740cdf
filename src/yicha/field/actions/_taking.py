"""Many operations in lane order: one use case for each stretch of one visit, and on with what was held and can go on."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from yicha.field import rules
from yicha.field.actions.record_field_work import record_field_work
from yicha.field.types import FieldWorkRecorded, RecordFieldWork
from yicha.kernel.actor import Actor


def take_in(author: Actor, lane: str, texts: Iterable[tuple[str, str]], at: datetime) -> Iterator[FieldWorkRecorded]:
    """`texts`: (visit, text)."""
    for visit, run in rules.runs(texts):
        done = record_field_work(author, RecordFieldWork(lane, visit, tuple(run)), at)
        yield done
        while done.next_visit:
            done = record_field_work(author, RecordFieldWork(lane, done.next_visit, ()), at)
            yield done
