"""Every icon that a page or menu names is in the package: one that is not breaks the page. Drawn as by the package, only quicker."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lucide import _render_icon

from yicha.config.navigation import COLUMNS, MENU, TABS
from yicha.shell.icons import drawing
from yicha.shell.templatetags.yc import icon

HOUSE = Path(__file__).parents[2]
NAMED = {name for path in HOUSE.rglob("templates/**/*.html") for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))}
LISTED = {entry.icon for group in MENU for entry in group.entries} | {entry.icon for entry in (*TABS, *COLUMNS)}


@pytest.mark.parametrize("name", sorted(NAMED | LISTED))
def test_it_can_be_drawn(name: str) -> None:
    assert "<svg" in icon(name)


@pytest.mark.parametrize(("name", "size"), [("check", 16), ("circle-question-mark", 20)])
def test_it_is_what_the_package_draws(name: str, size: int) -> None:
    def plain(text: str) -> str:
        return ET.canonicalize(re.sub(r">\s+<", "><", text).strip())

    ours = {"aria_hidden": "true", "focusable": "false", "stroke_width": "1.5"}
    assert plain(drawing(name, size)) == plain(_render_icon(name, size, **ours))


def test_a_name_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawing("no-such-icon", 16)
