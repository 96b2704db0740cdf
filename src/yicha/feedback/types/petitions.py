"""申诉 of a result and 信用修复 of its publication: asked for by the enterprise, decided by a person, with the consequence at once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yicha.engines.deadlines import Reading
from yicha.inspections.types import Outcome


class PetitionKind(StrEnum):
    APPEAL = "appeal"  # 申诉: the result is wrong
    REPAIR = "repair"  # 信用修复: it was right, and has been put right


class PetitionStatus(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class RaisePetition:
    """About what one department found, by its publication, be it out or still a draft."""

    kind: PetitionKind
    publication: int
    words: str


@dataclass(frozen=True)
class PetitionRaised:
    petition: int
    kind: PetitionKind
    publication: int
    department: str

    @property
    def about(self) -> str:
        return f"petition:{self.petition}"


@dataclass(frozen=True)
class DecidePetition:
    """`outcome`: of an appeal that is upheld, what is right instead; otherwise None."""

    petition: int
    uphold: bool
    reason: str
    outcome: Outcome | None = None


@dataclass(frozen=True)
class PetitionDecided:
    petition: int
    kind: PetitionKind
    publication: int
    upheld: bool
    reason: str

    @property
    def about(self) -> str:
        return f"petition:{self.petition}"


@dataclass(frozen=True)
class PetitionRow:
    """`clock` runs towards the decision; None once it is there. `outcome` is what was found, `corrected` what an appeal made of it."""

    id: int
    kind: PetitionKind
    publication: int
    inspection: str
    department: str
    sid: str
    name: str
    outcome: Outcome
    words: str
    raised_at: datetime
    status: PetitionStatus
    decision: str
    decided_at: datetime | None
    corrected: Outcome | None
    clock: Reading | None
