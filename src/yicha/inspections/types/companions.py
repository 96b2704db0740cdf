"""随行人员: assisting persons and experts, named before the visit with number and role. They conclude nothing (R-SUB-2, R-SUB-3)."""

from dataclasses import dataclass
from enum import StrEnum


class CompanionRole(StrEnum):
    ASSISTANT = "assistant"  # 辅助人员
    EXPERT = "expert"  # 专家


@dataclass(frozen=True)
class NameCompanion:
    """`number` is that of his own badge or licence, never of an enforcement certificate."""

    inspection: int
    role: CompanionRole
    name: str
    number: str
    organ: str


@dataclass(frozen=True)
class CompanionNamed:
    inspection: int
    visit: int
    role: CompanionRole
    number: str
    organ: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class CompanionRow:
    role: CompanionRole
    name: str
    number: str
    organ: str
