"""见证人: third parties that cosign the ledger's checkpoints on machines of their own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class AppointWitness:
    """`key`: what `yicha witness` printed; `url`: where it listens."""

    key: str
    url: str


@dataclass(frozen=True)
class WitnessAppointed:
    witness: int
    key: str
    url: str

    @property
    def about(self) -> str:
        return f"witness:{self.witness}"


@dataclass(frozen=True)
class DismissWitness:
    witness: int
    reason: str


@dataclass(frozen=True)
class WitnessDismissed:
    witness: int
    name: str
    reason: str

    @property
    def about(self) -> str:
        return f"witness:{self.witness}"


class WitnessStanding(StrEnum):
    """How a witness in office stands to the log."""

    NEW = "new"  # 尚未见证
    SOUND = "sound"  # 正常
    SILENT = "silent"  # 逾时未见证
    REFUSING = "refusing"  # 拒绝见证


@dataclass(frozen=True)
class WitnessListing:
    """`size` and `cosigned_at` of its newest cosignature under the log; `said`: why it did not sign since."""

    id: int
    name: str
    key: str
    url: str
    since: datetime
    size: int
    cosigned_at: datetime | None
    said: str
    standing: WitnessStanding
