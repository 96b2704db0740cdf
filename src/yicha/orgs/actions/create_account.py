from datetime import datetime

from django.db import IntegrityError

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, Officer, Region
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.rules.posts import require_account
from yicha.orgs.types import AccountCreated, CreateAccount, OrgPermission


@use_case(may=OrgPermission.CREATE_ACCOUNT, clause="YX-2.13")
def create_account(actor: Actor, command: CreateAccount, at: datetime, /) -> AccountCreated:
    """An account without any right; rights are proposed by one administrator and approved by another."""
    new, officer = command.account, None
    region = read(actor, Region.objects.all(), path="path", clause="YX-2.13", code=command.region)
    if command.cert_no:
        in_post = Officer.objects.filter(in_post=True)
        officer = read(actor, in_post, path="department__region__path", clause="YX-2.13", cert_no=command.cert_no)
    require_account(new)
    account = Account(username=new.username, display_name=new.display_name, person=new.person, region=region, officer=officer)
    try:
        account.save(force_insert=True)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return AccountCreated(account.username, region.path, command.cert_no)
