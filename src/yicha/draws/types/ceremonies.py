"""What is done at a ceremony: permissions, commands, events."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.kernel.events import shows


class DrawPermission(StrEnum):
    READ = "draws.draw.read"
    FREEZE = "draws.draw.freeze"
    COMMIT = "draws.draw.commit"
    SEAL = "draws.draw.seal"
    REVEAL = "draws.draw.reveal"
    RECORD_BEACON = "draws.draw.record_beacon"  # one types it, another types it again
    RUN = "draws.draw.run"
    VOID = "draws.draw.void"  # one proposes, another confirms
    INVITE = "draws.draw.invite"
    REHEARSE = "draws.draw.rehearse"
    LOG = "draws.draw.log"  # the system: what may be shown of a draw gets an entry of its own
    REPLAY = "draws.draw.replay"  # take the full bundle home, and say that one's own replay came to the same
    READ_SEALED = "draws.draw.read_sealed"  # who was drawn, before the day; each time with a purpose, told to the legal supervisors


TEST_PARTY = "test"
"""The only party of a rehearsal: nobody's department. Its secret is a seed that everybody may know, and the bundle says 未经见证."""


NARROW = "narrow"
"""Under this name the manifest's `times` say why lines with a small pool and a high ratio are drawn all the same."""


class DrawKind(StrEnum):
    SUBJECTS = "subjects"
    OFFICERS = "officers"


class DrawStatus(StrEnum):
    FROZEN = "frozen"  # 名录已冻结, waiting for commitments
    SEALED = "sealed"  # 清单已封存: the manifest is fixed, nothing can be changed any more
    DRAWN = "drawn"  # 已抽取
    VOID = "void"  # 已作废, with reason, counted in public


@dataclass(frozen=True)
class Fallback:
    """备用: the source and the issue that are read if the first cannot be had. It comes out after the first."""

    name: str
    round: str
    due: datetime | None = None


@dataclass(frozen=True)
class BeaconPlan:
    """The un-choosable source that is read last, and its issue. Without a name the draw is a test and stays one.

    `due`: when that issue comes out. Until then secrets are revealed, from then on it is typed; a round of drand says it by itself.
    """

    name: str = ""
    round: str = ""
    due: datetime | None = None
    fallback: Fallback | None = None


@dataclass(frozen=True)
class FreezePool:
    """Freeze a frame. `frame` is the digest of a kept zip of the engine's frame (terms, pool, officers), so that what is frozen
    is bytes and not rows that may still move. `open_from`: the day from which everybody may see who was drawn; until then the public
    sees counts and fingerprints (a line of the draw is by law not announced). None: at once.
    """

    region_path: str
    year: int
    frame: str
    participants: tuple[str, ...]  # department codes whose secrets make the seed, in their order
    beacon: BeaconPlan
    open_from: date | None = None


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


class LossReason(StrEnum):
    """Why a drawn subject cannot be checked. It stands in the manifest for everybody to read."""

    CLOSED = "CLOSED"
    MOVED = "MOVED"
    NOT_FOUND = "NOT_FOUND"


@dataclass(frozen=True)
class LostSubject:
    """`evidence`: what shows it, e.g. the number of a deregistration or of the visit that found nobody."""

    sid: str
    reason: LossReason
    evidence: str


@dataclass(frozen=True)
class FreezeReplacement:
    """递补: draw others of the same strata for those whom `draw` drew in the open and who cannot be checked, on all their lines."""

    draw: int
    lost: tuple[LostSubject, ...]
    participants: tuple[str, ...]
    beacon: BeaconPlan


@dataclass(frozen=True)
class ReplacementFrozen:
    draw: int
    number: str
    replaces: int
    lost: tuple[LostSubject, ...]

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
class InviteParticipant:
    """A notary or a deputy without account: `invitation` is the SHA-256 (hex) of the link that is handed over once."""

    draw: int
    name: str
    invitation: str


@dataclass(frozen=True)
class ParticipantInvited:
    draw: int
    name: str
    place: int

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RenewInvitation:
    """The link of an invited party was lost or went to somebody else: another takes its place, and the old one opens nothing any more."""

    draw: int
    place: int
    invitation: str  # SHA-256 (hex) of the new link


@dataclass(frozen=True)
class InvitationRenewed:
    draw: int
    name: str

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
class TypeBeacon:
    """The first typing of what the beacon said, or a correction of it."""

    draw: int
    value: str  # hex of the beacon's bytes
    fallback: bool = False  # it is the fallback that said it


@dataclass(frozen=True)
class BeaconTyped:
    draw: int
    value: str
    fallback: bool = False

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RecordBeacon:
    """The second typing, by another person: it must say the same. A test draw has nothing to type: one is enough."""

    draw: int
    value: str  # hex of the beacon's bytes
    fallback: bool = False


@dataclass(frozen=True)
class BeaconRecorded:
    draw: int
    value: str
    fallback: bool = False

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
class ProposeVoid:
    """Whoever proposes again replaces what was proposed: the reason that counts is the last one."""

    draw: int
    reason: str


@dataclass(frozen=True)
class VoidProposed:
    draw: int
    reason: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class VoidDraw:
    """Confirm what another person proposed. `reason` is the one that was read: if it was changed meanwhile, nothing happens."""

    draw: int
    reason: str


@dataclass(frozen=True)
class DrawVoided:
    draw: int
    reason: str
    proposed_by: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RehearseDraw:
    """演练: take all steps of a draw whose only party is `TEST_PARTY`, with a seed that is said aloud (64 hex digits)."""

    draw: int
    seed: str


@dataclass(frozen=True)
class DrawRehearsed:
    draw: int
    seed: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class ReadSealed:
    """查看封存名单: ask to see who was drawn before everybody may. `purpose`: what for; it is kept and told."""

    draw: int
    purpose: str


@shows
@dataclass(frozen=True)
class SealedRead:
    draw: int
    purpose: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"
