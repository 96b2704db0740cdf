"""Who exercises what where, as planning asks it."""

from yicha.kernel.actor import Actor
from yicha.orgs.queries import delegations, towns_below
from yicha.planning.rules.competence import Competence


def competence_of(actor: Actor, region_path: str) -> Competence:
    """With all instruments of the region; which of them hold, the day of each line says."""
    return Competence(region_path, towns_below(region_path), delegations(actor))
