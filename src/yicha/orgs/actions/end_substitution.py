from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Post
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.states import POST_TRANSITIONS
from yicha.orgs.types import EndSubstitution, OrgPermission, PostStatus, SubstitutionEnded


@use_case(may=OrgPermission.END_SUBSTITUTION, clause="WS-2.2")
def end_substitution(actor: Actor, command: EndSubstitution, at: datetime, /) -> SubstitutionEnded:
    lent = of_department(actor, Post.objects.filter(stands_in_for__isnull=False), "department_id")
    post = fetch(actor, lent, path="region__path", clause="WS-2.2", pk=command.post)
    require_reason(command.reason)
    post.status = step(POST_TRANSITIONS, PostStatus(post.status), "end", clause="WS-2.2")
    post.ended_at, post.ended_by, post.ended_reason = at, actor.id, command.reason
    post.save()
    return SubstitutionEnded(post.account_id, post.pk, command.reason)
