from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, of_department, read, within
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, HandOver, Post
from yicha.orgs.queries.accounts import departments_served, in_force
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.rules.posts import require_apart, require_colleague
from yicha.orgs.types import DutiesHandedOver, OrgPermission, PostStatus
from yicha.orgs.types import HandOver as Command


@use_case(may=OrgPermission.HAND_OVER, clause="WS-2.2")
def hand_over(actor: Actor, command: Command, at: datetime, /) -> DutiesHandedOver:
    """Within the actor's departments. The rooms that hold open work pass it on when they hear the event."""
    departments, posts = _posts(actor, command.account, at)
    accounts = Account.objects.select_related("officer")
    account = read(actor, accounts, path="region__path", clause="WS-2.2", username=command.account)
    successor = read(actor, accounts.filter(disabled_at=None), path="region__path", clause="WS-2.2", username=command.successor)
    require_reason(command.reason)
    require_apart(successor.username, {account.username})
    for department in departments:
        require_colleague(departments_served(successor.username, at), department)
    Post.objects.filter(pk__in=posts).update(status=PostStatus.ENDED, ended_at=at, ended_by=actor.id, ended_reason=command.reason)
    said = {"departments": list(departments), "reason": command.reason, "by": actor.id}
    HandOver.objects.create(account=account, successor=successor, at=at, **said)
    return DutiesHandedOver(
        account=account.username,
        cert_no=_cert_no(account),
        successor=successor.username,
        successor_cert_no=_cert_no(successor),
        departments=departments,
        posts=posts,
        reason=command.reason,
    )


def _posts(actor: Actor, account: str, at: datetime) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The departments and numbers of the posts to end, locked."""
    held = Post.objects.filter(in_force(at), account=account, department__isnull=False).order_by("pk")
    own = of_department(actor, within(actor, held, "region__path"), "department_id")
    found = list(own.select_for_update(of=("self",), no_key=True).values_list("department_id", "pk"))
    if not found:
        absent("WS-2.2")
    return tuple(sorted({str(department) for department, _ in found})), tuple(pk for _, pk in found)


def _cert_no(account: Account) -> str:
    return account.officer.cert_no if account.officer else ""
