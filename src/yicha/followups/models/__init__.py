"""Tables of the room."""

from yicha.followups.models.follow_ups import FollowUp, Problem
from yicha.followups.models.orders import CorrectionReport, Recheck, RectificationOrder, ReportPhoto
from yicha.followups.models.spread import Circular, CircularReceipt

__all__ = ["Circular", "CircularReceipt", "CorrectionReport", "FollowUp", "Problem", "Recheck", "RectificationOrder", "ReportPhoto"]
