"""Reads of plans, programmes and visits, in the actor's jurisdiction only."""

from yicha.planning.queries.of_subject import filings, past_checks_of, visits_of, year_left
from yicha.planning.queries.plans import department_line, frozen_lines, past_checks
from yicha.planning.queries.programmes import board, board_of_digest, opinions, programme, programme_files, programmes, versions
from yicha.planning.queries.visits import visit, visits, visits_before

__all__ = [
    "board",
    "board_of_digest",
    "department_line",
    "filings",
    "frozen_lines",
    "opinions",
    "past_checks",
    "past_checks_of",
    "programme",
    "programme_files",
    "programmes",
    "versions",
    "visit",
    "visits",
    "visits_before",
    "visits_of",
    "year_left",
]
