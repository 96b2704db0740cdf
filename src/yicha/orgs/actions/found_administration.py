from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import read
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, Post, Region
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.rules.posts import require_account
from yicha.orgs.types import AdministrationFounded, FoundAdministration, NewAccount, OrgPermission, PostStatus


@use_case(may=OrgPermission.FOUND_ADMINISTRATION, clause="WY-5.8b")
def found_administration(actor: Actor, command: FoundAdministration, at: datetime, /) -> AdministrationFounded:
    """No role may do this: only `setup`, as the system itself, and the database allows it once."""
    region = read(actor, Region.objects.all(), path="path", clause="WY-5.8b", code=command.region)
    chosen = {
        Role.SYSTEM_ADMIN: command.system_admin,
        Role.SECURITY_ADMIN: command.security_admin,
        Role.AUDIT_ADMIN: command.audit_admin,
    }
    try:
        posts = [_appoint(actor, role, account, region, at) for role, account in chosen.items()]
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return AdministrationFounded(region.path, tuple(post.account_id for post in posts), tuple(post.pk for post in posts))


def _appoint(actor: Actor, role: Role, new: NewAccount, region: Region, at: datetime) -> Post:
    require_account(new)
    account = Account(username=new.username, display_name=new.display_name, person=new.person, region=region)
    account.save(force_insert=True)
    return Post.objects.create(
        account=account,
        role=role,
        region=region,
        status=PostStatus.APPROVED,
        valid=DateTimeTZRange(at, None),
        founding=True,
        proposed_by=actor.id,
        approved_by=actor.id,
    )
