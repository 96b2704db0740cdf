"""Rows found by a part of a name: for tables with a `words` column that `engines.search.vector_of` has written."""

from typing import TypeVar

from django.contrib.postgres.search import SearchQuery
from django.db.models import Model, QuerySet

from yicha.engines.search import query_of

M = TypeVar("M", bound=Model)


class Question(SearchQuery):
    """A finished `tsquery`: PostgreSQL's own parser of languages would take its words apart."""

    template = "%(expressions)s::tsquery"


def having(queryset: QuerySet[M], text: str) -> QuerySet[M]:
    """The rows that a question finds (engines/search); none if it says nothing."""
    sought = query_of(text)
    return queryset.filter(words=Question(sought, search_type="raw")) if sought else queryset.none()
