"""The room's tables."""

from yicha.duties.models.disputes import Dispute, Party
from yicha.duties.models.duties import Duty

__all__ = ["Dispute", "Duty", "Party"]
