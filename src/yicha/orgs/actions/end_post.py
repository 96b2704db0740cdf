from datetime import datetime

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Post
from yicha.orgs.queries.accounts import other_administrators
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.rules.posts import require_remaining
from yicha.orgs.states import POST_TRANSITIONS
from yicha.orgs.types import ADMINISTRATORS, EndPost, OrgPermission, PostEnded, PostStatus


@use_case(may=OrgPermission.END_POST, clause="WY-5.8b")
def end_post(actor: Actor, command: EndPost, at: datetime, /) -> PostEnded:
    """Taking a right away needs one person: it takes effect at the next request."""
    post = fetch(actor, Post.objects.select_related("region"), path="region__path", clause="WY-5.8b", pk=command.post)
    require_reason(command.reason)
    if Role(post.role) in ADMINISTRATORS and post.status == PostStatus.APPROVED:
        require_remaining(other_administrators(post, at))
    post.status = step(POST_TRANSITIONS, PostStatus(post.status), "end", clause="WY-5.8b")
    post.ended_at, post.ended_by, post.ended_reason = at, actor.id, command.reason
    post.save()
    return PostEnded(post.account_id, post.pk, command.reason)
