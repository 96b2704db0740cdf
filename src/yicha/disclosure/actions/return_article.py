from datetime import datetime

from yicha.disclosure.actions._articles import newest, own_article
from yicha.disclosure.rules import articles as rules
from yicha.disclosure.states import VERSION_TRANSITIONS
from yicha.disclosure.types import ArticleReturned, DisclosurePermission, ReturnArticle, VersionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.REVIEW, clause="YX-2.16")
def return_article(actor: Actor, command: ReturnArticle, at: datetime, /) -> ArticleReturned:
    """退回: the newest version is not fit to be published, and why."""
    row = own_article(actor, command.article)
    version = newest(row)
    rules.require_another(actor, version.written_by)
    rules.require_text(command.because)
    version.status = step(VERSION_TRANSITIONS, VersionStatus(version.status), "return", clause="YX-2.16")
    version.reviewed_by, version.reviewed_at, version.returned_because = actor.id, at, command.because
    version.save()
    return ArticleReturned(row.pk, version.number, command.because)
