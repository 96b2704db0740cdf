from yicha.feedback.models.petitions import Petition
from yicha.feedback.models.ratings import Opening, Rating

__all__ = ["Opening", "Petition", "Rating"]
