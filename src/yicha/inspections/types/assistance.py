"""协助请求 (GX-4.3b): violence or obstruction on site. Who can help hears of it at once; the request has a number and an answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AssistanceGround(StrEnum):
    VIOLENCE = "violence"  # 暴力抗法
    OBSTRUCTION = "obstruction"  # 阻挠检查
    DANGER = "danger"  # 现场有危险


@dataclass(frozen=True)
class RequestAssistance:
    """`place`: where the officers are, as they say it or as the phone says it; may be empty."""

    inspection: int
    ground: AssistanceGround
    words: str = ""
    place: str = ""


@dataclass(frozen=True)
class AssistanceRequested:
    request: int
    inspection: int
    visit: int
    number: str
    ground: AssistanceGround
    place: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class AnswerAssistance:
    """What was done: who is on the way, or why nobody comes."""

    request: int
    answer: str


@dataclass(frozen=True)
class AssistanceAnswered:
    request: int
    inspection: int
    answer: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class AssistanceRow:
    id: int
    inspection: int
    number: str
    name: str
    ground: AssistanceGround
    words: str
    place: str
    asked_by: str  # account
    asked_at: datetime
    answer: str
    answered_by: str  # account
    answered_at: datetime | None
