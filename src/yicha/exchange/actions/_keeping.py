"""How versions are kept: shared by the use cases of this room."""

from collections.abc import Iterable
from datetime import datetime

from yicha.exchange.models import Record, Version
from yicha.exchange.queries.mapping import Mapped
from yicha.exchange.rules.rows import canonical, digest_of, operation_of
from yicha.exchange.states import TRANSITIONS
from yicha.exchange.types import Operation, RecordStatus, Remark, Verdict
from yicha.kernel.states import step


def keep_version(record: Record, found: Mapped, at: datetime) -> Version:
    """The next version of a record. It waits to leave, or is held back with its faults."""
    earlier = list(Version.objects.filter(record=record).order_by("number"))
    left = [(Operation(one.operation), Verdict(one.verdict)) for one in earlier if one.batch_id is not None]
    made = Version.objects.create(
        record=record,
        number=len(earlier) + 1,
        operation=operation_of(left),
        content=dict(found.content),
        digest=digest_of(canonical(dict(found.content))),
        faults=plain(found.faults),
        mapped_at=at,
    )
    record.name = found.name
    record.status = step(TRANSITIONS, RecordStatus(record.status), "hold" if found.faults else "release", clause="YX-2.15")
    record.save()
    return made


def plain(remarks: Iterable[Remark]) -> list[list[str]]:
    return [[one.column, one.reason, one.value, one.family.value if one.family else ""] for one in remarks]
