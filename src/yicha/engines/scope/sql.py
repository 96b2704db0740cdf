"""A condition as a parameterised PostgreSQL expression. No word of the query enters the text, only parameters."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from yicha.engines.scope.terms import (
    Column,
    Compare,
    Condition,
    Constant,
    Every,
    HasTag,
    IsNull,
    IsTrue,
    Kind,
    Like,
    Not,
    Some,
    Within,
)

Sql: TypeAlias = tuple[str, list[str | Decimal | date]]


def to_sql(condition: Condition) -> Sql:
    """Return the text with ``%s`` placeholders and its parameters; brackets stand around whatever has an operator.

    Text is ordered by code points (collation "C"), as Python orders it, whatever collation the database has.
    """
    match condition:
        case Constant(value):
            return ("TRUE" if value else "FALSE"), []
        case Not() | IsTrue():
            text, parameters = to_sql(condition.part)
            return f"(NOT {text})" if isinstance(condition, Not) else f"({text} IS TRUE)", parameters
        case Every(parts):
            return _joined(" AND ", parts)
        case Some(parts):
            return _joined(" OR ", parts)
        case Compare():
            return _compare(condition)
        case _:
            return _test_of_column(condition)


def _joined(word: str, parts: tuple[Condition, ...]) -> Sql:
    compiled = [to_sql(part) for part in parts]
    return f"({word.join(text for text, _ in compiled)})", [value for _, values in compiled for value in values]


def _compare(condition: Compare) -> Sql:
    collation = ' COLLATE "C"' if condition.column.kind is Kind.TEXT and condition.operator.orders else ""
    left = condition.column.expression + collation
    if isinstance(condition.value, Column):
        return f"({left} {condition.operator} {condition.value.expression})", []
    return f"({left} {condition.operator} %s)", [condition.value]


def _test_of_column(condition: Within | Like | IsNull | HasTag) -> Sql:
    expression = condition.column.expression
    if isinstance(condition, HasTag):
        return f"COALESCE(%s = ANY({expression}), FALSE)", [condition.tag]
    if isinstance(condition, IsNull):
        return f"({expression} IS NULL)", []
    if isinstance(condition, Like):
        return f"({expression} LIKE %s)", [condition.pattern]
    return f"({expression} IN ({', '.join(['%s'] * len(condition.values))}))", list(condition.values)
