"""What several screens of this room answer and ask."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

from yicha.kernel.actor import Actor
from yicha.orgs.queries import place_name, towns_below
from yicha.planning.queries import items_held
from yicha.shell.answers import done
from yicha.shell.forms import Form


def acted(request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object], told: str | Promise) -> bool:
    """A refusal is said at the form, which keeps what was written."""
    if not (form.is_valid() and done(form, lambda: act(form.cleaned_data))):
        return False
    messages.success(request, str(told))
    return True


def area_choices(actor: Actor) -> Sequence[tuple[str, str]]:
    """The towns of the actor's region, and the region."""
    towns = [(path, name) for name, path in towns_below(actor.region).items() if path.count("/") == actor.region.count("/") + 1]
    return [*sorted(towns), (actor.region, place_name(actor.region) or actor.region)]


def item_choices(actor: Actor, on: date) -> Sequence[tuple[str, str]]:
    """What the actor's department may check."""
    return [("", ""), *((code, item.name) for code, item in items_held(actor, actor.region, on).items())]
