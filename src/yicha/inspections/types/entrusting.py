"""委托检查: a department asks another that comes anyway to check its simple items at one visit; the conclusion stays its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EntrustCheck:
    """`department` entrusts its whole part to `entrusted_to`. `basis`: the law and the 委托书 by which it may."""

    inspection: int
    department: str
    entrusted_to: str
    basis: str


@dataclass(frozen=True)
class CheckEntrusted:
    """`items` are named by their codes; it holds for the days of this visit and no other."""

    inspection: int
    visit: int
    department: str
    entrusted_to: str
    items: tuple[str, ...]
    basis: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class EndEntrustment:
    """Taken back by who entrusted, or declined by who should check."""

    inspection: int
    department: str
    reason: str


@dataclass(frozen=True)
class EntrustmentEnded:
    inspection: int
    visit: int
    department: str
    entrusted_to: str
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"
