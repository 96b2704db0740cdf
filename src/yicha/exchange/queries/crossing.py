"""多源比对: claims of all sources beside the register, and the differences that were found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from yicha.engines.quality import Claim, Difference, differences
from yicha.exchange.models import Record, SourceDifference, Version
from yicha.exchange.rules.crossing import THERE, cross_rules, said_in, standing_of
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.types import CrossCount, DifferenceRow, DifferenceStatus, SourceKind
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import of_department, read, within
from yicha.permits.queries import permit_regions, permits_said
from yicha.subjects.queries import closed_among, subjects_by_sid
from yicha.subjects.types import SubjectRow

AT_ONCE = 2_000
SORTED = frozenset({"name", "rule", "department", "due"})
PLAIN = ("region_path", "sid", "name", "rule", "department", "paper", "ours", "theirs", "found_at", "due", "closed_at", "reason")


def regions_compared() -> list[str]:
    """Those in which anybody besides the register says something: for the clock."""
    return sorted({*permit_regions(), *Record.objects.order_by().values_list("region_path", flat=True).distinct()})


def found_differences(region_path: str, today: date) -> Iterator[tuple[SubjectRow, str, Difference]]:
    """Subject, paper, difference. The caller keeps the region's register from changing meanwhile, or looks again tomorrow."""
    said = [*_permits(region_path, today), *_records(region_path)]
    for start in range(0, len(said), AT_ONCE):
        papers = {id(claim): paper for claim, paper in said[start : start + AT_ONCE]}
        claims = [claim for claim, _paper in said[start : start + AT_ONCE]]
        rows = subjects_by_sid(SYSTEM, {claim.subject for claim in claims})
        for one in differences(_register(rows), claims, cross_rules()):
            yield rows[one.claim.subject], papers[id(one.claim)], one


def _register(rows: Mapping[str, SubjectRow]) -> dict[str, dict[str, str]]:
    closed = closed_among({row.sid for row in rows.values()})
    return {
        sid: {
            "name": row.name,
            "address": row.address or "",
            "standing": standing_of(row.status or "", closed=row.sid in closed),
        }
        for sid, row in rows.items()
    }


def _permits(region_path: str, today: date) -> Iterator[tuple[Claim, str]]:
    """Of each subject and department the permit granted last; one that holds says that the subject is there."""
    for one in permits_said(region_path, today):
        said = {"name": one.name} | ({"standing": THERE} if one.holds else {})
        yield Claim(one.sid, SourceKind.PERMITS, one.department, said), one.number


def _records(region_path: str) -> Iterator[tuple[Claim, str]]:
    """Of each subject and department the check made last, in its last version."""
    newest = (
        Record.objects.filter(region_path=region_path, table=CHECKS, withdrawn_because="")
        .exclude(sid="")
        .order_by("sid", "department", "-checked_at", "-pk")
        .distinct("sid", "department")
    )
    last = Version.objects.filter(record__in=newest.values("pk")).order_by("record", "-number").distinct("record")
    told = last.values_list("record__sid", "record__department", "record__given_by", "record__key", "content")
    for sid, department, given_by, key, content in told.iterator(AT_ONCE):
        yield Claim(sid, SourceKind.RECORDS, department, said_in(CHECKS, content, given=bool(given_by))), key


class DifferenceRows(Sequence[DifferenceRow]):
    """Counted and sliced by the database: pages of many."""

    def __init__(self, found: QuerySet[SourceDifference]) -> None:
        self.found = found

    def __len__(self) -> int:
        return self.found.count()

    def __getitem__(self, index: Any) -> Any:
        return [_row(row) for row in self.found[index]] if isinstance(index, slice) else _row(self.found[index])


def source_differences(actor: Actor, status: DifferenceStatus | None = None, department: str = "", order: str = "") -> DifferenceRows:
    """Those that the actor's department answers for, or of all for who acts for the region; in the order of a column (`SORTED`), else what
    is due first on top.
    """
    asked = {"status": status, "department": department}
    found = _visible(actor).filter(**{name: value for name, value in asked.items() if value})
    return DifferenceRows(found.order_by(*([order] if order.removeprefix("-") in SORTED else []), "due", "pk"))


def source_difference(actor: Actor, pk: int) -> DifferenceRow:
    return _row(read(actor, _visible(actor), clause="GX-5.3", pk=pk))


def crossed_by_provider(actor: Actor, today: date) -> list[CrossCount]:
    """GX-5.3: 谁提供谁负责: who has most to look at first."""
    counts = {status.value: Count("pk", filter=Q(status=status)) for status in DifferenceStatus}
    late = Count("pk", filter=Q(status=DifferenceStatus.OPEN, due__lt=today))
    found = _visible(actor).order_by().values("department").annotate(late=late, **counts)
    return sorted((CrossCount(**cast("dict[str, Any]", row)) for row in found), key=lambda one: (-one.open, one.department))


def _visible(actor: Actor) -> QuerySet[SourceDifference]:
    return of_department(actor, within(actor, SourceDifference.objects.all()))


def _row(row: SourceDifference) -> DifferenceRow:
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return DifferenceRow(id=row.pk, source=SourceKind(row.source), status=DifferenceStatus(row.status), **plain)
