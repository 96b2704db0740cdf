from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, Department, Post, Region
from yicha.orgs.queries.accounts import roles_held
from yicha.orgs.rules.inputs import require_text
from yicha.orgs.rules.places import require_below
from yicha.orgs.rules.posts import require_apart, require_one_sphere, require_period, require_stand
from yicha.orgs.types import OrgPermission, PostProposed, ProposePost


@use_case(may=OrgPermission.PROPOSE_POST, clause="WY-5.8b YX-2.13")
def propose_post(actor: Actor, command: ProposePost, at: datetime, /) -> PostProposed:
    """Gives no right yet: another administrator has to approve."""
    day, valid = timezone.localdate(at), DateTimeTZRange(command.valid_from or at, command.valid_to)
    enabled = Account.objects.filter(disabled_at=None)
    account = read(actor, enabled, path="region__path", clause="WY-5.8b", username=command.account)
    region = read(actor, Region.objects.filter(valid__contains=day), path="path", clause="WY-5.8b", code=command.region)
    require_text(command.subject or "-", 32, "主体编号", "WS-2.2")
    require_stand(command.role, command.department, command.subject)
    require_apart(actor.id, {account.username})
    require_period(valid.lower, valid.upper, at)
    require_one_sphere(command.role, roles_held(account.username, valid))
    department = _department(actor, command, day, region) if command.department else None
    post = Post.objects.create(
        account=account,
        role=command.role,
        region=region,
        department=department,
        subject=command.subject,
        valid=valid,
        proposed_by=actor.id,
    )
    return PostProposed(account.username, post.pk, command.role, region.path, command.department)


def _department(actor: Actor, command: ProposePost, day: date, region: Region) -> Department:
    existing = Department.objects.filter(valid__contains=day).select_related("region")
    department = read(actor, existing, path="region__path", clause="WY-5.8b", code=command.department)
    require_below(region.path, department.region.path)
    return department
