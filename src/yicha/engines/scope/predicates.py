"""A condition as a test of plain rows: nested Python closures with SQL's three-valued logic.

Truth values are True, False and None (unknown); a row is in the scope only if the answer is True. A closure for each node, made
once per query: about 0.2 microseconds a node and row: a second or two for 120 queries over 6,600 rows.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter, eq, ge, gt, le, lt, ne
from typing import Any, TypeAlias

from yicha.engines.scope.likes import like
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
    Operator,
    Scalar,
    Some,
    Within,
)

Row: TypeAlias = Any
Truth: TypeAlias = bool | None
Test: TypeAlias = Callable[[Row], Truth]
Field: TypeAlias = Callable[[str], Callable[[Row], Any]]

COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: eq,
    Operator.NE: ne,
    Operator.LT: lt,
    Operator.LE: le,
    Operator.GT: gt,
    Operator.GE: ge,
}


def predicate(condition: Condition, field: Field = attrgetter) -> Test:
    """Compile to a function of a row that answers True, False or None.

    ``field(name)`` gives the reader of a column from a row: ``attrgetter`` for objects, ``itemgetter`` for mappings. Text that is
    empty is NULL; dates may be ``date`` or ISO text; numbers may be text.
    """
    match condition:
        case Constant(value):
            return lambda _row: value
        case Not() | IsTrue():
            turn = _negation if isinstance(condition, Not) else _certainty
            return turn(predicate(condition.part, field))
        case Every(parts):
            return _all([predicate(part, field) for part in parts])
        case Some(parts):
            return _any([predicate(part, field) for part in parts])
        case Compare():
            return _compare(condition, field)
        case _:
            return _test_of_column(condition, field)


def matches(condition: Condition, rows: Iterable[Row], field: Field = attrgetter) -> list[Row]:
    """Return the rows of which the condition is true, in their order."""
    test = predicate(condition, field)
    return [row for row in rows if test(row)]


def _test_of_column(condition: Within | Like | IsNull | HasTag, field: Field) -> Test:
    if isinstance(condition, HasTag):
        tags, tag = field(condition.column.name), condition.tag
        return lambda row: tag in (tags(row) or ())
    read = _reader(condition.column, field)
    if isinstance(condition, IsNull):
        return lambda row: read(row) is None
    if isinstance(condition, Within):
        return _unless_null(read, frozenset(map(_plain, condition.values)).__contains__)
    return _unless_null(read, like(condition.pattern))


def _unless_null(read: Callable[[Row], Any], test: Callable[[Any], bool]) -> Test:
    def run(row: Row) -> Truth:
        value = read(row)
        return None if value is None else test(value)

    return run


def _compare(condition: Compare, field: Field) -> Test:
    read, compare = _reader(condition.column, field), COMPARE[condition.operator]
    if isinstance(condition.value, Column):
        return _compare_columns(read, compare, _reader(condition.value, field))
    literal = _plain(condition.value)

    def run(row: Row) -> Truth:
        value = read(row)
        return None if value is None else compare(value, literal)

    return run


def _compare_columns(read: Callable[[Row], Any], compare: Callable[[Any, Any], bool], other: Callable[[Row], Any]) -> Test:
    def run(row: Row) -> Truth:
        left, right = read(row), other(row)
        return None if left is None or right is None else compare(left, right)

    return run


def _negation(test: Test) -> Test:
    def run(row: Row) -> Truth:
        answer = test(row)
        return None if answer is None else not answer

    return run


def _certainty(test: Test) -> Test:
    return lambda row: test(row) is True


def _all(tests: list[Test]) -> Test:
    def run(row: Row) -> Truth:
        truth: Truth = True
        for test in tests:
            answer = test(row)
            if answer is False:
                return False
            if answer is None:
                truth = None
        return truth

    return run


def _any(tests: list[Test]) -> Test:
    def run(row: Row) -> Truth:
        truth: Truth = False
        for test in tests:
            answer = test(row)
            if answer:
                return True
            if answer is None:
                truth = None
        return truth

    return run


def _plain(literal: Scalar) -> Any:
    """Dates are compared as ISO text, which has their order: rows hold them either way."""
    return literal.isoformat() if isinstance(literal, date) else literal


def _reader(column: Column, field: Field) -> Callable[[Row], Any]:
    read = field(column.name)
    if column.kind is Kind.TEXT:
        return lambda row: read(row) or None
    convert: Callable[[Any], Any] = str if column.kind is Kind.DATE else lambda value: Decimal(str(value))

    def run(row: Row) -> Any:
        value = read(row)
        return None if value is None or value == "" else convert(value)

    return run
