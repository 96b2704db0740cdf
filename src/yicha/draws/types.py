"""What other rooms may see of 抽取: ceremonies over frozen frames. A draw knows pools and tasks only as its own types."""

from dataclasses import dataclass
from enum import StrEnum

from yicha.engines.draw.assignment import Assignment
from yicha.engines.draw.lists import Lists


class DrawPermission(StrEnum):
    READ = "draws.draw.read"
    FREEZE = "draws.draw.freeze"
    COMMIT = "draws.draw.commit"
    SEAL = "draws.draw.seal"
    REVEAL = "draws.draw.reveal"
    RECORD_BEACON = "draws.draw.record_beacon"
    RUN = "draws.draw.run"
    VOID = "draws.draw.void"


class DrawKind(StrEnum):
    SUBJECTS = "subjects"
    OFFICERS = "officers"


class DrawStatus(StrEnum):
    FROZEN = "frozen"  # 名录已冻结, waiting for commitments
    SEALED = "sealed"  # 清单已封存: the manifest is fixed, nothing can be changed any more
    DRAWN = "drawn"  # 已抽取
    VOID = "void"  # 已作废, with reason, counted in public


@dataclass(frozen=True)
class BeaconPlan:
    """The un-choosable source that is read last, and its issue. Without a name the draw is a test and stays one."""

    name: str = ""
    round: str = ""


@dataclass(frozen=True)
class FreezePool:
    """Freeze a frame. `frame` is the digest of a kept zip of the engine's frame (terms, pool, officers), so that what is frozen
    is bytes and not rows that may still move.
    """

    region_path: str
    year: int
    frame: str
    participants: tuple[str, ...]  # department codes whose secrets make the seed, in their order
    beacon: BeaconPlan


@dataclass(frozen=True)
class PoolFrozen:
    draw: int
    number: str
    kind: DrawKind
    region_path: str
    year: int
    frame: str
    pool_hash: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class CommitReveal:
    draw: int
    department: str
    commitment: str  # 64 hex digits


@dataclass(frozen=True)
class RevealCommitted:
    draw: int
    department: str
    commitment: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class SealManifest:
    draw: int


@dataclass(frozen=True)
class ManifestSealed:
    draw: int
    manifest_hash: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RevealSecret:
    draw: int
    department: str
    secret: str  # 64 hex digits; must open the commitment


@dataclass(frozen=True)
class SecretRevealed:
    draw: int
    department: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RecordBeacon:
    draw: int
    value: str  # hex of the beacon's bytes


@dataclass(frozen=True)
class BeaconRecorded:
    draw: int
    value: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RunDraw:
    """`missing` names the participants who have not revealed: their secret counts as empty, in the open."""

    draw: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawRun:
    """The result stands. Bundles are stored files (zip), named by digest."""

    draw: int
    kind: DrawKind
    region_path: str
    year: int
    result_hash: str
    bundle_number: str
    full_bundle: str
    public_bundle: str
    missing: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class VoidDraw:
    draw: int
    reason: str


@dataclass(frozen=True)
class DrawVoided:
    draw: int
    reason: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class DrawRow:
    """A draw as queries show it."""

    id: int
    number: str
    kind: DrawKind
    region_path: str
    year: int
    title: str
    status: DrawStatus
    beacon: BeaconPlan
    participants: tuple["ParticipantRow", ...]
    manifest_hash: str
    result_hash: str
    bundle_number: str
    void_because: str


@dataclass(frozen=True)
class ParticipantRow:
    department: str
    place: int
    commitment: str
    revealed: bool


@dataclass(frozen=True)
class Post:
    """One post at a visit: who was drawn for it, or nobody could be."""

    department: str
    cert_no: str = ""
    name: str = ""


def posts_of(assignment: Assignment, lists: Lists) -> dict[str, tuple[Post, ...]]:
    """Visit number → its posts in the order of the slots, as a draw of officers filled them."""
    officers = [row.officer for row in lists.officers]
    return {
        task.sid: tuple(
            Post(slot.department) if place is None else Post(slot.department, officers[place].id, officers[place].name)
            for slot, place in zip(task.slots, places, strict=True)
        )
        for task, places in assignment.tasks
    }
