"""Reads of inspections, in the actor's jurisdiction only."""

from yicha.inspections.queries.cases import archive_of, case_of
from yicha.inspections.queries.codes import by_code, code_seed, enterprise_of_code, mark_now, read_mark
from yicha.inspections.queries.desk import DeskRows, monday, reviews, visible_inspection, weeks
from yicha.inspections.queries.devices import device, devices
from yicha.inspections.queries.documents import document, documents, genuine, standing_of
from yicha.inspections.queries.duties import filings_standing, notices_due, own_visits, results_waiting, tasks_at_hand, visits_missed
from yicha.inspections.queries.earlier import earlier_results
from yicha.inspections.queries.evidence import copy_of_evidence, handed_in, participant, reads_of_originals, sealed_evidence
from yicha.inspections.queries.forms import answers, answers_among, evidence, judged_answer, merged_form, merged_forms, site_record
from yicha.inspections.queries.handling import tasks_unsigned, unsigned_tasks
from yicha.inspections.queries.known import adopted_at, adopted_for, known_results
from yicha.inspections.queries.notices import notice_of, notices
from yicha.inspections.queries.objections import objection_of, objections
from yicha.inspections.queries.owed import kept, owed_of
from yicha.inspections.queries.papers import paper_of, unsecret
from yicha.inspections.queries.presence import absence_of, assistance, companions, visits_at_code
from yicha.inspections.queries.problems import concluded_part, most_problems
from yicha.inspections.queries.progress import places_of, progress_of, progressing, years_progress
from yicha.inspections.queries.sites import drawn_for, held_records, my_visits, site, sites
from yicha.inspections.queries.standing import read_once, standing_forms, standing_visits
from yicha.inspections.queries.urgency import undecided_among, urgencies, urgency_of
from yicha.inspections.queries.visits import held_inspection, inspection, inspection_row, inspections, numbered_inspection
from yicha.inspections.rules.codes import masked

__all__ = [
    "DeskRows",
    "absence_of",
    "adopted_at",
    "adopted_for",
    "answers",
    "answers_among",
    "archive_of",
    "assistance",
    "by_code",
    "case_of",
    "code_seed",
    "companions",
    "concluded_part",
    "copy_of_evidence",
    "device",
    "devices",
    "document",
    "documents",
    "drawn_for",
    "earlier_results",
    "enterprise_of_code",
    "evidence",
    "filings_standing",
    "genuine",
    "handed_in",
    "held_inspection",
    "held_records",
    "inspection",
    "inspection_row",
    "inspections",
    "judged_answer",
    "kept",
    "known_results",
    "mark_now",
    "masked",
    "merged_form",
    "merged_forms",
    "monday",
    "most_problems",
    "my_visits",
    "notice_of",
    "notices",
    "notices_due",
    "numbered_inspection",
    "objection_of",
    "objections",
    "owed_of",
    "own_visits",
    "paper_of",
    "participant",
    "places_of",
    "progress_of",
    "progressing",
    "read_mark",
    "read_once",
    "reads_of_originals",
    "results_waiting",
    "reviews",
    "sealed_evidence",
    "site",
    "site_record",
    "sites",
    "standing_forms",
    "standing_of",
    "standing_visits",
    "tasks_at_hand",
    "tasks_unsigned",
    "undecided_among",
    "unsecret",
    "unsigned_tasks",
    "urgencies",
    "urgency_of",
    "visible_inspection",
    "visits_at_code",
    "visits_missed",
    "weeks",
    "years_progress",
]
