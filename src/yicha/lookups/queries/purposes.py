"""For what a person may ask: the duties of the own department, and tasks at hand."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from yicha.duties.queries import items_of_department
from yicha.kernel.actor import Actor
from yicha.lookups.types import Purpose, PurposeKind


def purposes(actor: Actor, sid: str, on: date) -> list[Purpose]:
    """Tasks first: they are what one asks for. The room of inspections stands above this one (`settings.YICHA_TASKS_AT_HAND`)."""
    tasks_at_hand: Any = import_string(settings.YICHA_TASKS_AT_HAND)
    tasks = [Purpose(PurposeKind.TASK, number, number) for number in tasks_at_hand(actor, sid)]
    items = items_of_department(actor.region, actor.department, on)
    return [*tasks, *(Purpose(PurposeKind.DUTY, code, item.name) for code, item in items.items())]
