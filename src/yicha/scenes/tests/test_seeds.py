"""The shipped templates are packages that can be taken over: whole, fillable, with questions in common."""

import pytest

from yicha.engines.forms import Sheet, flaws, merge
from yicha.scenes import rules
from yicha.scenes.queries import templates
from yicha.subjects.workbooks import ASKED

LEAST, MOST = 15, 45


@pytest.mark.parametrize("name", ["restaurants", "refined_oil", "self_built_houses", "prepaid_cards"])
def test_a_template_is_a_whole_scene(name: str) -> None:
    package = templates()[name]
    rules.require_whole(package.content)
    rules.require_readable(package.content, ASKED)
    assert rules.unpacked(rules.packed(package)) == package
    sheets = [
        Sheet(item.department, str(place), item.name, item.offer.points) for place, item in enumerate(package.content.items) if item.offer
    ]
    assert [(sheet.name, flaw) for sheet in sheets for flaw in flaws(sheet.points)] == []
    form = merge(sheets)
    points = [point for sheet in sheets for point in sheet.points]
    assert LEAST <= len(form) <= MOST
    assert len(points) - len(form) >= 4  # several departments ask the same
    assert all(point.clause or point.basis or point.method or point.choices for point in points)
    assert any(point.shown_if for point in points)
    assert any(point.sample for point in points)
    assert package.content.chapters
