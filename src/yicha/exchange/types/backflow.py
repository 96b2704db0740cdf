"""回流: what was reported up and accepted goes back to the lower level where the subject is at home."""

from dataclasses import dataclass
from datetime import datetime

from yicha.exchange.types.records import Operation


@dataclass(frozen=True)
class FlowBack:
    """Everything of a region that was accepted and has not gone back yet."""

    region_path: str


@dataclass(frozen=True)
class FlownBack:
    """`went`: each lower level with how many rows; what belongs to none stands under the region itself."""

    region_path: str
    went: tuple[tuple[str, int], ...]

    @property
    def about(self) -> str:
        return f"region:{self.region_path}"


@dataclass(frozen=True)
class BackflowRow:
    """`number`: from which on a system asks the next time. `columns` as they went up, without the number of a natural person."""

    number: int
    region_path: str
    table: str
    operation: Operation
    key: str
    department: str
    name: str
    at: datetime
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BackflowStanding:
    """Of one lower level: its name, how many rows it got, and when the last of them."""

    region_path: str
    name: str
    rows: int
    at: datetime
