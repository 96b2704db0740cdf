"""尽职免责、失职问责 (LYG-5.6, R-DUTY-1): what was owed to one subject in a year, and what was done of it."""

from dataclasses import dataclass
from datetime import date, datetime

from yicha.draws.types import Standing
from yicha.inspections.types import Owed


@dataclass(frozen=True)
class Proof:
    """The act by which something was done: `entry` is its place in the ledger."""

    about: str
    event: str
    entry: int


@dataclass(frozen=True)
class Due:
    """What was owed. `proof` is None as long as it is not done."""

    owed: Owed
    proof: Proof | None


@dataclass(frozen=True)
class Planned:
    """A visit and why it was planned: plan lines, filings, causes. `because`: why it was cancelled."""

    visit: int
    number: str
    first_day: date
    last_day: date
    departments: tuple[str, ...]
    items: tuple[str, ...]
    grounds: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Drawn:
    """A draw of the year, and how this subject stood in it."""

    draw: int
    number: str
    on: date
    standing: Standing


@dataclass(frozen=True)
class Checked:
    """One department's part: under which form, by how many, with which outcome. `record`: the fingerprint that the firm signed."""

    inspection: int
    number: str
    department: str
    form: str
    questions: int
    officers: int
    outcome: str
    withdrawn: bool
    record: str


@dataclass(frozen=True)
class DutyFile:
    """`year` of the plan; `at`: as it stood then."""

    sid: str
    name: str
    uscc: str
    region: str
    year: int
    at: datetime
    planned: tuple[Planned, ...]
    drawn: tuple[Drawn, ...]
    checked: tuple[Checked, ...]
    owed: tuple[Due, ...]

    @property
    def kept(self) -> int:
        return sum(one.owed.kept is True for one in self.owed)

    @property
    def missed(self) -> tuple[Due, ...]:
        """失职: what was not done by its day, or after it."""
        return tuple(one for one in self.owed if one.owed.kept is False)

    @property
    def abouts(self) -> tuple[str, ...]:
        """What the ledger has entries about."""
        visited = (f"visit:{one.visit}" for one in self.planned)
        checked = (f"inspection:{one.inspection}" for one in self.checked)
        drawn = (f"draw:{one.draw}" for one in self.drawn)
        return tuple(dict.fromkeys((*visited, *checked, *drawn, *(one.owed.about for one in self.owed))))
