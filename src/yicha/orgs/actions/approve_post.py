from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, Post, Session
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.rules.posts import require_apart, require_period
from yicha.orgs.states import POST_TRANSITIONS
from yicha.orgs.types import ADMINISTRATORS, ApprovePost, OrgPermission, PostApproved, PostStatus


@use_case(may=OrgPermission.APPROVE_POST, clause="WY-5.8b YX-2.13")
def approve_post(actor: Actor, command: ApprovePost, at: datetime, /) -> PostApproved:
    post = fetch(actor, Post.objects.filter(account__disabled_at=None), path="region__path", clause="WY-5.8b", pk=command.post)
    post.status = step(POST_TRANSITIONS, PostStatus(post.status), "approve", clause="WY-5.8b")
    require_apart(actor.id, {post.proposed_by, post.account_id})
    require_period(post.valid.lower, post.valid.upper, at)
    post.valid = DateTimeTZRange(max(post.valid.lower, at), post.valid.upper)
    post.approved_by = actor.id
    try:
        post.save()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    if Role(post.role) in ADMINISTRATORS:
        _begin_anew(post.account)
    return PostApproved(post.account_id, post.pk, Role(post.role))


def _begin_anew(account: Account) -> None:
    """Whoever made the account may have opened its first link: as an administrator it gets a new password, by a link of two persons."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Session.objects.filter(account=account.username).delete()
