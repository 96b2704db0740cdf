"""规则推演: a year's programme under other parameters. Nothing of the year is changed by asking."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Parameter(StrEnum):
    """What may be tried: a norm by its code, or how much wider every line's window is."""

    CLASS_CAP = "planning.class_cap"
    VISIT_CAP = "planning.visits_per_year"
    ORGAN_CAP = "planning.organ_visits_per_year"
    GAP_WEEKS = "planning.gap_weeks"
    VISIT_MINUTES = "planning.visit_minutes_max"
    LOAD_CEILING = "planning.load_ceiling_pct"
    QUOTA_A = "draws.quota.A"
    QUOTA_B = "draws.quota.B"
    QUOTA_C = "draws.quota.C"
    QUOTA_D = "draws.quota.D"
    WIDER_WEEKS = "window.wider_weeks"  # at either end


@dataclass(frozen=True)
class Change:
    parameter: Parameter
    amount: int


@dataclass(frozen=True)
class AskSimulation:
    """`draw`: the subjects' draw of the year that is looked at, last year's or this one's."""

    draw: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class SimulationAsked:
    simulation: int
    draw: int

    @property
    def about(self) -> str:
        return f"simulation:{self.simulation}"


@dataclass(frozen=True)
class RunSimulation:
    simulation: int


@dataclass(frozen=True)
class SimulationRun:
    simulation: int
    doors_before: int
    doors_after: int

    @property
    def about(self) -> str:
        return f"simulation:{self.simulation}"


@dataclass(frozen=True)
class Outlook:
    """What a programme comes to. `often`: subjects visited once, twice, more often. `lost`: (cause, demands) of what has no place."""

    demands: int
    doors: int
    lower_bound: int
    unplaced: int
    department_visits: int
    often: tuple[int, int, int]
    lost: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SimulationRow:
    """`before` and `after` are None until the worker has computed them, on the same register and with the same engine."""

    id: int
    year: int
    draw: int
    asked_by: str
    asked_at: datetime
    changes: tuple[Change, ...]
    before: Outlook | None
    after: Outlook | None
