"""What other rooms may see of 企业反馈: ratings of visits, appeals and requests for repair."""

from yicha.feedback.types.permissions import FeedbackPermission
from yicha.feedback.types.petitions import (
    DecidePetition,
    PetitionDecided,
    PetitionKind,
    PetitionRaised,
    PetitionRow,
    PetitionStatus,
    RaisePetition,
)
from yicha.feedback.types.ratings import (
    FEWEST,
    ConductRule,
    DepartmentRating,
    Grade,
    OpenedRating,
    OpenRating,
    OwnRating,
    RateVisit,
    RatingOpened,
    RatingTotal,
    SealedRating,
    VisitRated,
)

__all__ = [
    "FEWEST",
    "ConductRule",
    "DecidePetition",
    "DepartmentRating",
    "FeedbackPermission",
    "Grade",
    "OpenRating",
    "OpenedRating",
    "OwnRating",
    "PetitionDecided",
    "PetitionKind",
    "PetitionRaised",
    "PetitionRow",
    "PetitionStatus",
    "RaisePetition",
    "RateVisit",
    "RatingOpened",
    "RatingTotal",
    "SealedRating",
    "VisitRated",
]
