"""Reads of what phones hold and brought."""

from yicha.field.queries.lanes import lane_of, receipts_of
from yicha.field.queries.limits import limits
from yicha.field.queries.packages import forms_unpinned, gone, packages

__all__ = ["forms_unpinned", "gone", "lane_of", "limits", "packages", "receipts_of"]
