"""The tasks that a programme generated: one line each, for lists of thousands."""

from dataclasses import dataclass
from datetime import date

from yicha.planning.types.visits import VisitStatus


@dataclass(frozen=True)
class ProgrammeTask:
    """一户一次: who is visited by which departments, and what became of it."""

    visit: int
    number: str
    sid: str
    name: str
    town: str
    status: VisitStatus
    first_day: date
    last_day: date
    departments: tuple[str, ...]
