from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.orgs.models import SavedView
from yicha.orgs.types import DropView, OrgPermission, ViewDropped


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b")
def drop_view(actor: Actor, command: DropView, at: datetime, /) -> ViewDropped:
    """One's own only; somebody else's is as unknown as one that never was."""
    found = SavedView.objects.select_for_update().filter(account=actor.id, pk=command.view).first()
    if found is None:
        absent("WY-5.8b")
    found.delete()
    return ViewDropped(actor.id, found.listing, found.name)
