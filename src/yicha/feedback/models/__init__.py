from yicha.feedback.models.petitions import Petition
from yicha.feedback.models.ratings import Opening, Rating
from yicha.feedback.models.reports import DoorPhoto, DoorProgress, DoorReport, DoorSender

__all__ = ["DoorPhoto", "DoorProgress", "DoorReport", "DoorSender", "Opening", "Petition", "Rating"]
