"""How the portal fares: opened in time, columns kept up, links that lead somewhere."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DeadLink:
    """`page`: where it stands; `answer`: a status, or 0 where nobody answered."""

    page: str
    link: str
    answer: int


@dataclass(frozen=True)
class WatchRow:
    day: date
    looks: int
    missed: int
    trouble: str
    looked_at: datetime | None


@dataclass(frozen=True)
class Watch:
    """The last days, the newest first, and the links as they were last followed. `down_pct`: from this share on it counts as down."""

    days: tuple[WatchRow, ...]
    links: int
    dead: tuple[DeadLink, ...]
    followed_at: datetime | None
    down_pct: int

    @property
    def looks(self) -> int:
        return sum(one.looks for one in self.days)

    @property
    def missed(self) -> int:
        return sum(one.missed for one in self.days)

    @property
    def opened_pct(self) -> float:
        """Cut off, not rounded: one look that missed is never 100."""
        return int(1000 * (self.looks - self.missed) / self.looks) / 10 if self.looks else 0.0

    @property
    def is_up(self) -> bool:
        return self.looks > 0 and 100 * self.missed < self.down_pct * self.looks
