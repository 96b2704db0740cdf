"""How departments are called on these pages."""

from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import departments


def names_of(actor: Actor) -> dict[str, str]:
    return {found.code: found.short_name or found.name for found in departments(actor, now().date())}
