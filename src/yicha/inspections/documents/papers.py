"""The fields that domain §4.7 makes mandatory, paper by paper. Empty text leaves out what need not be said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from yicha.planning.documents import NoticeOfficer


@dataclass(frozen=True)
class Head:
    """What every paper begins and ends with. `number` is its 文号, `reference` that of the visit, `on` the day it bears."""

    region: str
    number: str
    reference: str
    organ: str
    subject: str
    uscc: str
    address: str
    on: date


@dataclass(frozen=True)
class Team:
    """Who came for one department."""

    department: str
    officers: tuple[NoticeOfficer, ...]


@dataclass(frozen=True)
class ApprovedItem:
    code: str
    name: str
    department: str


@dataclass(frozen=True)
class Opinion:
    """审批意见."""

    words: str
    by: str
    on: date


@dataclass(frozen=True)
class Approval:
    """行政检查审批表. Without `opinion` there is a line for the head of the organ to sign by hand."""

    head: Head
    items: tuple[ApprovedItem, ...]
    basis: tuple[str, ...]
    source: str
    starts: datetime
    ends: datetime
    mode: str
    teams: tuple[Team, ...]
    assistants: int
    times_this_year: int
    times_allowed: int
    visits_this_year: int
    opinion: Opinion | None


@dataclass(frozen=True)
class Fact:
    """One question of the merged form as it was answered."""

    place: int
    content: str
    departments: tuple[str, ...]
    result: str
    value: str
    note: str


@dataclass(frozen=True)
class Piece:
    """A piece of evidence; `digest` is the SHA-256 of its original, in hex."""

    place: int
    kind: str
    shows: str
    note: str
    at: datetime
    officer: str
    digest: str


@dataclass(frozen=True)
class Signature:
    """By who was there for the enterprise, or its refusal before a witness. `strokes` is SVG path data in a field of 600 x 300."""

    person: str
    position: str
    strokes: str
    refused_because: str
    witness: str
    at: datetime


@dataclass(frozen=True)
class SiteMinutes:
    """现场检查笔录. `record` is the fingerprint that was made when the record was locked."""

    head: Head
    town: str
    starts: datetime
    ends: datetime
    teams: tuple[Team, ...]
    assistants: int
    shown_by: str
    recusal: str
    facts: tuple[Fact, ...]
    evidence: tuple[Piece, ...]
    statement: str
    signature: Signature
    record: str
    entrusted: tuple[str, ...] = ()  # who checked for whom, on what basis


@dataclass(frozen=True)
class SamplingReceipt:
    """抽样取证凭证: samples and papers that were taken along."""

    head: Head
    town: str
    source: str
    basis: tuple[str, ...]
    pieces: tuple[Piece, ...]
    teams: tuple[Team, ...]
    signature: Signature


@dataclass(frozen=True)
class Violation:
    fact: str
    article: str


@dataclass(frozen=True)
class CorrectionOrder:
    """责令（限期）改正通知书. Without `deadline` at once. `remedy`: how to appeal, in the words that stand with the order."""

    head: Head
    violations: tuple[Violation, ...]
    demand: str
    deadline: date | None
    recheck_on: date | None
    remedy: str


@dataclass(frozen=True)
class DoorOrder(CorrectionOrder):
    """The same, given at the door: by whom, and who signed that it was received."""

    teams: tuple[Team, ...]
    signature: Signature


@dataclass(frozen=True)
class PartResult:
    """What one department concludes. `required`: what the enterprise has to do, empty if nothing."""

    department: str
    items: tuple[str, ...]
    problems: tuple[str, ...]
    conclusion: str
    required: str


@dataclass(frozen=True)
class ResultNotice:
    """行政检查结果告知书. `address_of_rating` is what the QR opens."""

    head: Head
    starts: datetime
    ends: datetime
    source: str
    results: tuple[PartResult, ...]
    supervision: str
    address_of_rating: str


@dataclass(frozen=True)
class Delivered:
    title: str
    number: str
    way: str
    place: str
    at: datetime
    recipient: str
    witness: str
    note: str
    by: str


@dataclass(frozen=True)
class DeliveryReceipt:
    """送达回证, of every paper that was delivered."""

    head: Head
    deliveries: tuple[Delivered, ...]


@dataclass(frozen=True)
class Bound:
    """A paper in a case file: the values it was made of, as kept."""

    kind: str
    title: str
    number: str
    on: date
    values: str


@dataclass(frozen=True)
class CaseFile:
    """卷宗: cover, index, papers, list of evidence."""

    head: Head
    source: str
    departments: tuple[str, ...]
    opened_on: date
    closed_on: date
    outcomes: tuple[str, ...]
    keep_years: int
    filed_by: str
    evidence: tuple[Piece, ...]
    bound: tuple[Bound, ...]


Paper: TypeAlias = Approval | SiteMinutes | SamplingReceipt | CorrectionOrder | ResultNotice | DeliveryReceipt
