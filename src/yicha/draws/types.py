"""What other rooms may see of 抽取: ceremonies over frozen frames. A draw knows pools and tasks only as its own types."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.engines.draw.assignment import Assignment
from yicha.engines.draw.lists import Lists


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


TEST_PARTY = "test"
"""The only party of a rehearsal: nobody's department. Its secret is a seed that everybody may know, and the bundle says 未经见证."""


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
    """The un-choosable source that is read last, and its issue. Without a name the draw is a test and stays one.

    `due`: when that issue comes out, if anybody knows. It is for the countdown only; what counts is name and round.
    """

    name: str = ""
    round: str = ""
    due: datetime | None = None


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


@dataclass(frozen=True)
class BeaconTyped:
    draw: int
    value: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class RecordBeacon:
    """The second typing, by another person: it must say the same. A test draw has nothing to type: one is enough."""

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
class VoidProposal:
    """One person's: it waits for another. `by`: the account."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class DrawRow:
    """A draw as queries show it. `redraws`: how many draws of its kind and year were made void before it.

    `beacon_typed_by`: the account that typed the public number first. `void_proposal`: one that is still open.
    """

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
    pool_hash: str
    frozen_at: datetime
    sealed_at: datetime | None
    beacon_typed_by: str
    beacon_value: str | None
    void_proposal: VoidProposal | None
    drawn_at: datetime | None
    open_from: date | None
    redraws: int

    @property
    def is_test(self) -> bool:
        """Without a beacon nobody outside had a hand in the seed."""
        return not self.beacon.name

    @property
    def rehearsal(self) -> bool:
        return [one.department for one in self.participants] == [TEST_PARTY]

    def opens_on(self, today: date) -> bool:
        """Whether everybody may see by then who was drawn."""
        return self.open_from is None or self.open_from <= today


@dataclass(frozen=True)
class ParticipantRow:
    department: str
    place: int
    commitment: str
    reveal: str
    invited: bool = False  # by a link, without an account

    @property
    def revealed(self) -> bool:
        return bool(self.reveal)


@dataclass(frozen=True)
class LineFigures:
    """One line of a frame before it is drawn: `wanted` is the least that its quotas take, strata together and never apart."""

    id: str
    department: str
    item: str
    members: int
    eligible: int
    wanted: int


@dataclass(frozen=True)
class DrawnLine:
    """One line as the public bundle shows it. `drawn` in the order of the tickets; `cut` 64 hex digits."""

    id: str
    department: str
    item: str
    members: int
    selected: int
    cut: str
    drawn: tuple[str, ...]


@dataclass(frozen=True)
class DrawnLists:
    """Who was drawn, as everybody may know: by line, and those of lines taken whole, whose line is not told (docs/draw.md §12)."""

    lines: tuple[DrawnLine, ...]
    listed: tuple[str, ...]
    pool: int
    seed: str
    manifest_hash: str
    size: int  # bytes of the public bundle
    logged: bool  # whether the bundle carries proofs of the log

    @property
    def total(self) -> int:
        return len({*self.listed, *(sid for line in self.lines for sid in line.drawn)})


class Fate(StrEnum):
    """Why somebody was drawn or not, as far as the public bundle tells."""

    DRAWN = "drawn"  # on these lines
    LISTED = "listed"  # on some line that was taken whole or by a cover rule
    EXPLAINED = "explained"  # a low ticket, and the published reason
    OUTSIDE = "outside"  # a low ticket, of no line that was drawn
    ABOVE = "above"  # the ticket lies above the cuts of its lines
    ABSENT = "absent"  # not in the pool


@dataclass(frozen=True)
class Standing:
    """One subject of the pool: its ticket, the highest cut that concerns it, the lines that drew it. `code`: why a low ticket was not."""

    fate: Fate
    ticket: str = ""
    cut: str = ""
    lines: tuple[str, ...] = ()
    code: str = ""


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
