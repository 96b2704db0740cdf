"""Who may do what with what enterprises and passers-by say."""

from enum import StrEnum


class FeedbackPermission(StrEnum):
    RATE = "feedback.rating.rate"
    READ_RATINGS = "feedback.rating.read"
    OPEN_RATING = "feedback.rating.open"
    PETITION = "feedback.petition.raise"
    READ_PETITIONS = "feedback.petition.read"
    DECIDE_PETITION = "feedback.petition.decide"
    REPORT = "feedback.report.make"
    READ_REPORTS = "feedback.report.read"
    HANDLE_REPORT = "feedback.report.handle"
