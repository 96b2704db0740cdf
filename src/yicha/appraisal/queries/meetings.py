from datetime import date

from yicha.appraisal.rules import often_together
from yicha.appraisal.types import Paired
from yicha.kernel.actor import Actor
from yicha.planning.queries import doors_between


def paired(actor: Actor, since: date, until: date) -> Paired:
    """Who met at doors in this time more often than chance explains."""
    return often_together(doors_between(actor, since, until))
