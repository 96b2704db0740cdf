"""A second, slow evaluation of conditions, written from the SQL standard and not from the product: a twin to disagree with."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from yicha.engines.scope.terms import (
    Column,
    Compare,
    Condition,
    Constant,
    Every,
    HasTag,
    IsNull,
    IsTrue,
    Like,
    Not,
    Some,
    Within,
)

ORDER = {"=": {0}, "<>": {-1, 1}, "<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}}


def truth(condition: Condition, row: Mapping[str, Any]) -> float:  # noqa: C901, PLR0911 one answer for each kind of node
    """Truth as a number: 0 false, 0.5 unknown, 1 true; AND is min, OR is max, NOT is one minus."""
    match condition:
        case Constant(value):
            return float(value)
        case Not(part):
            return 1 - truth(part, row)
        case IsTrue(part):
            return float(truth(part, row) == 1)
        case Every(parts):
            return min(truth(part, row) for part in parts)
        case Some(parts):
            return max(truth(part, row) for part in parts)
        case HasTag(column, tag):
            return float(tag in (row[column.name] or ()))
        case IsNull(column):
            return float(row[column.name] is None)
        case Within(column, values):
            return max(compared(row[column.name], value, "=") for value in values)
        case Like(column, pattern):
            return 0.5 if row[column.name] is None else float(alike(row[column.name], pattern))
        case Compare(column, operator, value):
            return compared(row[column.name], row[value.name] if isinstance(value, Column) else value, str(operator))


def compared(left: Any, right: Any, operator: str) -> float:
    if left is None or right is None:
        return 0.5
    return float((left > right) - (left < right) in ORDER[operator])


@cache
def alike(text: str, pattern: str) -> bool:
    """The definition of LIKE, by recursion over every way to split the text."""
    if not pattern:
        return not text
    if pattern[0] == "%":
        return any(alike(text[start:], pattern[1:]) for start in range(len(text) + 1))
    if pattern[0] == "\\":
        return bool(text) and text[0] == pattern[1] and alike(text[1:], pattern[2:])
    return bool(text) and pattern[0] in {"_", text[0]} and alike(text[1:], pattern[1:])
