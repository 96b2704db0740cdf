"""What other rooms may see of 基础库查询: asking a base register about one subject, for a purpose, on the record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yicha.kernel.events import shows


class LookupPermission(StrEnum):
    ASK = "lookups.lookup.ask"
    TAKE_OVER = "lookups.lookup.take_over"
    READ_LOG = "lookups.log.read"


class RegisterKind(StrEnum):
    NATURAL_PERSON = "natural_person"  # 自然人
    LEGAL_PERSON = "legal_person"  # 法人
    SPATIAL = "spatial"  # 空间地理
    LICENCE = "licence"  # 电子证照
    CREDIT = "credit"  # 公共信用
    ACTION = "action"  # 监管行为


class PurposeKind(StrEnum):
    DUTY = "duty"  # 履行职责: an item in which the department has a part
    TASK = "task"  # 办理任务: an inspection of the subject that is not closed


class LookupStatus(StrEnum):
    ASKED = "asked"  # 已问，没有结果
    FOUND = "found"  # 查到
    NOT_FOUND = "not_found"  # 库中没有
    FAILED = "failed"  # 没有查成
    TAKEN_OVER = "taken_over"  # 已采用


@dataclass(frozen=True)
class AskRegister:
    """`purpose` is the code of an item or the number of an inspection."""

    register: RegisterKind
    sid: str
    purpose_kind: PurposeKind
    purpose: str


@shows
@dataclass(frozen=True)
class RegisterAsked:
    lookup: int
    register: RegisterKind
    sid: str
    purpose_kind: PurposeKind
    purpose: str

    @property
    def about(self) -> str:
        return f"subject:{self.sid}"


@dataclass(frozen=True)
class NoteAnswer:
    """What came of it. The answer itself is not kept."""

    lookup: int
    outcome: LookupStatus
    problem: str = ""


@dataclass(frozen=True)
class AnswerNoted:
    lookup: int
    sid: str
    outcome: LookupStatus

    @property
    def about(self) -> str:
        return f"subject:{self.sid}"


@dataclass(frozen=True)
class TakeOver:
    """Column of the register of subjects → value: what somebody chose of an answer."""

    lookup: int
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TakenOver:
    lookup: int
    sid: str
    columns: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"subject:{self.sid}"


@dataclass(frozen=True)
class Question:
    """By what a register is asked: the code if there is one, else name and address."""

    sid: str
    uscc: str
    name: str


@dataclass(frozen=True)
class Fact:
    """One line of an answer. `column`: the column of our register that it may fill; empty where it fills none."""

    label: str
    value: str
    column: str = ""


@dataclass(frozen=True)
class Answer:
    facts: tuple[Fact, ...]
    as_of: str = ""


class RegisterAway(RuntimeError):  # noqa: N818 it says what happened
    """The register did not answer, or not so that it can be read. Nothing is known, and nothing is made up."""


@dataclass(frozen=True)
class Purpose:
    kind: PurposeKind
    code: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.code}"


@dataclass(frozen=True)
class LookupRow:
    id: int
    register: RegisterKind
    sid: str
    name: str
    purpose_kind: PurposeKind
    purpose: str
    asked_by: str
    asker: str
    department: str
    asked_at: datetime
    status: LookupStatus
    problem: str
