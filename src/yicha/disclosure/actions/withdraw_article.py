from datetime import datetime

from yicha.disclosure.actions._articles import own_article
from yicha.disclosure.rules import articles as rules
from yicha.disclosure.states import ARTICLE_TRANSITIONS
from yicha.disclosure.types import ArticleStatus, ArticleWithdrawn, DisclosurePermission, WithdrawArticle
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.REVIEW, clause="YX-2.16 LYG-4.4c")
def withdraw_article(actor: Actor, command: WithdrawArticle, at: datetime, /) -> ArticleWithdrawn:
    """撤下: all versions vanish for the public at once; inside, they and the reason are kept."""
    row = own_article(actor, command.article)
    rules.require_text(command.because)
    row.status = step(ARTICLE_TRANSITIONS, ArticleStatus(row.status), "withdraw", clause="YX-2.16")
    row.withdrawn_because = command.because
    row.save()
    return ArticleWithdrawn(row.pk, command.because)
