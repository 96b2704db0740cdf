"""情况紧急: who could not wait for the approval has entered; the head of the leading department approves afterwards, or does not."""

from dataclasses import dataclass
from datetime import datetime

from yicha.engines.deadlines import Reading


@dataclass(frozen=True)
class DecideUrgency:
    """补批. Whatever is decided, what was found stays: an urgency that was none is the legal supervisor's business."""

    inspection: int
    approve: bool
    opinion: str


@dataclass(frozen=True)
class UrgencyDecided:
    """`late`: after the norm's hours."""

    inspection: int
    lead: str
    approved: bool
    opinion: str
    late: bool

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class UrgencyRow:
    """`approved` None as long as nobody has decided; `clock` runs towards that from the moment of entering, None once it is done."""

    inspection: int
    number: str
    name: str
    lead: str
    reason: str
    entered_at: datetime
    approved: bool | None
    opinion: str
    decided_by: str
    decided_at: datetime | None
    clock: Reading | None
