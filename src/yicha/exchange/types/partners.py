"""上级平台: who takes a region's batches, and how they get there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How a batch gets to the level above."""

    API = "api"  # over the network, signed
    FILE = "file"  # through a gateway without network: a folder out, a folder in


class PartnerStatus(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True)
class ProposePartner:
    """`address`: where its interface answers; empty for the way by file."""

    region_path: str
    name: str
    way: Way
    address: str = ""


@dataclass(frozen=True)
class PartnerProposed:
    partner: int
    name: str

    @property
    def about(self) -> str:
        return f"exchange_partner:{self.partner}"


@dataclass(frozen=True)
class ApprovePartner:
    partner: int


@dataclass(frozen=True)
class PartnerApproved:
    partner: int
    name: str

    @property
    def about(self) -> str:
        return f"exchange_partner:{self.partner}"


@dataclass(frozen=True)
class EndPartner:
    partner: int
    reason: str


@dataclass(frozen=True)
class PartnerEnded:
    partner: int
    reason: str

    @property
    def about(self) -> str:
        return f"exchange_partner:{self.partner}"


@dataclass(frozen=True)
class PartnerRow:
    """The level above that takes a region's batches. `failures` in a row; until `rests_until` it is left alone."""

    id: int
    region_path: str
    name: str
    way: Way
    address: str
    status: PartnerStatus
    proposed_by: str
    approved_by: str
    ended_because: str
    failures: int
    trouble: str
    rests_until: datetime | None
