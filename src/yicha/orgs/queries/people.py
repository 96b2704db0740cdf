"""How the people are called who acted."""

from collections.abc import Collection, Mapping

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.orgs.models import Account
from yicha.orgs.queries.permission import demand
from yicha.orgs.types import OrgPermission


def people(actor: Actor, accounts: Collection[str]) -> Mapping[str, str]:
    """Account → name, of those in the jurisdiction. Who holds an office does so under his name."""
    demand(actor, OrgPermission.READ)
    found = within(actor, Account.objects.filter(pk__in=accounts), "region__path")
    return dict(found.values_list("username", "display_name"))
