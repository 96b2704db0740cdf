"""一业一单: the merged form of a scene."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from yicha.engines.forms import CheckPoint, Question, Ref, Sheet, merge, refs_of, suspects
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.scenes.types import SceneForm, SceneItem, SceneRow


def form_of(actor: Actor, row: SceneRow, on: date) -> SceneForm:
    """With the items as in force on a day, and where the list has none, as offered."""
    return form_with(row, items_in_force(actor, row.region_path, on, row.content.codes))


def form_with(row: SceneRow, items: Mapping[str, ItemRow]) -> SceneForm:
    held = [(item, points_of(item, items)) for item in row.content.items]
    sheets = [Sheet(item.department, key_of(place, item), item.name, points) for place, (item, points) in enumerate(held) if points]
    order = {department: place for place, department in enumerate(row.content.departments)}
    sheets.sort(key=lambda sheet: order.get(sheet.department, len(order)))
    questions = merge(sheets, row.same)
    alone = sum(len(sheet.points) for sheet in sheets)
    unsaid = [pair for pair in suspects(questions) if not told_apart(pair, row.apart)]
    return SceneForm(questions, alone, tuple(unsaid), tuple(item.name for item, points in held if points is None))


def told_apart(pair: Sequence[Question], apart: Collection[frozenset[Ref]]) -> bool:
    """A person has said of points of both that they are not one question."""
    mine, theirs = (refs_of(question.asked) for question in pair)
    return any(group & mine and group & theirs for group in apart)


def key_of(place: int, item: SceneItem) -> str:
    """How the form calls an item: by its code, one on offer by its place."""
    return item.code or f"#{place}"


def points_of(item: SceneItem, items: Mapping[str, ItemRow]) -> tuple[CheckPoint, ...] | None:
    """None: the list has no such item on that day, and nothing is offered."""
    if row := items.get(item.code):
        return row.check_points or (CheckPoint(row.code, row.name, basis=row.legal_basis),)
    return item.offer.points if item.offer else None
