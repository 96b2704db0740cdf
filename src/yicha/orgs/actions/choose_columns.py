from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.orgs.models import ListChoice
from yicha.orgs.rules.lists import require_keys
from yicha.orgs.types import ChooseColumns, ColumnsChosen, OrgPermission


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b")
def choose_columns(actor: Actor, command: ChooseColumns, at: datetime, /) -> ColumnsChosen:
    """列设置: which columns of a list this person sees, wherever he signs in."""
    require_keys((command.listing, *command.off))
    ListChoice.objects.update_or_create(account=actor.id, listing=command.listing, defaults={"off": sorted(command.off)})
    return ColumnsChosen(actor.id, command.listing, command.off)
