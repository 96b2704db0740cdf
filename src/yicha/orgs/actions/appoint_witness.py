from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.models import Witness
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import is_whole_home
from yicha.orgs.rules.witnesses import require_witness_address, require_witness_key
from yicha.orgs.types import AppointWitness, OrgPermission, WitnessAppointed


@use_case(may=OrgPermission.APPOINT_WITNESS, clause="GX-5.1")
def appoint_witness(actor: Actor, command: AppointWitness, at: datetime, /) -> WitnessAppointed:
    """From now on each checkpoint is brought to this witness. The log is one for all regions, so a part of the home appoints none."""
    if not is_whole_home(actor):
        absent("GX-5.1")
    hold("witnesses")
    key = require_witness_key(command.key.strip(), list(Witness.objects.values_list("key", flat=True)))
    require_witness_address(command.url)
    made = Witness.objects.create(key=str(key), url=command.url, since=at)
    return WitnessAppointed(made.pk, made.key, made.url)
