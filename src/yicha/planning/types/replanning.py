"""重新排期: an adopted programme when things have changed. Asked for, computed beside it, adopted or left."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.planning.types.boards import BoardReason


class ReplanKind(StrEnum):
    """What becomes of a visit, or of work."""

    MOVED = "moved"
    EXTENDED = "extended"
    ENDED = "ended"
    NEW = "new"
    LOST = "lost"


@dataclass(frozen=True)
class AskReplan:
    """`first_day`: the first that may be planned anew; what begins before stays. `reason`: what has changed, in words."""

    programme: int
    first_day: date
    reason: str


@dataclass(frozen=True)
class ReplanAsked:
    replan: int
    programme: int

    @property
    def about(self) -> str:
        return f"replan:{self.replan}"


@dataclass(frozen=True)
class RunReplan:
    replan: int


@dataclass(frozen=True)
class ReplanRun:
    """`changed` of `published` visits are not left as they were."""

    replan: int
    programme: int
    published: int
    changed: int

    @property
    def about(self) -> str:
        return f"replan:{self.replan}"


@dataclass(frozen=True)
class AdoptReplan:
    """`record`: the minutes of the joint conference that agreed."""

    replan: int
    record: str


@dataclass(frozen=True)
class ReplanAdopted:
    """`replaced`, `joined`: numbers of visits that others replace, or nothing; of those that took work in. `made`: how many are new."""

    replan: int
    programme: int
    version: int
    replaced: tuple[str, ...]
    joined: tuple[str, ...]
    made: int
    unplaced: int
    record: str
    filings: tuple[int, ...] = ()  # checks outside the plan that have their place now

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class ReplanChange:
    """One visit that is not left as it was, new work at a door of its own, or work without a place.

    `visit` and `number` are empty of what is new or lost. Weeks are indices of the plan year, `before` is -1 where nothing stood.
    """

    kind: ReplanKind
    visit: int
    number: str
    sid: str
    name: str
    town: str
    announced: bool
    before: int
    after: tuple[int, ...]
    departments: tuple[str, ...]
    items: tuple[str, ...]
    why: BoardReason | None


@dataclass(frozen=True)
class ReplanSide:
    """One column of the comparison. `lower_bound`: of doors, proven for the work of today; `peak`: per cent of officer-minutes in the
    fullest week of any department.
    """

    doors: int
    repeat_visited: int
    unplaced: int
    lower_bound: int | None
    peak: int
    moved: int


@dataclass(frozen=True)
class Comparison:
    """`anew`: if all that nobody was told of were planned anew. `published`, `told`: visits that might move, and that never do.

    What adopting does: `replaced` visits go, `extended` ones take in what the planned visit of that key holds, the planned visits of the
    keys `made` become visits. `stood`: how each of these visits stood when this was computed.
    """

    before: ReplanSide
    after: ReplanSide
    anew: ReplanSide
    published: int
    told: int
    changes: tuple[ReplanChange, ...]
    replaced: tuple[int, ...]
    extended: tuple[tuple[int, str], ...]
    made: tuple[str, ...]
    stood: tuple[tuple[int, str], ...]

    @property
    def moved_share(self) -> str:
        """Per cent of the published visits."""
        return f"{100 * self.after.moved / (self.published or 1):.1f}"


@dataclass(frozen=True)
class ReplanRow:
    """`base`: the version of the programme that it starts from; `compared`: whether it has been computed."""

    id: int
    programme: int
    year: int
    asked_by: str
    asked_at: datetime
    first_day: date
    reason: str
    base: int
    compared: bool
    adopted_at: datetime | None
    adopted_by: str
    record: str
