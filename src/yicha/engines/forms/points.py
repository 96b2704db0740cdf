"""检查项: one point of a published form, with all that an officer needs to answer it alike everywhere."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class AnswerKind(StrEnum):
    """How a point is answered."""

    VERDICT = "verdict"  # 合格 or 不合格
    NUMBER = "number"  # measured, judged by a limit
    CHOICE = "choice"  # one of several
    TEXT = "text"  # described, never 不合格


class PointResult(StrEnum):
    """What an answer to a point comes to (domain §1.3)."""

    PASS = "pass"  # noqa: S105 合格
    FAIL = "fail"  # 不合格
    NOT_CHECKED = "not_checked"  # 未检查
    NOT_APPLICABLE = "not_applicable"  # 合理缺项


class Evidence(StrEnum):
    """What proves an answer."""

    PHOTO = "photo"  # 照片
    DOCUMENT = "document"  # 资料
    MEASUREMENT = "measurement"  # 测量记录
    SAMPLE = "sample"  # 抽样


@dataclass(frozen=True, order=True)
class Sample:
    """抽查2种以上: at least so many, of what."""

    least: int
    of: str


@dataclass(frozen=True, order=True)
class Proof:
    """At least so many pieces of one kind."""

    kind: Evidence
    least: int = 1


@dataclass(frozen=True)
class Limit:
    """A number passes from `least` to `most`, both included; None is no bound."""

    unit: str
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True)
class ShownIf:
    """Asked only if that point of the same form was answered so: a verdict (of numbers too), or one of the choices."""

    point: str
    answer: str


@dataclass(frozen=True)
class CheckPoint:
    """One point of a check form. `method` is 操作要领, `basis` the article that makes a failure an offence (处罚依据), `clause` the duty
    that is checked. `question`: points with one key, capitals, digits and hyphens, are one question, whoever asks. `failing` are the
    choices that are 不合格. `may_lack`: 不适用 may be answered, with a reason. `slight`: which matter of 首违不罚、轻微免罚清单 a failure
    is, in the list's words; empty: none.
    """

    code: str
    content: str
    method: str = ""
    basis: str = ""
    clause: str = ""
    question: str = ""
    kind: AnswerKind = AnswerKind.VERDICT
    limit: Limit | None = None
    choices: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    sample: Sample | None = None
    proofs: tuple[Proof, ...] = ()
    may_lack: bool = True
    shown_if: ShownIf | None = None
    slight: str = ""
