"""How versions are kept: shared by the use cases of this room."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from yicha.exchange.models import Batch, Partner, Record, Version
from yicha.exchange.queries.mapping import Mapped, mapped
from yicha.exchange.rules.layouts import CHECK_NUMBER
from yicha.exchange.rules.rows import canonical, digest_of, operation_of, unchanged
from yicha.exchange.states import TRANSITIONS
from yicha.exchange.types import Operation, PartnerStatus, RecordStatus, Remark, Verdict
from yicha.inspections.queries import inspection
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step


def keep_version(record: Record, found: Mapped, at: datetime) -> Version:
    """The next version of a record. It waits to leave, or is held back with its faults."""
    made = _added(record, operation_of(_left(record)), found.content, found.faults, at)
    record.name = found.name
    move(record, "hold" if found.faults else "release")
    return made


def reread(actor: Actor, record: Record, at: datetime) -> Version:
    """The source once more: a further version where it says something new, the last one where it does not."""
    rows = mapped(actor, record.inspection_id or absent("YX-2.15"), record.department, at)
    found = next((one for one in rows if one.item_code == record.item_code), None) or absent("YX-2.15")
    last, record.reread = _last(record), False
    if not unchanged(last.content, found.content) or last.faults != plain(found.faults):
        return keep_version(record, found, at)
    record.save()
    return last


def recall(record: Record, reason: str, at: datetime) -> None:
    """Out of the way up; where it was sent, a version that deletes it there. What is on its way is answered first."""
    record.withdrawn_because = reason
    if record.status == RecordStatus.BATCHED:
        record.save()
        return
    sent = _left(record)
    if sent:
        _added(record, Operation.DELETE, _last(record).content, (), at)
    move(record, "recall" if sent else "withdraw")


def standing_records(actor: Actor, inspection_id: int, department: str) -> list[Record]:
    """Those of a department's part that were not taken back, locked. NotFound where the inspection is outside the jurisdiction."""
    found = Record.objects.select_for_update().filter(inspection=inspection(actor, inspection_id).id, department=department)
    return list(found.filter(withdrawn_because="").order_by("pk"))


def measures_after(checks: Iterable[Record]) -> list[Record]:
    """Penalties and other measures of the same department that name one of these checks and were not taken back, locked."""
    found: list[Record] = []
    for check in checks:
        named = Version.objects.filter(
            record__region_path=check.region_path,
            record__department=check.department,
            content__check_action_code=_last(check).content[CHECK_NUMBER],
        ).exclude(record__table=check.table)
        standing = Record.objects.select_for_update().filter(pk__in=named.values("record"), withdrawn_because="")
        found += standing.exclude(pk__in=[one.pk for one in found]).order_by("pk")
    return found


def move(record: Record, verb: str) -> None:
    record.status = step(TRANSITIONS, RecordStatus(record.status), verb, clause="YX-2.15")
    record.save()


def _added(record: Record, operation: Operation, content: Mapping[str, str], faults: Iterable[Remark], at: datetime) -> Version:
    return Version.objects.create(
        record=record,
        number=Version.objects.filter(record=record).count() + 1,
        operation=operation,
        content=dict(content),
        digest=digest_of(canonical(dict(content))),
        faults=plain(faults),
        mapped_at=at,
    )


def _last(record: Record) -> Version:
    return Version.objects.filter(record=record).latest("number")


def _left(record: Record) -> list[tuple[Operation, Verdict]]:
    earlier = Version.objects.filter(record=record, batch__isnull=False).order_by("number")
    return [(Operation(one.operation), Verdict(one.verdict)) for one in earlier]


def plain(remarks: Iterable[Remark]) -> list[list[str]]:
    return [[one.column, one.reason, one.value, one.family.value if one.family else ""] for one in remarks]


def answers_again(batch: Batch) -> None:
    """The other side spoke: nothing is in the way any more. The caller saves the batch."""
    batch.failures, batch.trouble, batch.next_try_at = 0, "", None
    found = Partner.objects.filter(region_path=batch.region_path, status=PartnerStatus.ACTIVE.value)
    found.exclude(failures=0).update(failures=0, trouble="", rests_until=None)
