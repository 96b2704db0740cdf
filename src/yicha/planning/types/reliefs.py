"""换人: an officer who was drawn cannot come. Another of his department is drawn, under a key of its own."""

from dataclasses import dataclass
from datetime import datetime

from yicha.draws.types import BeaconPlan


@dataclass(frozen=True)
class FreezeRelief:
    """Freeze everybody of the department who could come instead into the frame of a draw for one post. `reason` is why he cannot."""

    visit: int
    cert_no: str
    reason: str
    participants: tuple[str, ...]
    beacon: BeaconPlan
    salt_key: str


@dataclass(frozen=True)
class ReliefFrozen:
    visit: int
    draw: int
    department: str
    cert_no: str
    reason: str
    candidates: int

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class RelieveOfficer:
    """What that draw said, written to the visit."""

    draw: int


@dataclass(frozen=True)
class OfficerRelieved:
    visit: int
    draw: int
    department: str
    before: str
    cert_no: str
    reason: str

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class ReliefRow:
    """`successor` is empty until the draw was run."""

    draw: int
    department: str
    cert_no: str
    name: str
    reason: str
    frozen_at: datetime
    successor: str
