"""What shows others that a draw is what it was said to be: its entries in the log, and the departments that drew it again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LogFingerprint:
    """What was just fixed of a draw is to stand in the log in an entry that everybody may see: it names nobody."""

    draw: int


@dataclass(frozen=True)
class FingerprintLogged:
    """`result_hash` and `bundle_number` are empty as long as only the manifest is fixed."""

    draw: int
    number: str
    manifest_hash: str
    result_hash: str = ""
    bundle_number: str = ""

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class ConfirmReplay:
    """A department has drawn again from the full bundle, by a verifier of its own, and read this bundle number there."""

    draw: int
    department: str
    bundle_number: str  # 64 hex digits


@dataclass(frozen=True)
class ReplayConfirmed:
    draw: int
    department: str
    bundle_number: str

    @property
    def about(self) -> str:
        return f"draw:{self.draw}"


@dataclass(frozen=True)
class Replay:
    """A department that drew again by itself and came to the same; `department`: its code."""

    department: str
    at: datetime
