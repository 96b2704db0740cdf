"""Every state table of every room: no dead status, and the diagram in the README is the table."""

import importlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from yicha.kernel.states import mermaid, reachable

ROOT = Path(__file__).parents[1]


def tables() -> Iterator[Any]:
    """`INITIAL` and `TRANSITIONS`, or `PLAN_INITIAL` and `PLAN_TRANSITIONS` where a room has several."""
    for path in sorted(ROOT.glob("src/yicha/*/states.py")):
        if path.parent.name == "kernel":
            continue
        module = importlib.import_module(f"yicha.{path.parent.name}.states")
        for name in sorted(found for found in vars(module) if found.endswith("TRANSITIONS")):
            initial = getattr(module, name.replace("TRANSITIONS", "INITIAL"))
            yield pytest.param(path.parent, getattr(module, name), initial, id=f"{path.parent.name}-{name}")


@pytest.mark.parametrize(("room", "table", "initial"), list(tables()))
def test_every_status_can_be_reached(room: Path, table: dict[tuple[StrEnum, str], StrEnum], initial: StrEnum) -> None:
    assert reachable(table, initial) == frozenset(type(initial))


@pytest.mark.parametrize(("room", "table", "initial"), list(tables()))
def test_the_readme_shows_the_table(room: Path, table: dict[tuple[StrEnum, str], StrEnum], initial: StrEnum) -> None:
    assert mermaid(table, initial) in (room / "README.md").read_text(encoding="utf-8")
