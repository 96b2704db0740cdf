"""The room's tables."""

from yicha.duties.models.conflicts import Conflict, ConflictOpinion
from yicha.duties.models.disputes import Dispute, Party
from yicha.duties.models.duties import Duty

__all__ = ["Conflict", "ConflictOpinion", "Dispute", "Duty", "Party"]
