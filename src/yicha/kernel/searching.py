"""Rows found by a part of a name: for tables with a `words` column that `engines.search.vector_of` has written."""

from functools import reduce
from operator import or_
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet

from yicha.engines.search import query_of

M = TypeVar("M", bound=Model)


class Question(SearchQuery):
    """A finished `tsquery`: PostgreSQL's own parser of languages would take its words apart."""

    template = "%(expressions)s::tsquery"


def spoken_in(text: str) -> Func:
    """The same of `words` for rows that are read in another index's order: PostgreSQL does not look into the index of words for it."""
    return Func(F("words"), Question(query_of(text), search_type="raw"), function="ts_match_vq", output_field=BooleanField())


def having(queryset: QuerySet[M], text: str, *columns: str) -> QuerySet[M]:
    """The rows that a question finds (engines/search) in any of their columns, by default `words`; none if it says nothing."""
    sought = query_of(text)
    if not sought:
        return queryset.none()
    question = Question(sought, search_type="raw")
    return queryset.filter(reduce(or_, (Q(**{column: question}) for column in columns or ("words",))))
