"""Which problems many subjects have, and what was told of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db.models import Count, QuerySet

from yicha.engines.deadlines import BEIJING, latest_day
from yicha.followups import models
from yicha.followups.types import CircularRow, ReceiptRow, SpreadProblem
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode

MOST = 3


def spread_problems(actor: Actor, region_path: str, at: datetime) -> list[SpreadProblem]:
    """Those of as many subjects as the norm says, the most first."""
    least = norms_in_force(region_path, working_days().day_of(at)).whole(NormCode.SPREAD_SUBJECTS)
    return [spread_of(actor, region_path, at, *pair) for pair in _counted(_since(actor, region_path, at), least)]


def spread_of(actor: Actor, region_path: str, at: datetime, item_code: str, point: str) -> SpreadProblem:
    """One point, however few have it; a subject counts once however often it failed."""
    since = first_day(region_path, at)
    rows = list(_since(actor, region_path, at).filter(item_code=item_code, point=point).select_related("subject"))
    told = models.Circular.objects.filter(region_path=region_path, item_code=item_code, point=point, issued_at__date__gte=since)
    places = {row.subject_id: (row.subject.town, row.subject.industry or "") for row in rows}
    towns, industries = ([place[n] for place in places.values()] for n in (0, 1))
    content = max(rows, key=lambda row: row.checked_at).content if rows else point
    return SpreadProblem(item_code, point, content, len(places), since, _most(towns), _most(industries), told.count())


def circulars(actor: Actor) -> list[CircularRow]:
    """Of the region, the latest first: who issued it and who is told see it, and whoever reads this room."""
    return [_circular(row) for row in within(actor, _all()).order_by("-issued_at", "-pk")]


def circular(actor: Actor, pk: int) -> CircularRow:
    return _circular(read(actor, _all(), clause="LYG-4.4b", pk=pk))


def first_day(region_path: str, at: datetime) -> date:
    """So many months back as the norm says."""
    today = working_days().day_of(at)
    return latest_day(today, norms_in_force(region_path, today).term(NormCode.SPREAD_MONTHS), working_days())


def _since(actor: Actor, region_path: str, at: datetime) -> QuerySet[models.Problem]:
    begin = datetime.combine(first_day(region_path, at), time(), BEIJING)
    return within(actor, models.Problem.objects.filter(region_path=region_path, checked_at__gte=begin, checked_at__lte=at))


def _counted(found: QuerySet[models.Problem], least: int) -> list[tuple[str, str]]:
    counted = found.values("item_code", "point").annotate(subjects=Count("subject", distinct=True)).filter(subjects__gte=least)
    return [(row["item_code"], row["point"]) for row in counted.order_by("-subjects", "item_code", "point")]


def _most(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted: Sequence[tuple[str, int]] = Counter(filter(None, names)).most_common(MOST)
    return tuple(counted)


def _all() -> QuerySet[models.Circular]:
    return models.Circular.objects.prefetch_related("receipts")


def _circular(row: models.Circular) -> CircularRow:
    receipts = sorted(row.receipts.all(), key=lambda one: one.pk)
    return CircularRow(
        id=row.pk,
        number=row.number,
        region_path=row.region_path,
        department=row.department,
        content=row.content,
        subjects=row.subjects,
        since=row.since,
        government=row.government,
        words=row.words,
        issued_at=row.issued_at,
        receipts=tuple(ReceiptRow(one.department, one.measures, one.at) for one in receipts),
    )
