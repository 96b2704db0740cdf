"""The board: records by where they stand, batches, and what each provider owes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from yicha.engines.quality import Family
from yicha.exchange.models import Batch, Record, Version
from yicha.exchange.types import (
    BatchRow,
    BatchStatus,
    FaultCount,
    Operation,
    ProviderCount,
    PushStanding,
    RecordRow,
    RecordStatus,
    Remark,
    Verdict,
    VersionRow,
)
from yicha.followups.queries import problems_of
from yicha.followups.types import ProblemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, read, within

PLAIN = ("region_path", "table", "key", "inspection_id", "department", "sid", "name", "checked_at", "due", "withdrawn_because", "given_by")
SORTED = frozenset({"name", "department", "checked_at", "status", "due"})
DONE = RecordStatus.ACCEPTED.value
MENDED = (RecordStatus.HELD.value, RecordStatus.REJECTED.value)
REPORTED = Q(Exists(Version.objects.filter(record=OuterRef("pk"), verdict=Verdict.ACCEPTED.value)))  # the clock has stopped for good
OWED = [status.value for status in RecordStatus if status not in {RecordStatus.ACCEPTED, RecordStatus.WITHDRAWN}]


class RecordRows(Sequence[RecordRow]):
    """Counted and sliced by the database: pages of many."""

    def __init__(self, found: QuerySet[Record]) -> None:
        self.found = found

    def __len__(self) -> int:
        return self.found.count()

    def __getitem__(self, index: Any) -> Any:
        rows = self.found.prefetch_related("versions__batch")
        return [row_of_record(row) for row in rows[index]] if isinstance(index, slice) else row_of_record(rows[index])


class BatchRows(Sequence[BatchRow]):
    """As above."""

    def __init__(self, found: QuerySet[Batch]) -> None:
        self.found = found

    def __len__(self) -> int:
        return self.found.count()

    def __getitem__(self, index: Any) -> Any:
        return [_batch(row) for row in self.found[index]] if isinstance(index, slice) else _batch(self.found[index])


def records(actor: Actor, status: RecordStatus | None = None, department: str = "", text: str = "", order: str = "") -> RecordRows:
    """Those of the actor's department, or of all for who acts for the region; in the order of a column (`SORTED`; `-` the other way round),
    else what is due first on top.
    """
    found = _visible(actor)
    found = found.filter(status=status) if status else found
    found = found.filter(department=department) if department else found
    found = found.filter(Q(name__icontains=text) | Q(key__icontains=text)) if text else found
    return RecordRows(found.order_by(*([order] if order.removeprefix("-") in SORTED else []), "due", "pk"))


def record(actor: Actor, pk: int) -> RecordRow:
    return row_of_record(read(actor, _visible(actor).prefetch_related("versions__batch"), clause="YX-2.15", pk=pk))


def records_of_subject(actor: Actor, sids: Collection[str]) -> RecordRows:
    """All of one subject, under whatever number; the newest check first."""
    return RecordRows(_visible(actor).filter(sid__in=sids).order_by("-checked_at", "-pk"))


def records_of_inspection(pk: int) -> list[RecordRow]:
    """Of all its departments. Whoever asks has checked that the actor may see the inspection."""
    found = Record.objects.filter(inspection=pk).prefetch_related("versions__batch").order_by("department", "pk")
    return [row_of_record(row) for row in found]


def measures_entered(actor: Actor, check: int) -> list[RecordRow]:
    """What was entered after a check, in that order."""
    found = _visible(actor).filter(follows=check).prefetch_related("versions__batch")
    return [row_of_record(row) for row in found.order_by("pk")]


def checks_behind(actor: Actor, inspection: int, department: str) -> list[RecordRow]:
    """The rows of a department's part of a check of ours; the items that had a problem first: what follows is mostly about them."""
    wrong = {one.item_code for one in problems_of(actor, inspection, department)}
    found = _visible(actor).filter(inspection=inspection, department=department).prefetch_related("versions__batch")
    return [row_of_record(row) for row in sorted(found, key=lambda row: (row.item_code not in wrong, row.pk))]


def problems_found(actor: Actor, check: int) -> tuple[ProblemRow, ...]:
    """What the department found at the check of ours behind a record: of its item, or of all if that one had none."""
    row = read(actor, _visible(actor), clause="YX-2.15", pk=check)
    found = problems_of(actor, row.inspection_id, row.department) if row.inspection_id else ()
    return tuple(one for one in found if one.item_code == row.item_code) or found


def statuses(actor: Actor) -> dict[RecordStatus, int]:
    found = _visible(actor).order_by().values_list("status").annotate(number=Count("pk"))
    counted = dict(found)
    return {status: counted.get(status.value, 0) for status in RecordStatus}


def by_provider(actor: Actor, today: date, year: int | None = None) -> list[ProviderCount]:
    """GX-5.3: department by department, who has most to mend first; `year`: only what was due in it."""
    due = {} if year is None else {"due__year": year}
    counts = {status.value: Count("pk", filter=Q(status=status.value)) for status in RecordStatus}
    versions = Version.objects.filter(record=OuterRef("pk"))
    late = Count("pk", filter=Q(status__in=OWED, due__lt=today) & ~REPORTED)
    faultless = Count("pk", filter=Q(Exists(versions.filter(number=1, faults=[]))))
    kept = versions.filter(verdict=Verdict.ACCEPTED.value, answered_at__date__lte=OuterRef("due"))
    in_time = Count("pk", filter=Q(status=DONE) & Q(Exists(kept)))
    grouped = _visible(actor).filter(**due).order_by().values("department")
    found = grouped.annotate(total=Count("pk"), late=late, faultless=faultless, in_time=in_time, **counts)
    rows = [ProviderCount(**cast("dict[str, Any]", row)) for row in found]
    return sorted(rows, key=lambda row: (-row.held - row.rejected, -row.late, row.department))


def pushes_standing(actor: Actor) -> list[PushStanding]:
    """LYG-4.4c: what has not left yet, by department, for the page of the day."""
    mend, carry = Q(status__in=MENDED), Q(status=RecordStatus.PENDING.value)
    grouped = _visible(actor).filter(mend | carry).order_by().values("department")
    rows = grouped.annotate(
        to_mend=Count("pk", filter=mend),
        mend_by=Min("due", filter=mend & ~REPORTED),
        to_carry=Count("pk", filter=carry),
        carry_by=Min("due", filter=carry & ~REPORTED),
    )
    return [PushStanding(**row) for row in rows.order_by("department")]


REASONS = """
SELECT record.department, said ->> 3, said ->> 0, said ->> 1, count(*)
FROM exchange_version version JOIN exchange_record record ON record.id = version.record_id,
     LATERAL jsonb_array_elements(version.faults || version.answer) said
WHERE record.id IN ({visible})
GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 3, 4
"""


def faults_found(actor: Actor) -> list[FaultCount]:
    """GX-5.3: what was wrong, by whom, over all versions, the most frequent first."""
    visible, values = _visible(actor).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(REASONS.format(visible=visible), values)
        rows = cursor.fetchall()
    return [FaultCount(department, Family(family) if family else None, *said) for department, family, *said in rows]


def batches(actor: Actor) -> BatchRows:
    """The newest first. Who acts for one department sees none: a batch holds the rows of all."""
    found = within(actor, Batch.objects.all()) if actor.system or actor.whole_region else Batch.objects.none()
    return BatchRows(_counted(found).order_by("-number", "-pk"))


def batch(actor: Actor, pk: int) -> BatchRow:
    return _batch(read(actor, _counted(batches(actor).found.order_by()), clause="GX-5.2b", pk=pk))


def batch_file(actor: Actor, pk: int) -> tuple[str, str]:
    """Number and exact content."""
    row = read(actor, batches(actor).found, clause="GX-5.2b", pk=pk)
    return row.number, row.content


def rows_of_batch(actor: Actor, pk: int) -> RecordRows:
    """The records that a batch carried, as they stand now."""
    held = read(actor, batches(actor).found, clause="GX-5.2b", pk=pk)
    return RecordRows(Record.objects.filter(versions__batch=held).order_by("pk"))


def regions_waiting() -> list[tuple[str, str]]:
    """Region and table of what waits to be put into a batch: for the clock."""
    found = Record.objects.filter(status=RecordStatus.PENDING.value).order_by("region_path", "table")
    return list(found.values_list("region_path", "table").distinct())


def _visible(actor: Actor) -> QuerySet[Record]:
    return of_department(actor, within(actor, Record.objects.all()))


def _counted(found: QuerySet[Batch]) -> QuerySet[Batch]:
    said = {verdict.value: Count("versions", filter=Q(versions__verdict=verdict.value)) for verdict in (Verdict.ACCEPTED, Verdict.REJECTED)}
    return found.annotate(rows=Count("versions"), **said)


def row_of_record(row: Record) -> RecordRow:
    versions = sorted(row.versions.all(), key=lambda one: one.number)
    plain: Mapping[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return RecordRow(id=row.pk, status=RecordStatus(row.status), follows=row.follows_id, versions=tuple(map(_version, versions)), **plain)


def _version(row: Version) -> VersionRow:
    return VersionRow(
        number=row.number,
        operation=Operation(row.operation),
        content=tuple(row.content.items()),
        faults=remarks(row.faults),
        mapped_at=_local(row.mapped_at),
        batch=row.batch.number if row.batch else "",
        batch_id=row.batch_id,
        verdict=Verdict(row.verdict),
        answer=remarks(row.answer),
        answered_at=row.answered_at,
    )


def _local(at: datetime) -> datetime:
    return timezone.localtime(at)


def remarks(said: Sequence[Sequence[str]]) -> tuple[Remark, ...]:
    """As they are kept."""
    return tuple(Remark(column, reason, value, Family(family) if family else None) for column, reason, value, family in said)


def _batch(row: Any) -> BatchRow:
    plain = ("built_at", "sent_at", "answered_at", "times", "failures", "trouble", "next_try_at", "confirmed_at")
    times = {name: getattr(row, name) for name in plain}
    counts = {name: getattr(row, name) for name in ("rows", "accepted", "rejected")}
    return BatchRow(row.pk, row.region_path, row.number, row.table, BatchStatus(row.status), **counts, **times)
