"""Reads of plans, programmes and visits, in the actor's jurisdiction only."""

from yicha.planning.queries.plans import department_line, frozen_lines, past_checks
from yicha.planning.queries.programmes import board, board_of_digest, opinions, programme, programme_files, programmes, versions
from yicha.planning.queries.visits import visit, visits, visits_before

__all__ = [
    "board",
    "board_of_digest",
    "department_line",
    "frozen_lines",
    "opinions",
    "past_checks",
    "programme",
    "programme_files",
    "programmes",
    "versions",
    "visit",
    "visits",
    "visits_before",
]
