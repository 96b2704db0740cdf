"""镇街巡查: what a town looked at from outside. No check: nobody is entered, nothing is asked for, nothing counts."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class RecordPatrol:
    """`area` is the path of the town, or of the county; `found` is empty if nothing was; `sid` if it concerns no subject."""

    area: str
    patrolled_by: str
    place: str
    patrolled_on: date
    found: str = ""
    sid: str = ""


@dataclass(frozen=True)
class PatrolRecorded:
    patrol: int
    area: str
    found: bool

    @property
    def about(self) -> str:
        return f"patrol:{self.patrol}"


@dataclass(frozen=True)
class PatrolRow:
    """`whistle`: the one that it led to, 0 if none did; `name`: of the subject."""

    id: int
    area: str
    place: str
    sid: str
    name: str
    patrolled_by: str
    patrolled_on: date
    found: str
    recorded_by: str
    recorded_at: datetime
    whistle: int
