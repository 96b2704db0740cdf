"""From frozen pools to an adopted programme with officers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yicha.draws.types import BeaconPlan


class ProgrammeStatus(StrEnum):
    """The six steps of the joint programme (GX-4.4): 任务生成, 意见征集, 任务排单 … the later ones live in inspections."""

    MERGING = "merging"  # asked for, not yet computed
    GENERATED = "generated"
    CONSULTING = "consulting"
    ADOPTED = "adopted"
    DISCARDED = "discarded"


class Stance(StrEnum):
    AGREE = "agree"
    ADJUST = "adjust"
    ABSTAIN = "abstain"  # 不参加, with a reason


@dataclass(frozen=True)
class FreezeYear:
    """Freeze the pools of all filed plans of a region and year into one frame: one key for all departments.

    `salt_key`: 64 hex digits that hide the records in the committed lists; fresh and secret, except in a test draw.
    If a line is by law not announced, the names stay sealed until the last such window is over; counts and fingerprints are public at
    once. `told_because`: why the conference tells the names at once all the same; empty: it does not. `narrow_because`: why lines with so
    small a pool and so high a ratio that they aim at somebody are drawn all the same; it is told to everybody.
    """

    region_path: str
    year: int
    participants: tuple[str, ...]
    beacon: BeaconPlan
    salt_key: str
    told_because: str = ""
    narrow_because: str = ""


@dataclass(frozen=True)
class YearFrozen:
    region_path: str
    year: int
    draw: int
    plans: int
    lines: int
    subjects: int
    narrow: tuple[str, ...]  # lines whose pool is so small and ratio so high that they aim at somebody

    @property
    def about(self) -> str:
        return f"year:{self.region_path}:{self.year}"


@dataclass(frozen=True)
class MergeProgramme:
    """Turn the drawn and listed demands into the fewest lawful visits. `first_day`: the first day that may still be planned.

    `programme`: the one that was asked for with `AskMerge`; 0 makes one.
    """

    draw: int
    first_day: date
    programme: int = 0


@dataclass(frozen=True)
class ProgrammeMerged:
    programme: int
    draw: int
    instance: str  # digests of stored files
    result: str
    demands: int
    doors: int
    lower_bound: int
    unplaced: int

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class OpenConsultation:
    """The first round asks every department of the programme, a later one those whose wish is open."""

    programme: int


@dataclass(frozen=True)
class ConsultationOpened:
    programme: int
    round: int
    asked: tuple[str, ...]
    opinions_by: date

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class CloseConsultation:
    programme: int


@dataclass(frozen=True)
class ConsultationClosed:
    """`silent` departments said nothing in time: they agree."""

    programme: int
    round: int
    silent: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class DecideOpinion:
    """`accepted`: the programme is adjusted as the department wished; else it stands."""

    programme: int
    department: str
    accepted: bool
    reason: str


@dataclass(frozen=True)
class OpinionDecided:
    programme: int
    department: str
    accepted: bool
    reason: str

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class GiveOpinion:
    programme: int
    department: str
    stance: Stance
    note: str = ""


@dataclass(frozen=True)
class OpinionGiven:
    programme: int
    department: str
    stance: Stance

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class OpinionRow:
    """`silent`: the clock wrote it. `decision`: what the coordinator decided about a wish, empty while it is open."""

    department: str
    stance: Stance
    note: str
    round: int = 1
    silent: bool = False
    accepted: bool | None = None
    decision: str = ""

    @property
    def open(self) -> bool:
        """A wish, to have it otherwise or to stay out, that stands in the way of adoption."""
        return self.stance is not Stance.AGREE and not self.decision


@dataclass(frozen=True)
class AdoptProgramme:
    programme: int


@dataclass(frozen=True)
class ProgrammeAdopted:
    programme: int
    region_path: str
    year: int
    visits: int
    late: bool = False

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class PlaceLate:
    """Place what came after adoption: by a replacement that was drawn meanwhile, or by a later wave."""

    programme: int


@dataclass(frozen=True)
class LatePlaced:
    """`draw`: the number of the newest draw that is followed; `result`: digest of the kept answer. `unplaced`: demands (line/sid) without
    a lawful week; `withdrawn`: numbers of the visits of those who were lost; `joined`: of those that took some of the demands in.
    """

    programme: int
    draw: str
    result: str
    visits: int
    demands: int
    unplaced: tuple[str, ...]
    withdrawn: tuple[str, ...]
    joined: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class FreezeStaffing:
    """Freeze the adopted visits that have no officers yet, and the officers, into the frame of a draw of its own."""

    programme: int
    participants: tuple[str, ...]
    beacon: BeaconPlan
    salt_key: str


@dataclass(frozen=True)
class StaffingFrozen:
    programme: int
    draw: int
    visits: int
    officers: int

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class StaffVisits:
    draw: int


@dataclass(frozen=True)
class VisitsStaffed:
    programme: int
    draw: int
    visits: int
    understaffed: tuple[str, ...]  # numbers of visits with an open post

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme as queries show it; `instance` and `result` are digests of kept files, `summary` the engine's figures.

    `board` and `version` are of the version that holds now; empty and 0 before it was merged.
    """

    id: int
    region_path: str
    year: int
    draw: int
    staffing_draw: int | None
    status: ProgrammeStatus
    instance: str
    result: str
    summary: tuple[tuple[str, int], ...]
    engine: str
    board: str = ""
    version: int = 0
    round: int = 0
    opinions_by: date | None = None
    awaited: tuple[str, ...] = ()
    publish_by: date | None = None
    published_on: date | None = None

    @property
    def late(self) -> bool:
        """Published after the last lawful day (R-PLAN-1)."""
        return bool(self.publish_by and self.published_on and self.published_on > self.publish_by)
