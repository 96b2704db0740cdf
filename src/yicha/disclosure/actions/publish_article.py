from datetime import datetime

from yicha.disclosure.actions._articles import newest, own_article
from yicha.disclosure.queries import article, publication
from yicha.disclosure.rules import articles as rules
from yicha.disclosure.rules.pictures import require_confirmed
from yicha.disclosure.states import ARTICLE_TRANSITIONS, VERSION_TRANSITIONS
from yicha.disclosure.types import ArticlePublished, ArticleStatus, Column, DisclosurePermission, PublishArticle, VersionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


@use_case(may=DisclosurePermission.REVIEW, clause="YX-2.16 LYG-4.4c")
def publish_article(actor: Actor, command: PublishArticle, at: datetime, /) -> ArticlePublished:
    """审核发布: another than the writer has read the newest version. The version that it corrects stays readable."""
    row = own_article(actor, command.article)
    version = newest(row)
    rules.require_another(actor, version.written_by)
    require_confirmed(article(actor, row.pk))
    column, today = Column(row.column), working_days().day_of(at)
    rules.require_source(actor, column, publication(actor, row.result_id) if row.result_id else None)
    version.status = step(VERSION_TRANSITIONS, VersionStatus(version.status), "publish", clause="YX-2.16")
    version.reviewed_by, version.reviewed_at = actor.id, at
    version.save()
    row.status = step(ARTICLE_TRANSITIONS, ArticleStatus(row.status), "publish", clause="YX-2.16")
    row.version = version.number
    if row.published_at is None:
        months = norms_in_force(row.region_path, today).whole(NormCode.EXPOSURE_TERM)
        row.published_at, row.until = at, rules.public_until(column, today, months)
    row.save()
    return ArticlePublished(row.pk, version.number, row.until)
