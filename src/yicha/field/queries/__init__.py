"""Reads of what phones hold and brought."""

from yicha.field.queries.awaited import copy_awaited, originals_awaited
from yicha.field.queries.files import Promise, chunks, file_state, most_bytes, promise, struck_out_because
from yicha.field.queries.lanes import held_since, held_visits, lane_of, overdue_lanes, receipts_of
from yicha.field.queries.limits import held_days, limits
from yicha.field.queries.news import Held, news, packages
from yicha.field.queries.packages import form_name, forms_unpinned, paths_of
from yicha.field.queries.reviews import lanes_of, operations_to_decide, phones, undecided, visits_to_decide

__all__ = [
    "Held",
    "Promise",
    "chunks",
    "copy_awaited",
    "file_state",
    "form_name",
    "forms_unpinned",
    "held_days",
    "held_since",
    "held_visits",
    "lane_of",
    "lanes_of",
    "limits",
    "most_bytes",
    "news",
    "operations_to_decide",
    "originals_awaited",
    "overdue_lanes",
    "packages",
    "paths_of",
    "phones",
    "promise",
    "receipts_of",
    "struck_out_because",
    "undecided",
    "visits_to_decide",
]
