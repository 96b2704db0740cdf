"""Reads of articles: inside by jurisdiction; for everybody, what is public today."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from yicha.disclosure.models import Article, ArticleVersion, Publication, QuotaNote
from yicha.disclosure.queries.pictures import live_pictures
from yicha.disclosure.types import ArticleRow, ArticleStatus, Column, PublicationStatus, Quota, VersionRow, VersionStatus
from yicha.engines.deadlines import add_months
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, of_department, read, within
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode

WISHED = {Column.WORK_NEWS: NormCode.NEWS, Column.EXPOSURE_BOARD: NormCode.EXPOSURE}


def article(actor: Actor, pk: int) -> ArticleRow:
    return _row(read(actor, _all(), clause="YX-2.16", pk=pk))


def articles(actor: Actor, column: Column) -> list[ArticleRow]:
    """Of the actor's department, or of all for who acts for the region; what waits to be read on top, then the newest."""
    waiting = ArticleVersion.objects.filter(article=OuterRef("pk"), status=VersionStatus.WAITING)
    found = of_department(actor, within(actor, _all().filter(column=column))).annotate(waits=Exists(waiting))
    return [_row(row) for row in found.order_by("-waits", "-pk")]


def public_articles(region_path: str, column: Column, on: date) -> list[ArticleRow]:
    """What everybody reads on a day, the newest first."""
    return [_row(row) for row in _public(region_path, on).filter(column=column).order_by("-published_at", "-pk")]


def public_article(region_path: str, number: str, on: date) -> ArticleRow:
    """NotFound also for what was withdrawn, is over, or speaks of a result that is no longer public."""
    row = _public(region_path, on).filter(number=number).first()
    return _row(row) if row else absent("YX-2.16")


def public_picture(region_path: str, number: str, place: int, on: date) -> str:
    """Digest of the copy that everybody may get, at its place in an article; NotFound as soon as the article is."""
    found = public_article(region_path, number, on).public_pictures
    return next((one.copy for one in found if one.place == place), "") or absent("YX-2.16")


def quotas(region_path: str, on: date) -> list[Quota]:
    """Of the month of a day: how many articles came out, against what the norm wishes."""
    first = on.replace(day=1)
    norms = norms_in_force(region_path, on)
    notes = dict(QuotaNote.objects.filter(region_path=region_path, month=first).values_list("column", "because"))
    out = Article.objects.filter(region_path=region_path, published_at__date__gte=first, published_at__date__lt=add_months(first, 1))
    counted = [out.filter(column=column, status=ArticleStatus.PUBLISHED).count() for column in Column]
    return [Quota(column, count, norms.whole(WISHED[column]), notes.get(column, "")) for column, count in zip(Column, counted, strict=True)]


def _all() -> QuerySet[Article]:
    return Article.objects.select_related("result__inspection").prefetch_related("versions", "pictures")


def _public(region_path: str, on: date) -> QuerySet[Article]:
    stands = Q(result__isnull=True) | Q(result__status=PublicationStatus.PUBLISHED)
    lasts = Q(until__isnull=True) | Q(until__gte=on)
    return _all().filter(stands, lasts, region_path=region_path, status=ArticleStatus.PUBLISHED)


def _row(row: Article) -> ArticleRow:
    result: Publication | None = row.result
    return ArticleRow(
        id=row.pk,
        number=row.number,
        column=Column(row.column),
        department=row.department,
        status=ArticleStatus(row.status),
        version=row.version,
        published_at=row.published_at,
        until=row.until,
        withdrawn_because=row.withdrawn_because,
        inspection=result.inspection.number if result else "",
        sid=result.sid if result else "",
        name=result.name if result else "",
        versions=tuple(_version(one) for one in sorted(row.versions.all(), key=lambda one: one.number)),
        pictures=live_pictures(row.pictures.all()),
    )


def _version(row: ArticleVersion) -> VersionRow:
    return VersionRow(
        number=row.number,
        title=row.title,
        body=row.body,
        because=row.because,
        status=VersionStatus(row.status),
        written_by=row.written_by,
        written_at=row.written_at,
        reviewed_at=row.reviewed_at,
        returned_because=row.returned_because,
    )
