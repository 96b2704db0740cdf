"""Reads of inspections, in the actor's jurisdiction only."""

from yicha.inspections.queries.codes import by_code, firm_of_code
from yicha.inspections.queries.forms import answers, merged_form, photos, site_record
from yicha.inspections.queries.notices import notice_of, notices
from yicha.inspections.queries.visits import inspection, inspections
from yicha.inspections.rules import masked

__all__ = [
    "answers",
    "by_code",
    "firm_of_code",
    "inspection",
    "inspections",
    "masked",
    "merged_form",
    "notice_of",
    "notices",
    "photos",
    "site_record",
]
