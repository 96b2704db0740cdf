"""Reads of what enterprises say. Of ratings departments are told sums alone."""

from yicha.feedback.queries.petitions import own_petitions, petition, petitions
from yicha.feedback.queries.ratings import conduct_rules, opened_ratings, own_inspections, own_ratings, rating_totals, sealed_ratings

__all__ = [
    "conduct_rules",
    "opened_ratings",
    "own_inspections",
    "own_petitions",
    "own_ratings",
    "petition",
    "petitions",
    "rating_totals",
    "sealed_ratings",
]
