"""列设置、视图: how a person keeps a list."""

from yicha.kernel.actor import Actor
from yicha.orgs.models import ListChoice, SavedView
from yicha.orgs.types import KeptList, ViewRow


def kept_list(actor: Actor, listing: str) -> KeptList:
    """The actor's own; as it comes, if he has chosen nothing."""
    choice = ListChoice.objects.filter(account=actor.id, listing=listing).first()
    views = SavedView.objects.filter(account=actor.id, listing=listing).order_by("name")
    return KeptList(frozenset(choice.off if choice else ()), tuple(ViewRow(one.pk, one.name, one.query) for one in views))
