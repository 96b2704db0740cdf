"""Who exercises what where, as planning asks it."""

from datetime import date

from yicha.items.queries import items_in_force, owners_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.orgs.queries import delegations, towns_below
from yicha.planning.rules.competence import Competence


def competence_of(actor: Actor, region_path: str, on: date) -> Competence:
    """With all instruments of the region, which of them hold the day of each line says; items as owned on a day."""
    return Competence(region_path, towns_below(region_path), delegations(actor), owners_in_force(actor, region_path, on))


def items_held(actor: Actor, region_path: str, on: date) -> dict[str, ItemRow]:
    """GX-3.5, R-ITEM-1: the items in force that the actor's department may plan here: its own, and those that an instrument gives it."""
    competence = competence_of(actor, region_path, on)
    found = items_in_force(actor, region_path, on)
    return {code: item for code, item in found.items() if item.runs_in(region_path) and competence.holds(actor.department, code, on)}
