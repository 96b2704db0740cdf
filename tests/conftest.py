"""Fixtures of tests that concern the whole house."""

from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.served import Served


@pytest.fixture(scope="session")
def served(small_home: "Callable[[Path], None]", tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Served]":
    """The small demo, started where a test asks for it and once only: such tests carry `xdist_group("served")`."""
    with resolve_name("tests.served:small_demo")(tmp_path_factory.mktemp("demo") / "served", small_home) as found:
        yield found
