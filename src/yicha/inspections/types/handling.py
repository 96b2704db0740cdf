"""签收 and 接手: who answers for a department's part of a visit."""

from dataclasses import dataclass
from datetime import date, datetime

from yicha.engines.deadlines import Reading


@dataclass(frozen=True)
class SignForTask:
    """签收: the department takes its part on. Who signs answers for it until another takes it over."""

    inspection: int
    department: str


@dataclass(frozen=True)
class TaskSigned:
    inspection: int
    visit: int
    department: str
    holder: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class TakeOverTask:
    """接手: another officer who was drawn for the same department answers for its part from now on."""

    inspection: int
    reason: str


@dataclass(frozen=True)
class TaskTakenOver:
    inspection: int
    visit: int
    department: str
    before: str
    holder: str
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class UnsignedTask:
    """A part that nobody has signed for; `clock` runs to the last day for it."""

    inspection: int
    number: str
    name: str
    town: str
    department: str
    lead: bool
    first_day: date
    last_day: date
    starts_at: datetime | None
    clock: Reading

    @property
    def sign_by(self) -> datetime:
        return self.clock.due.at


@dataclass(frozen=True)
class TasksUnsigned:
    """Parts of a department that wait to be signed for; `first`: the nearest visit among them; `due`: the last day to sign."""

    department: str
    count: int
    first: date
    due: date
