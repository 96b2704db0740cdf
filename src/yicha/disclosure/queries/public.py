"""What anyone may read on a day: published, not withdrawn, not over. Nobody is asked who he is."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection
from django.db.models import Max, Q, QuerySet

from yicha.disclosure.models import Publication
from yicha.disclosure.queries.rows import row_of
from yicha.disclosure.rules.results import gravest
from yicha.disclosure.types import Asked, PublicationRow, PublicationStatus, PublicResult
from yicha.kernel.searching import having

BATCH = 500


def epoch() -> int:
    """Counts on with every change of what the public sees, in the same transaction: the version of a page kept by a cache."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM disclosure_epoch")
        (number,) = cursor.fetchone()
    return int(number)


def published(region_path: str, on: date) -> list[PublicationRow]:
    return [row_of(row) for row in public_rows(region_path, on).order_by("-published_at", "pk")]


def all_published(region_path: str, asked: Asked, on: date) -> Iterator[PublicationRow]:
    """For machines: department by department, the latest first, without holding them all."""
    found = narrowed(public_rows(region_path, on), asked).order_by("-published_at", "pk")
    return (row_of(row) for row in found.iterator(BATCH))


def latest(region_path: str, most: int, on: date) -> tuple[PublicResult, ...]:
    """The newest of all: what the page shows before anybody has asked."""
    newest = public_rows(region_path, on).order_by("-published_at", "pk").values_list("inspection", flat=True)[: 8 * most]
    return checks(region_path, list(dict.fromkeys(newest))[:most], on)


def results_of(region_path: str, sid: str, on: date) -> tuple[PublicResult, ...]:
    """All that was published of one subject, the newest check first."""
    found = public_rows(region_path, on).filter(sid=sid)
    return checks(region_path, _in_order(found), on)


def public_rows(region_path: str, on: date) -> QuerySet[Publication]:
    """What is public on a day: not withdrawn, and its term not over."""
    lasts = Q(until__isnull=True) | Q(until__gte=on)
    return (
        Publication.objects.filter(lasts, region_path=region_path, status=PublicationStatus.PUBLISHED)
        .select_related("inspection")
        .prefetch_related("corrections")
    )


def narrowed(found: QuerySet[Publication], asked: Asked) -> QuerySet[Publication]:
    wanted = {"outcome": asked.outcome, "department": asked.department, "year": asked.year}
    kept = found.filter(**{name: value for name, value in wanted.items() if value})
    return having(kept, asked.text) if asked.text else kept


def _in_order(found: QuerySet[Publication]) -> QuerySet[Publication, int]:
    newest = found.order_by().values("inspection").annotate(last=Max("checked_at")).order_by("-last", "-inspection")
    return newest.values_list("inspection", flat=True)


def checks(region_path: str, inspections: Iterable[int], on: date) -> tuple[PublicResult, ...]:
    """The inspections in the order given, each with all that is published of it, whatever narrowed the question."""
    order = list(inspections)
    parts: dict[int, list[PublicationRow]] = {number: [] for number in order}
    for row in public_rows(region_path, on).filter(inspection__in=order).order_by("pk"):
        parts[row.inspection_id].append(row_of(row))
    found = [sorted(rows, key=lambda row: row.departments.index(row.department)) for rows in parts.values()]
    return tuple(PublicResult(tuple(rows), gravest(row.outcome for row in rows)) for rows in found)
