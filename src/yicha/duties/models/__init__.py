"""The room's tables."""

from yicha.duties.models.conflicts import Conflict, ConflictOpinion
from yicha.duties.models.disputes import Dispute, Party
from yicha.duties.models.duties import Duty
from yicha.duties.models.minutes import FollowUp, Minutes
from yicha.duties.models.policies import Policy, PolicyOpinion
from yicha.duties.models.resources import Resource

__all__ = ["Conflict", "ConflictOpinion", "Dispute", "Duty", "FollowUp", "Minutes", "Party", "Policy", "PolicyOpinion", "Resource"]
