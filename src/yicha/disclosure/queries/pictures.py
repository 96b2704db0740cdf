"""Pictures inside: of the own department, or of all for who acts for the region."""

from collections.abc import Iterable

from yicha.disclosure.models import Article, ArticlePicture
from yicha.disclosure.types import Mark, PictureRow, PictureStatus
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.files import FileRow, file_of
from yicha.kernel.jurisdiction import absent, of_department, within


def picture(actor: Actor, pk: int) -> PictureRow:
    return _row(_found(actor, pk))


def picture_original(actor: Actor, pk: int) -> FileRow:
    """As it was brought: for who marks it. It is shown nowhere else."""
    return file_of(actor, _found(actor, pk).original, clause="YX-2.16")


def picture_copy(actor: Actor, pk: int) -> bytes:
    """What the public gets, once it is confirmed."""
    return content_of(_found(actor, pk).copy or absent("YX-2.16"))


def live_pictures(rows: Iterable[ArticlePicture]) -> tuple[PictureRow, ...]:
    kept = (row for row in rows if row.status != PictureStatus.REMOVED)
    return tuple(_row(row) for row in sorted(kept, key=lambda row: row.place))


def _found(actor: Actor, pk: int) -> ArticlePicture:
    seen = of_department(actor, within(actor, Article.objects.all()))
    found = ArticlePicture.objects.exclude(status=PictureStatus.REMOVED).filter(pk=pk, article__in=seen).first()
    return found or absent("YX-2.16")


def _row(row: ArticlePicture) -> PictureRow:
    return PictureRow(
        id=row.pk,
        article=row.article_id,
        place=row.place,
        version=row.version,
        caption=row.caption,
        marks=tuple(Mark(*one) for one in row.marks),
        status=PictureStatus(row.status),
        copy=row.copy,
        marked_by=row.marked_by,
        returned_because=row.returned_because,
    )
