from datetime import datetime

from yicha.disclosure.actions._articles import without_persons
from yicha.disclosure.models import Article, ArticleVersion
from yicha.disclosure.queries import publication
from yicha.disclosure.rules import articles as rules
from yicha.disclosure.types import ArticleWritten, Column, DisclosurePermission, WriteArticle
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.numbers import next_number
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days

PREFIXES = {Column.WORK_NEWS: "DT", Column.EXPOSURE_BOARD: "BG"}


@use_case(may=DisclosurePermission.WRITE, clause="YX-2.16")
def write_article(actor: Actor, command: WriteArticle, at: datetime, /) -> ArticleWritten:
    """工作动态、曝光台: an article waits to be read by another person. What says who a person is, is taken out at once."""
    if not actor.covers(command.region_path):
        absent("YX-2.16")
    rules.require_own(actor, command.department)
    rules.require_text(command.title, command.body)
    result = publication(actor, command.result) if command.result else None
    rules.require_source(actor, command.column, result)
    (title, body), taken = without_persons(command.title, command.body)
    year = working_days().day_of(at).year
    row = Article.objects.create(
        region_path=command.region_path,
        number=f"{PREFIXES[command.column]}-{year}-{next_number(f'article.{command.column}', command.region_path, year)}",
        column=command.column,
        department=command.department,
        result_id=result.id if result else None,
    )
    ArticleVersion.objects.create(article=row, number=1, title=title, body=body, written_by=actor.id, written_at=at)
    return ArticleWritten(row.pk, row.number, command.column, row.department, taken)
