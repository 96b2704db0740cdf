"""The drawings are those of the package, only quicker."""

import re
from xml.etree import ElementTree as ET

import pytest
from lucide import _render_icon

from yicha.shell.icons import drawing

OURS = {"aria_hidden": "true", "focusable": "false", "stroke_width": "1.5"}


@pytest.mark.parametrize(("name", "size"), [("check", 16), ("circle-question-mark", 20)])
def test_an_icon_is_what_the_package_draws(name: str, size: int) -> None:
    def plain(text: str) -> str:
        return ET.canonicalize(re.sub(r">\s+<", "><", text).strip())

    assert plain(drawing(name, size)) == plain(_render_icon(name, size, **OURS))


def test_a_name_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawing("no-such-icon", 16)
