"""Reads of what enterprises say. Of ratings departments are told sums alone."""

from yicha.feedback.queries.petitions import own_petitions, petition, petitions
from yicha.feedback.queries.ratings import conduct_rules, opened_ratings, own_ratings, rating_totals, sealed_ratings
from yicha.feedback.rules.petitions import repairable
from yicha.feedback.rules.ratings import rateable as departments_to_rate

__all__ = [
    "conduct_rules",
    "departments_to_rate",
    "opened_ratings",
    "own_petitions",
    "own_ratings",
    "petition",
    "petitions",
    "rating_totals",
    "repairable",
    "sealed_ratings",
]
