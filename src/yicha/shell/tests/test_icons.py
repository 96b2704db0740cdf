"""Every icon that a page or menu names is in the package: one that is not would break the page."""

import re
from pathlib import Path

import pytest

from yicha.config.navigation import COLUMNS, MENU, TABS
from yicha.shell.templatetags.yc import icon

HOUSE = Path(__file__).parents[2]
NAMED = {name for path in HOUSE.rglob("templates/**/*.html") for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))}
LISTED = {entry.icon for group in MENU for entry in group.entries} | {entry.icon for entry in (*TABS, *COLUMNS)}


@pytest.mark.parametrize("name", sorted(NAMED | LISTED))
def test_it_can_be_drawn(name: str) -> None:
    assert "<svg" in icon(name)
