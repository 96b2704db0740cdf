from pathlib import Path

import pytest

from yicha.planning.tests.files import Files, Written


@pytest.fixture
def small(tmp_path: Path) -> Written:
    return Files().write(tmp_path / "in")
