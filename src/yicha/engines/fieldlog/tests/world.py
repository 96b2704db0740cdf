"""A small world for tests: two visits, two departments, four phones."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from yicha.engines.fieldlog import Merge, Path, Visit, canonical

FOOD, FIRE = "food", "fire"
OFFICERS = {"zhang": FOOD, "su": FOOD, "bai": FIRE}
FORMS = ("F@1", "F@2")
HASHES = {"F@1": {"q/1": "a", "q/2": "b", "q/3": "c"}, "F@2": {"q/1": "a", "q/2": "changed", "q/3": "c"}}
NAMES = ("V1", "V2")
NUMBERS = count(1)


def paths(form: str = "F@1") -> dict[str, Path]:
    """q/1 is asked by both, q/2 by food, q/3 by fire."""
    asked = {"q/1": (FOOD, FIRE), "q/2": (FOOD,), "q/3": (FIRE,)}
    found = {path: Path(who, Merge.ONE, HASHES[form][path]) for path, who in asked.items()}
    return found | {"p/1": Path((FOOD, FIRE), Merge.SET, "p"), "f/contact": Path((FOOD, FIRE), Merge.LEAD, "f")}


def visit(form: str = "F@1", **changes: Any) -> Visit:
    former = {name: {path: what.hash for path, what in paths(name).items()} for name in FORMS}
    return Visit(form, paths(form), dict(OFFICERS), FOOD, former=former, **changes)


def name() -> str:
    return f"{next(NUMBERS):032x}"


PHOTO = {"file": "0" * 64, "parts": ["0" * 64], "size": 1}


def operation(**changes: Any) -> dict[str, Any]:
    """A plain operation; what is not said is lawful."""
    plain: dict[str, Any] = {
        "v": 1,
        "id": name(),
        "lane": "a" * 32,
        "seq": 1,
        "prev": "",
        "visit": "V1",
        "form": "F@1",
        "kind": "answer",
        "path": "q/1",
        "base": [],
        "body": {"v": "pass"},
    }
    return plain | changes


def text(**changes: Any) -> str:
    return canonical(operation(**changes))


def without(plain: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {known: value for known, value in plain.items() if known != key}
