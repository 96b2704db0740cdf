"""What queries show of a draw."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.draws.types.ceremonies import TEST_PARTY, BeaconPlan, DrawKind, DrawStatus, Fallback, LostSubject
from yicha.engines.draw.assignment import Assignment
from yicha.engines.draw.lists import Lists


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
    suite: int = 1  # by which hash functions it is drawn: 1 SHA-256, 2 SM3
    replaces: int | None = None  # of a replacement: the draw behind it
    lost: tuple[LostSubject, ...] = ()

    witnesses_wanted: int = 0  # so many cosign the manifest before the public number is said
    fell_back: bool = False

    @property
    def source(self) -> BeaconPlan | Fallback:
        """What is read last: the first source, or the fallback if that was read in its place."""
        return self.beacon.fallback if self.fell_back and self.beacon.fallback else self.beacon

    def number_out(self, at: datetime) -> bool:
        """YX-2.7b: whether the public number may be known by then, so that nobody reveals any more."""
        typed = bool(self.beacon_typed_by) or self.beacon_value is not None
        return typed or (self.beacon.due is not None and at >= self.beacon.due)

    def without_result(self, at: datetime) -> bool:
        """YX-2.7b: sealed, the public number is out, and nothing has come of it."""
        return self.status is DrawStatus.SEALED and not self.is_test and self.number_out(at)

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
    begins: bool = False  # the first of two waves
    excluded: tuple[tuple[str, int], ...] = ()  # reason → how many of the members

    @property
    def kept_out(self) -> int:
        return self.members - self.eligible


@dataclass(frozen=True)
class Excluded:
    """Why members of lines could not be drawn: over all lines, so that no figure tells of one firm. `share`: in per cent."""

    reason: str
    count: int
    share: float


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
    weights: str = ""  # whose ticket counted how many times as heavy
    opens: str = ""  # of the second of two waves: from when on it is told and planned
    begins: bool = False  # the first of two waves


@dataclass(frozen=True)
class DrawnLists:
    """Who was drawn, as everybody may know: by line, and those of lines taken whole, whose line is not told (docs/vdr1.md §12)."""

    lines: tuple[DrawnLine, ...]
    listed: tuple[str, ...]
    pool: int
    seed: str
    manifest_hash: str
    size: int  # bytes of the public bundle
    narrow: str = ""  # why lines with a small pool and a high ratio were drawn all the same
    behind: int = 0  # of a replacement: how many draws its bundle carries

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
    BEFORE = "before"  # drawn by a draw behind this replacement: nobody is drawn twice
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
class Challenge:
    """免抽说明: somebody whose ticket lies below a cut and who was not drawn there. `words`: the reasons; none if of no such line."""

    sid: str
    ticket: str
    words: tuple[str, ...]


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


@dataclass(frozen=True)
class SealedReading:
    """Who looked at a list before its day, when and what for. `by`: the account."""

    by: str
    at: datetime
    purpose: str
