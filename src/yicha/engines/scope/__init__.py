"""Conditions over rows, written by officials in a safe subset of SQL (对象范围 ``scope_query``).

``parse_query`` turns the text into a ``Condition`` or refuses it with its place; ``predicate`` compiles a condition to a test of
plain rows, ``to_sql`` to a parameterised PostgreSQL expression. Both answer with SQL's three-valued logic and agree on every row.
"""

from collections.abc import Callable, Iterable
from pkgutil import resolve_name

from yicha.engines.scope.predicates import matches, predicate
from yicha.engines.scope.sql import to_sql
from yicha.engines.scope.terms import BOUNDS, Bounds, Column, Condition, Kind, QueryRefused

__all__ = ["Bounds", "Column", "Condition", "Kind", "QueryRefused", "matches", "parse_query", "predicate", "to_sql"]


def parse_query(text: str, columns: Iterable[Column], bounds: Bounds = BOUNDS) -> Condition:
    """Read a condition.

    ``columns``: what may be asked, by English name (case does not matter) or Chinese label. Linear in the length of the text.
    Errors: ``QueryRefused``.
    """
    # By name: the parser takes a third of a second to load, and who starts the pages waits for them.
    parse: Callable[[str, Iterable[Column], Bounds], Condition] = resolve_name("yicha.engines.scope.parsing:parsed")
    return parse(text, columns, bounds)
