from datetime import datetime

from django.db import IntegrityError

from yicha.disclosure.actions._articles import newest, own_article, without_persons
from yicha.disclosure.models import ArticleVersion
from yicha.disclosure.rules import articles as rules
from yicha.disclosure.states import ARTICLE_TRANSITIONS
from yicha.disclosure.types import ArticleRevised, ArticleStatus, DisclosurePermission, ReviseArticle
from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.WRITE, clause="YX-2.16")
def revise_article(actor: Actor, command: ReviseArticle, at: datetime, /) -> ArticleRevised:
    """更正: a new version waits to be read; what is public stays until it is published. Reason and history are public."""
    row = own_article(actor, command.article)
    step(ARTICLE_TRANSITIONS, ArticleStatus(row.status), "revise", clause="YX-2.16")
    rules.require_text(command.title, command.body, command.because)
    (title, body, because), taken = without_persons(command.title, command.body, command.because)
    number = newest(row).number + 1
    try:
        ArticleVersion.objects.create(
            article=row, number=number, title=title, body=body, because=because, written_by=actor.id, written_at=at
        )
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return ArticleRevised(row.pk, number, because, taken)
