"""删除留痕中的个人信息: one asks, another person decides. That it was there, and who took it out, stays."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class RedactionStatus(StrEnum):
    ASKED = "asked"  # 待决定
    DONE = "done"  # 已删除
    DECLINED = "declined"  # 未同意


@dataclass(frozen=True)
class AskRedaction:
    """`run`: the entry of the trail whose content is to go."""

    run: UUID
    reason: str


@dataclass(frozen=True)
class RedactionAsked:
    redaction: int
    run: UUID
    reason: str

    @property
    def about(self) -> str:
        return f"entry:{self.run}"


@dataclass(frozen=True)
class DecideRedaction:
    redaction: int
    take_out: bool
    opinion: str = ""  # of a refusal


@dataclass(frozen=True)
class RedactionDecided:
    redaction: int
    run: UUID
    taken_out: bool
    reason: str
    opinion: str

    @property
    def about(self) -> str:
        return f"entry:{self.run}"


@dataclass(frozen=True)
class RedactionListing:
    """A request as pages show it: which entry, by the names of what it says; never its content."""

    id: int
    run: UUID
    event: str
    about: str
    entered_by: str
    entered_at: datetime
    said: tuple[str, ...]
    reason: str
    requested_by: str
    asked_at: datetime
    status: RedactionStatus
    decided_by: str
    opinion: str
