"""Tables of the room."""

from yicha.followups.models.follow_ups import FollowUp, Problem
from yicha.followups.models.orders import CorrectionReport, Recheck, RectificationOrder, ReportPhoto

__all__ = ["CorrectionReport", "FollowUp", "Problem", "Recheck", "RectificationOrder", "ReportPhoto"]
