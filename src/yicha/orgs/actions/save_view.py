from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.orgs.models import SavedView
from yicha.orgs.rules.lists import require_keys, require_view
from yicha.orgs.types import OrgPermission, SaveView, ViewSaved


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b")
def save_view(actor: Actor, command: SaveView, at: datetime, /) -> ViewSaved:
    """存为视图: the filter of a list under a name of one's own. Its link shows anybody the same, as far as he may see it."""
    require_keys((command.listing,))
    name = command.name.strip()
    own = SavedView.objects.filter(account=actor.id, listing=command.listing)
    require_view(name, command.query, own.exclude(name=name).count())
    SavedView.objects.update_or_create(account=actor.id, listing=command.listing, name=name, defaults={"query": command.query})
    return ViewSaved(actor.id, command.listing, name, command.query)
