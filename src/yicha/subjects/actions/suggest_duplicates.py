from collections.abc import Iterator, Sequence
from datetime import datetime

from yicha.engines.quality import Entry, Likeness, find_repeats
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Subject, Suspicion
from yicha.subjects.queries import suspicions
from yicha.subjects.rules.identities import LIKE, Held, may_be_one
from yicha.subjects.types import DuplicatesSuggested, SubjectPermission, SubjectStatus, SuggestDuplicates

BATCH = 1000


@use_case(may=SubjectPermission.MERGE, clause="YX-2.14")
def suggest_duplicates(actor: Actor, command: SuggestDuplicates, at: datetime, /) -> DuplicatesSuggested:
    """查重 over the register of a region. Nothing is merged: a person decides; what somebody dismissed does not come back."""
    if not actor.covers(command.region_path):
        absent("YX-2.14")
    before = Suspicion.objects.count()
    Suspicion.objects.bulk_create(_found(command.region_path), batch_size=BATCH, ignore_conflicts=True)
    return DuplicatesSuggested(command.region_path, Suspicion.objects.count() - before, len(suspicions(actor)))


def _found(region_path: str) -> list[Suspicion]:
    active = Subject.objects.filter(region_path=region_path, state=SubjectStatus.ACTIVE, merged_into=None).order_by("sid")
    rows = [Held(*values) for values in active.values_list(*Held._fields).iterator()]
    index = Likeness([row.name for row in rows])
    pairs = dict.fromkeys(_alike(rows, index), "名称相近，同一乡镇街道，有一份没有地址")
    pairs |= dict.fromkeys(_near(rows), "名称和地址相近")
    return [
        Suspicion(left_id=rows[left].sid, right_id=rows[right].sid, why=why, likeness=round(100 * index.between(left, right)))
        for (left, right), why in sorted(pairs.items())
    ]


def _near(rows: Sequence[Held]) -> Iterator[tuple[int, int]]:
    """Kindred name and address."""
    entries = [Entry(row.sid, row.name, row.uscc, row.address or "", row.reg_date or "") for row in rows]
    for first, *others in find_repeats(entries).suspected:
        yield from ((first, other) for other in others)


def _alike(rows: Sequence[Held], index: Likeness) -> Iterator[tuple[int, int]]:
    """Who has no code is asked for among all; rows are in the order of sid, so the lower number is the left one."""
    for place, row in enumerate(rows):
        for _, other in index.like(row.name, LIKE) if not row.uscc else ():
            if other != place and may_be_one(row, rows[other]):
                yield min(place, other), max(place, other)
