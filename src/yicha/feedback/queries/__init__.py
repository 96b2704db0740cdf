"""Reads of what enterprises say. Of ratings departments are told sums alone."""

from yicha.feedback.queries.petitions import own_petitions, petition, petitions
from yicha.feedback.queries.ratings import conduct_rules, opened_ratings, own_ratings, rating_totals, sealed_ratings
from yicha.feedback.queries.reports import contact_of, door_photo, door_report, door_reports, report_of_receipt
from yicha.feedback.queries.shops import digest_of, passer_by, require_room, sender_of, shop
from yicha.feedback.rules.petitions import repairable
from yicha.feedback.rules.ratings import rateable as departments_to_rate

__all__ = [
    "conduct_rules",
    "contact_of",
    "departments_to_rate",
    "digest_of",
    "door_photo",
    "door_report",
    "door_reports",
    "opened_ratings",
    "own_petitions",
    "own_ratings",
    "passer_by",
    "petition",
    "petitions",
    "rating_totals",
    "repairable",
    "report_of_receipt",
    "require_room",
    "sealed_ratings",
    "sender_of",
    "shop",
]
