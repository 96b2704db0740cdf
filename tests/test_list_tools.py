"""U4–U9: what stands in a table can be narrowed, ordered, chosen and taken out, or is no list and says here why."""

import re
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).parents[1] / "src" / "yicha"
ROOMS: Final = ("norms", "orgs", "subjects", "items", "duties", "scenes", "permits", "lookups", "imports")
ONE: Final = "parts of one thing: as many as it has, and all of them are read"
PREVIEW: Final = "rows of one file on their way in, by verdict, in the order of the file; they leave as its error workbook"
NO_LISTS: Final = {
    "duties/minutes.html": ONE,
    "duties/policy.html": ONE,
    "duties/dispute.html": ONE,
    "duties/item.html": ONE,
    "imports/lineage.html": ONE,
    "imports/parts/rows.html": PREVIEW,
    "items/import.html": PREVIEW,
    "permits/upload.html": PREVIEW,
    "items/edit.html": ONE,
    "items/parts/points.html": ONE,
    "items/parts/tasks.html": ONE,
    "lookups/ask.html": "the answer to one question",
    "norms/norm.html": ONE,
    "norms/calendar.html": "years of working days, one line a year",
    "orgs/account_page.html": ONE,
    "orgs/officer.html": ONE,
    "orgs/audit.html": "the trail: narrowed and taken out by tools of its own, its order is that of the log",
    "orgs/letters.html": "what broke and waits for a hand: empty in a house in order, no row may be put out of sight",
    "orgs/exports.html": "what waits for the reader, and his own: rows go within a day, no row may be put out of sight",
    "orgs/witnesses.html": "a handful of other houses, each with the button that ends it",
    "scenes/scene.html": ONE,
    "scenes/changes.html": "differences of two versions",
    "scenes/parts/questions.html": ONE,
    "scenes/parts/handbook.html": ONE,
    "subjects/pool.html": "who is in one pool today; it leaves and comes as the workbook of pools",
    "subjects/details.html": ONE,
    "subjects/merge.html": "two registrations side by side",
}


def tables() -> dict[str, str]:
    found = [path for room in ROOMS for path in (SOURCE / room / "templates").rglob("*.html")]
    texts = {"/".join(path.parts[path.parts.index("templates") + 1 :]): path.read_text(encoding="utf-8") for path in found}
    return {name: text for name, text in texts.items() if "yc-table" in text}


@pytest.mark.parametrize("name", sorted(tables()))
def test_a_list_has_its_tools(name: str) -> None:
    """A table that comes later fails here, until it has them or says why it is none."""
    text = tables()[name]
    tooled = "shell/parts/list_tools.html" in text
    assert tooled is not (name in NO_LISTS), name
    if tooled:
        assert "{% keep " in text  # columns and views
        assert 'data-off="{{ list.off }}"' in text
        assert "shell/parts/heads.html" in text or "list.heads" in text  # order
        assert "{% pages " in text or "shell/parts/pages.html" in text
        assert re.search(r"shell/parts/take.html|export", text)


def test_what_is_excused_is_there() -> None:
    assert set(NO_LISTS) <= set(tables())
