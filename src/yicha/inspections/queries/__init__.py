"""Reads of inspections, in the actor's jurisdiction only."""

from yicha.inspections.queries.codes import by_code, enterprise_of_code
from yicha.inspections.queries.desk import DeskRows, monday, reviews, visible_inspection, weeks
from yicha.inspections.queries.duties import notices_due, own_visits, results_waiting, tasks_at_hand, visits_missed
from yicha.inspections.queries.forms import answers, merged_form, photos, site_record
from yicha.inspections.queries.notices import notice_of, notices
from yicha.inspections.queries.objections import objection_of, objections
from yicha.inspections.queries.problems import concluded_part, most_problems
from yicha.inspections.queries.progress import places_of, progress_of, progressing, years_progress
from yicha.inspections.queries.sites import my_visits, site
from yicha.inspections.queries.visits import inspection, inspections
from yicha.inspections.rules import masked

__all__ = [
    "DeskRows",
    "answers",
    "by_code",
    "concluded_part",
    "enterprise_of_code",
    "inspection",
    "inspections",
    "masked",
    "merged_form",
    "monday",
    "most_problems",
    "my_visits",
    "notice_of",
    "notices",
    "notices_due",
    "objection_of",
    "objections",
    "own_visits",
    "photos",
    "places_of",
    "progress_of",
    "progressing",
    "results_waiting",
    "reviews",
    "site",
    "site_record",
    "tasks_at_hand",
    "visible_inspection",
    "visits_missed",
    "weeks",
    "years_progress",
]
