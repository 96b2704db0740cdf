"""Conditions over rows, written by officials in a safe subset of SQL (对象范围 ``scope_query``).

``parse_query`` turns the text into a ``Condition`` or refuses it with its place; ``predicate`` compiles a condition to a test of
plain rows, ``to_sql`` to a parameterised PostgreSQL expression. Both answer with SQL's three-valued logic and agree on every row.
"""

from yicha.engines.scope.parsing import Bounds, QueryRefused, parse_query
from yicha.engines.scope.predicates import matches, predicate
from yicha.engines.scope.sql import to_sql
from yicha.engines.scope.terms import Column, Condition, Kind

__all__ = ["Bounds", "Column", "Condition", "Kind", "QueryRefused", "matches", "parse_query", "predicate", "to_sql"]
