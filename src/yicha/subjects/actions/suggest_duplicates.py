from collections.abc import Iterator
from datetime import datetime

from yicha.engines.quality import Entry, find_repeats
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Subject, Suspicion
from yicha.subjects.queries import suspicions
from yicha.subjects.types import DuplicatesSuggested, SubjectPermission, SubjectStatus, SuggestDuplicates

READ = ("sid", "name", "uscc", "address", "reg_date")
BATCH = 1000


@use_case(may=SubjectPermission.MERGE, clause="YX-2.14")
def suggest_duplicates(actor: Actor, command: SuggestDuplicates, at: datetime, /) -> DuplicatesSuggested:
    """查重 over the register of a region. Nothing is merged: a person decides; what somebody dismissed does not come back."""
    if not actor.covers(command.region_path):
        absent("YX-2.14")
    before = Suspicion.objects.count()
    Suspicion.objects.bulk_create(_found(command.region_path), batch_size=BATCH, ignore_conflicts=True)
    return DuplicatesSuggested(command.region_path, Suspicion.objects.count() - before, len(suspicions(actor)))


def _found(region_path: str) -> Iterator[Suspicion]:
    held = Subject.objects.filter(region_path=region_path, state=SubjectStatus.ACTIVE, merged_into=None).order_by("sid")
    rows = [Entry(sid, name, uscc, address or "", day or "") for sid, name, uscc, address, day in held.values_list(*READ).iterator()]
    for group in find_repeats(rows).suspected:
        first, *others = (rows[index] for index in group)
        for other in others:
            left, right = sorted((first.sid, other.sid))
            yield Suspicion(left_id=left, right_id=right, why="名称和地址相近", likeness=90)
