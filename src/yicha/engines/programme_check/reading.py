"""The two JSON files as plain rows with every field present, or one line that says where they cannot be read."""

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
NEEDED = object()

TEXT, NUMBER, FLAG = (str,), (int,), (bool,)
TEXTS, NUMBERS = [str], [int]

# field: (kind, default); a list as kind is a list of that kind, a tuple of kinds within a list is a short row
FIELDS: dict[str, dict[str, tuple[Any, Any]]] = {
    "params": {
        "first_open_week": (NUMBER, 0),
        "overhead_minutes": (NUMBER, 60),
        "visit_minutes_max": (NUMBER, 420),
        "departments_max": (NUMBER, None),
        "load_ceiling_pct": (NUMBER, 100),
        "class_cap": (NUMBER, 1),
    },
    "lines": {
        "id": (TEXT, NEEDED),
        "department": (TEXT, NEEDED),
        "check_class": (TEXT, NEEDED),
        "mode": (TEXT, NEEDED),
        "first_week": (NUMBER, NEEDED),
        "last_week": (NUMBER, NEEDED),
        "minutes": (NUMBER, NEEDED),
        "announced": (FLAG, True),
        "skills": (TEXTS, []),
        "min_officers": (NUMBER, 2),
        "lead_rank": (NUMBER, None),
        "exclusive": (TEXT, None),
        "not_with": ([(str, str)], []),
        "exempt": (TEXT, None),
    },
    "officers": {
        "id": (TEXT, NEEDED),
        "department": (TEXT, NEEDED),
        "minutes": (NUMBER, NEEDED),
        "skills": (TEXTS, []),
        "absent": (NUMBERS, []),
        "recused": (TEXTS, []),
    },
    "subjects": {
        "id": (TEXT, NEEDED),
        "enterprise": (TEXT, None),
        "blocked": ([(int, int, str)], []),
        "visit_cap": (NUMBER, None),
        "organ_cap": (NUMBER, None),
        "done": ([(str, str)], []),
    },
    "demands": {"id": (TEXT, NEEDED), "line": (TEXT, NEEDED), "subject": (TEXT, NEEDED)},
    "visits": {
        "subject": (TEXT, NEEDED),
        "week": (NUMBER, NEEDED),
        "demands": (TEXTS, NEEDED),
        "departments": (TEXTS, []),
        "lead": (TEXT, None),
        "door": (FLAG, True),
        "state": (TEXT, "draft"),
        "pinned": (FLAG, False),
        "lead_appointed": (FLAG, False),
    },
}


class Unreadable(ValueError):  # noqa: N818 it says what the file is
    """A file is not of the form of PLAN1 §5; the text is one line with the place."""


def rows(plain: Row, key: str, fields: str = "") -> list[dict[str, Any]]:
    """The rows under a key; absent means none, except for what an instance must have."""
    table = [] if plain.get(key) is None else plain[key]
    if not isinstance(table, list):
        raise Unreadable(f"{key}: 应为列表 · must be a list")
    return [one(value, f"{key}[{i}]", fields or key) for i, value in enumerate(table)]


def one(plain: Any, place: str, fields: str) -> dict[str, Any]:
    """One row with every field; unknown fields are dropped."""
    if not isinstance(plain, Mapping):
        raise Unreadable(f"{place}: 应为对象 · must be an object")
    return {
        key: value if type(value := plain.get(key)) in kind and isinstance(kind, tuple) else _value(value, kind, default, place, key)
        for key, (kind, default) in FIELDS[fields].items()
    }


def _value(value: Any, kind: Any, default: Any, place: str, key: str) -> Any:
    if value is None:
        if default is NEEDED:
            raise Unreadable(f"{place}.{key}: 缺少该项 · is missing")
        return default
    if not fits(value, kind):
        raise Unreadable(f"{place}.{key}: 类型不对 · is of the wrong kind")
    return value


def fits(value: Any, kind: Any) -> bool:
    """Is the value of this kind?"""
    if isinstance(kind, list):
        return isinstance(value, list) and all(_fits_part(part, kind[0]) for part in value)
    return isinstance(value, kind) and (bool in kind or not isinstance(value, bool))


def _fits_part(value: Any, kind: Any) -> bool:
    if isinstance(kind, tuple):
        return isinstance(value, list) and len(value) == len(kind) and all(fits(v, (k,)) for v, k in zip(value, kind, strict=True))
    return fits(value, (kind,))


def numbers(plain: Row, key: str) -> list[int]:
    """A list of whole numbers that must be there."""
    value = plain.get(key)
    if not fits(value, NUMBERS):
        raise Unreadable(f"{key}: 应为整数列表 · must be a list of whole numbers")
    return list(value or [])


def pairs(plain: Row, key: str, kinds: tuple[type, ...]) -> list[list[Any]]:
    """A list of short lists; absent means none."""
    value = plain.get(key)
    if not fits([] if value is None else value, [kinds]):
        raise Unreadable(f"{key}: 应为成对列表 · must be a list of pairs")
    return list(value or [])


def by_id(table: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    """Rows by their id, each once."""
    found: dict[str, dict[str, Any]] = {}
    for i, row in enumerate(table):
        if row["id"] in found:
            raise Unreadable(f"{key}[{i}].id: 编号重复 · occurs twice")
        found[row["id"]] = row
    return found
