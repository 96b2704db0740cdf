"""What other rooms may see of 抽取: ceremonies over frozen frames. A draw knows pools and tasks only as its own types."""

from dataclasses import dataclass
from enum import StrEnum


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
class FreezePool:
    """Freeze a frame. `frame` is the digest of a stored file that holds the engine's input exactly (lines, strata, quotas and
    records; or tasks and officers), so that what is frozen is bytes and not rows that may still move.
    """

    region_path: str
    year: int
    kind: DrawKind
    purpose: str
    frame: str
    participants: tuple[str, ...]  # department codes whose secrets make the seed
    beacon: str  # name and issue of the un-choosable source; "" marks a test draw


@dataclass(frozen=True)
class PoolFrozen:
    draw: int
    number: str
    kind: DrawKind
    region_path: str
    year: int
    frame: str
    pool_sha256: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class CommitReveal:
    draw: int
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
    manifest_sha256: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RevealSecret:
    draw: int
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
    draw: int


@dataclass(frozen=True)
class DrawRun:
    """The result stands. Bundles are stored files (zip), named by digest."""

    draw: int
    kind: DrawKind
    region_path: str
    year: int
    result_sha256: str
    full_bundle: str
    public_bundle: str

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
