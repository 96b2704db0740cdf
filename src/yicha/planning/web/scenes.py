"""由场景生成计划行: what a scene in force wants of a department, as a line to be looked at before it is filed (LYG-4.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from yicha.kernel.actor import Actor
from yicha.planning.types import LineRow
from yicha.scenes.queries import scenes_in_force
from yicha.scenes.types import SceneItem, SceneRow


@dataclass(frozen=True)
class Wanted:
    """An item of a scene that the department has no line for yet."""

    scene: SceneRow
    item: SceneItem
    leads: bool


def wanted(actor: Actor, on: date, lines: Sequence[LineRow]) -> list[Wanted]:
    """Of the actor's own department."""
    planned = {line.item_code for line in lines}
    return [
        Wanted(row, item, row.content.lead == actor.department)
        for row in scenes_in_force(actor, actor.region, on)
        for item in row.content.items
        if item.department == actor.department and item.code not in planned
    ]


def line_from(actor: Actor, year: int, on: date, query: QueryDict) -> Mapping[str, Any]:
    """What the form begins with; nothing if the address names no scene that is in force, or an item of somebody else."""
    found = [one for one in wanted(actor, on, ()) if (str(one.scene.id), one.item.code) == (query.get("scene"), query.get("item"))]
    if not found:
        return {}
    content = found[0].scene.content
    first, last = content.window_in(year)
    rank = {"lead_rank": 1} if found[0].leads else {}
    return {
        "item": found[0].item.code,
        "scope_query": content.scope_query,
        "first_day": first,
        "last_day": last,
        "mode": content.rules.mode,
        **rank,
    }
