"""What waits for a person, and what he looks for."""

from yicha.today.queries.day import day_of
from yicha.today.queries.searching import find

__all__ = ["day_of", "find"]
