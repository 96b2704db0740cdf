from datetime import datetime

from yicha.engines.ledger import VerifierKey
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.models import Witness
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import is_whole_home
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.types import DismissWitness, OrgPermission, WitnessDismissed


@use_case(may=OrgPermission.APPOINT_WITNESS, clause="GX-5.1")
def dismiss_witness(actor: Actor, command: DismissWitness, at: datetime, /) -> WitnessDismissed:
    """No further checkpoint is brought to it. What it cosigned stays, and so does the reason, for everybody to see."""
    found = Witness.objects.select_for_update().filter(pk=command.witness, ended_at=None).first() if is_whole_home(actor) else None
    witness = found or absent("GX-5.1")
    require_reason(command.reason)
    witness.ended_at = at
    witness.save()
    return WitnessDismissed(witness.pk, VerifierKey.parse(witness.key).name, command.reason)
