"""How versions are kept: shared by the use cases of this room."""

from collections.abc import Iterable
from datetime import datetime

from yicha.exchange.models import Batch, Partner, Record, Version
from yicha.exchange.queries.mapping import Mapped
from yicha.exchange.rules.rows import canonical, digest_of, operation_of
from yicha.exchange.states import TRANSITIONS
from yicha.exchange.types import Operation, PartnerStatus, RecordStatus, Remark, Verdict
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


def answers_again(batch: Batch) -> None:
    """The other side spoke: nothing is in the way any more. The caller saves the batch."""
    batch.failures, batch.trouble, batch.next_try_at = 0, "", None
    found = Partner.objects.filter(region_path=batch.region_path, status=PartnerStatus.ACTIVE.value)
    found.exclude(failures=0).update(failures=0, trouble="", rests_until=None)
