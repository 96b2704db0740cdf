from datetime import datetime

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, OneTimeLink, Post, Session
from yicha.orgs.queries.accounts import other_administrators
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.rules.posts import require_remaining
from yicha.orgs.types import ADMINISTRATORS, AccountDisabled, DisableAccount, OrgPermission, PostStatus


@use_case(may=OrgPermission.DISABLE_ACCOUNT, clause="WY-5.8b")
def disable_account(actor: Actor, command: DisableAccount, at: datetime, /) -> AccountDisabled:
    """For good: the same person gets a new account, and its rights are granted anew by two people."""
    enabled = Account.objects.filter(disabled_at=None)
    account = fetch(actor, enabled, path="region__path", clause="WY-5.8b", username=command.account)
    require_reason(command.reason)
    open_posts = Post.objects.filter(account=account).exclude(status=PostStatus.ENDED).order_by("pk")
    posts = list(open_posts.select_for_update(no_key=True).select_related("region"))
    for post in posts:
        if Role(post.role) in ADMINISTRATORS and post.status == PostStatus.APPROVED:
            require_remaining(other_administrators(post, at))
    open_posts.update(status=PostStatus.ENDED, ended_at=at, ended_by=actor.id, ended_reason=command.reason)
    OneTimeLink.objects.filter(account=account, ended_at=None).update(ended_at=at)
    Session.objects.filter(account=account.username).delete()
    account.disabled_at = at
    account.save(update_fields=["disabled_at"])
    return AccountDisabled(account.username, tuple(post.pk for post in posts), command.reason)
