"""How the portal fared, as the worker measured it."""

from datetime import date, datetime, timedelta
from typing import Final

from yicha.disclosure.models import Article, Publication, QuotaNote, WatchDay
from yicha.disclosure.types import ArticleStatus, Column, DeadLink, PublicationStatus, Watch, WatchRow
from yicha.norms.queries import norms_in_force
from yicha.norms.types import COUNTRY, NormCode

DAYS: Final = 7


def watch(today: date) -> Watch:
    """Of the last seven days. Public: it says nothing of anybody but this house."""
    rows = list(WatchDay.objects.filter(day__gt=today - timedelta(days=DAYS), day__lte=today).order_by("-day"))
    walk = next((row for row in rows if row.followed_at), None)
    return Watch(
        days=tuple(WatchRow(row.day, row.looks, row.missed, row.trouble, row.looked_at) for row in rows),
        links=walk.links if walk else 0,
        dead=tuple(DeadLink(*one) for one in walk.dead) if walk else (),
        followed_at=walk.followed_at if walk else None,
        down_pct=norms_in_force(COUNTRY, today).whole(NormCode.PORTAL_DOWN_PCT) if rows else 0,
    )


def result_published_at(region_path: str) -> datetime | None:
    """When a result was last published, whether it is public still or not."""
    newest = Publication.objects.filter(region_path=region_path, published_at__isnull=False).exclude(status=PublicationStatus.DRAFT)
    return newest.order_by("-published_at").values_list("published_at", flat=True).first()


def article_published_at(region_path: str, column: Column) -> datetime | None:
    newest = Article.objects.filter(region_path=region_path, column=column, published_at__isnull=False).exclude(status=ArticleStatus.DRAFT)
    return newest.order_by("-published_at").values_list("published_at", flat=True).first()


def none_because(region_path: str, column: Column, month: date) -> str:
    """Why a month has none that qualifies, if somebody has said so."""
    found = QuotaNote.objects.filter(region_path=region_path, column=column, month=month.replace(day=1)).first()
    return found.because if found else ""
