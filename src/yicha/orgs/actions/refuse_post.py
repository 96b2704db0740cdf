from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Post
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.states import POST_TRANSITIONS
from yicha.orgs.types import OrgPermission, PostRefused, PostStatus, RefusePost


@use_case(may=OrgPermission.APPROVE_POST, clause="WY-5.8b")
def refuse_post(actor: Actor, command: RefusePost, at: datetime, /) -> PostRefused:
    """Who may approve may also refuse; who proposed it is told why in the list."""
    post = fetch(actor, Post.objects.all(), path="region__path", clause="WY-5.8b", pk=command.post)
    require_reason(command.reason)
    post.status = step(POST_TRANSITIONS, PostStatus(post.status), "refuse", clause="WY-5.8b")
    post.ended_at, post.ended_by, post.ended_reason = at, actor.id, command.reason
    post.save()
    return PostRefused(post.account_id, post.pk, command.reason)
