"""Tables of the room."""

from yicha.followups.models.follow_ups import FollowUp, Problem
from yicha.followups.models.orders import CorrectionReport, Recheck, RectificationOrder, ReportPhoto
from yicha.followups.models.spread import Circular, Receipt

__all__ = ["Circular", "CorrectionReport", "FollowUp", "Problem", "Receipt", "Recheck", "RectificationOrder", "ReportPhoto"]
