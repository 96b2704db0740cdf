"""Reads of plans, programmes and visits, in the actor's jurisdiction only."""

from yicha.planning.queries.competence import competence_of, items_held
from yicha.planning.queries.counts import count_plan, count_scope, scope_spent
from yicha.planning.queries.coverage import coverage
from yicha.planning.queries.doors import DoorRow, doors_between
from yicha.planning.queries.duties import doors_by_week, filings_waiting, plans_standing, visits_numbered
from yicha.planning.queries.effects import item_effect, item_uses
from yicha.planning.queries.exclusions import exclusion_places
from yicha.planning.queries.filings import could_share, deferred, filing, filings, given_back
from yicha.planning.queries.hours import away, choices, hours_request, hours_requests, hours_told
from yicha.planning.queries.late import given_back_work, late_waiting, officers_wanted, opened_late, outside_unmanned, staffing_open
from yicha.planning.queries.of_subject import all_visits_of, hindrance_to, past_checks_of, visits_of, year_left
from yicha.planning.queries.outside import GROUND_TERMS, GROUND_WORDS, campaign, campaigns, grounds, spared
from yicha.planning.queries.plans import (
    MODES,
    SELECTIONS,
    department_line,
    frozen_lines,
    is_of_plans,
    lines_of,
    past_checks,
    plan_of,
    plan_rows,
    plan_sheet,
    public_lines,
)
from yicha.planning.queries.programmes import (
    BOARDS,
    PROGRAMMES,
    annual_plan_due,
    board,
    board_of_digest,
    consultations_over,
    opinions,
    programme,
    programme_files,
    programmes,
    versions,
)
from yicha.planning.queries.recognised import valid_for, valid_results
from yicha.planning.queries.relied_on import programmes_since, subjects_relied_on
from yicha.planning.queries.reliefs import is_relief, reliefs_of
from yicha.planning.queries.replans import comparison_shown, replaced_by, replan_files, replan_row, replans
from yicha.planning.queries.roster import roster
from yicha.planning.queries.sealing import board_sealing, board_shown, board_under, names_kept, sealed, told_from
from yicha.planning.queries.simulations import changes_of, simulation, simulations
from yicha.planning.queries.tasks import programme_tasks, standing
from yicha.planning.queries.teams import teams_before
from yicha.planning.queries.visits import (
    doors_standing,
    visit,
    visits,
    visits_before,
    visits_by_id,
    visits_by_week,
    visits_for_cause,
    visits_outside,
)
from yicha.planning.queries.watched import free_demands, named_visits
from yicha.planning.rules.recognising import require_not_known

__all__ = [
    "BOARDS",
    "GROUND_TERMS",
    "GROUND_WORDS",
    "MODES",
    "PROGRAMMES",
    "SELECTIONS",
    "DoorRow",
    "all_visits_of",
    "annual_plan_due",
    "away",
    "board",
    "board_of_digest",
    "board_sealing",
    "board_shown",
    "board_under",
    "campaign",
    "campaigns",
    "changes_of",
    "choices",
    "comparison_shown",
    "competence_of",
    "consultations_over",
    "could_share",
    "count_plan",
    "count_scope",
    "coverage",
    "deferred",
    "department_line",
    "doors_between",
    "doors_by_week",
    "doors_standing",
    "exclusion_places",
    "filing",
    "filings",
    "filings_waiting",
    "free_demands",
    "frozen_lines",
    "given_back",
    "given_back_work",
    "grounds",
    "hindrance_to",
    "hours_request",
    "hours_requests",
    "hours_told",
    "is_of_plans",
    "is_relief",
    "item_effect",
    "item_uses",
    "items_held",
    "late_waiting",
    "lines_of",
    "named_visits",
    "names_kept",
    "officers_wanted",
    "opened_late",
    "opinions",
    "outside_unmanned",
    "past_checks",
    "past_checks_of",
    "plan_of",
    "plan_rows",
    "plan_sheet",
    "plans_standing",
    "programme",
    "programme_files",
    "programme_tasks",
    "programmes",
    "programmes_since",
    "public_lines",
    "reliefs_of",
    "replaced_by",
    "replan_files",
    "replan_row",
    "replans",
    "require_not_known",
    "roster",
    "scope_spent",
    "sealed",
    "simulation",
    "simulations",
    "spared",
    "staffing_open",
    "standing",
    "subjects_relied_on",
    "teams_before",
    "told_from",
    "valid_for",
    "valid_results",
    "versions",
    "visit",
    "visits",
    "visits_before",
    "visits_by_id",
    "visits_by_week",
    "visits_for_cause",
    "visits_numbered",
    "visits_of",
    "visits_outside",
    "year_left",
]
