"""一业一册 and 一册监管: the handbook of a scene, from the same data as its form (GX-2.2)."""

from collections.abc import Mapping
from datetime import date

from yicha.engines.forms import Question
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import SYSTEM
from yicha.orgs.queries import departments, place_name
from yicha.scenes import rules
from yicha.scenes.queries.forms import form_with
from yicha.scenes.types import Handbook, HandbookPart, HandbookQuestion, SceneItem, SceneRow


def handbook_of(row: SceneRow, on: date) -> Handbook:
    """As the items stand on a day. Whoever asks has seen that the scene may be read; what it says is public where it is in force."""
    items = items_in_force(SYSTEM, row.region_path, on, row.content.codes)
    names = {one.code: one.name for one in departments(SYSTEM, on)}
    form = form_with(row, items)
    return Handbook(
        name=row.content.name,
        region=place_name(row.region_path),
        code=row.code,
        version=row.version,
        valid_from=row.valid_from,
        on=on,
        parts=tuple(_part(row, code, names, items) for code in row.content.departments),
        rules=row.content.rules,
        chapters=row.content.chapters,
        materials=tuple(dict.fromkeys(one for item in row.content.items for one in _materials(item, items.get(item.code)))),
        questions=tuple(_question(question, form.questions, names) for question in form.questions),
        alone=form.alone,
    )


def _part(row: SceneRow, department: str, names: Mapping[str, str], items: Mapping[str, ItemRow]) -> HandbookPart:
    own = [item for item in row.content.items if item.department == department]
    duty = next((one.duty for one in row.content.members if one.department == department), "")
    return HandbookPart(names.get(department, department), duty, tuple((item.name, _basis(item, items.get(item.code))) for item in own))


def _basis(item: SceneItem, row: ItemRow | None) -> str:
    if row is not None:
        return row.legal_basis
    return item.offer.legal_basis if item.offer else ""


def _materials(item: SceneItem, row: ItemRow | None) -> tuple[str, ...]:
    if row is not None:
        return row.materials
    return item.offer.materials if item.offer else ()


def _question(question: Question, form: tuple[Question, ...], names: Mapping[str, str]) -> HandbookQuestion:
    return HandbookQuestion(
        content="／".join(question.wordings),
        methods=tuple(dict.fromkeys(one.point.method for one in question.asked if one.point.method)),
        departments=tuple(names.get(code, code) for code in question.departments),
        needs=rules.needs_of(question),
        conditions=rules.conditions_of(question, form),
        clauses=question.clauses,
        bases=question.bases,
    )
