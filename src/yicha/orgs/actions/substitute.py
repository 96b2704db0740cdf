from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch, of_department, read
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, Post
from yicha.orgs.queries.accounts import departments_served, in_force
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.rules.posts import require_apart, require_colleague, require_lendable, require_period
from yicha.orgs.types import OrgPermission, PostStatus, Substitute, Substituted


@use_case(may=OrgPermission.SUBSTITUTE, clause="WS-2.2")
def substitute(actor: Actor, command: Substitute, at: datetime, /) -> Substituted:
    """One person's decision is enough: the right stays in the department and is already held by a colleague."""
    own = of_department(actor, Post.objects.filter(in_force(at)), "department_id")
    lent = fetch(actor, own, path="region__path", clause="WS-2.2", pk=command.post)
    enabled = Account.objects.filter(disabled_at=None)
    account = read(actor, enabled, path="region__path", clause="WS-2.2", username=command.account)
    require_reason(command.reason)
    require_period(command.valid_from, command.valid_to, at)
    require_lendable(Role(lent.role), is_lent=lent.stands_in_for_id is not None)
    require_apart(account.username, {lent.account_id, actor.id})
    require_colleague(departments_served(account.username, at), lent.department_id or "")
    try:
        post = _lend(actor, lent, account, command)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return Substituted(account.username, post.pk, lent.pk, lent.account_id, command.reason)


def _lend(actor: Actor, lent: Post, account: Account, command: Substitute) -> Post:
    return Post.objects.create(
        account=account,
        role=lent.role,
        region_id=lent.region_id,
        department_id=lent.department_id,
        status=PostStatus.APPROVED,
        valid=DateTimeTZRange(command.valid_from, command.valid_to),
        stands_in_for=lent,
        reason=command.reason,
        proposed_by=actor.id,
        approved_by=actor.id,
    )
