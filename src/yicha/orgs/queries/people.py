"""How the people are called who acted."""

from collections.abc import Collection, Mapping
from datetime import datetime

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import within
from yicha.orgs.models import Account, Post
from yicha.orgs.queries.permission import demand
from yicha.orgs.types import OrgPermission, PostStatus


def people(actor: Actor, accounts: Collection[str]) -> Mapping[str, str]:
    """Account → name, of those in the jurisdiction. Who holds an office does so under his name."""
    demand(actor, OrgPermission.READ)
    found = within(actor, Account.objects.filter(pk__in=accounts), "region__path")
    return dict(found.values_list("username", "display_name"))


def holders(role: Role, departments: Collection[str], at: datetime) -> list[str]:
    """The accounts in such a post at a moment, for messages to them; asks for no right, because nobody reads the answer."""
    return _accounts(at, role=role, department_id__in=departments)


def holders_in(role: Role, region_path: str, at: datetime) -> list[str]:
    """The accounts in such a post of the region itself, in whatever department, likewise."""
    return _accounts(at, role=role, region__path=region_path)


def holders_for(sid: str, at: datetime) -> list[str]:
    """The accounts of an enterprise, likewise."""
    return _accounts(at, role=Role.ENTERPRISE, subject=sid)


def accounts_of_officers(cert_nos: Collection[str]) -> list[str]:
    """The accounts of officers in post, likewise."""
    found = Account.objects.filter(officer__cert_no__in=cert_nos, officer__in_post=True, disabled_at=None)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _accounts(at: datetime, **asked: object) -> list[str]:
    found = Post.objects.filter(status=PostStatus.APPROVED, valid__contains=at, account__disabled_at=None, **asked)
    return sorted(set(found.values_list("account_id", flat=True)))
