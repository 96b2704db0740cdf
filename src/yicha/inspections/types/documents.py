"""文书 of a visit: which there are, made from the record, delivered, and bound into the case file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from yicha.engines.forms import PointResult
from yicha.inspections.types.inspections import Outcome
from yicha.inspections.types.records import EvidenceKind


class DocumentKind(StrEnum):
    """In the order in which a case file binds them."""

    APPROVAL = "approval"  # 行政检查审批表
    NOTICE = "notice"  # 行政检查通知书
    SITE_RECORD = "site_record"  # 现场检查笔录
    SAMPLING_RECEIPT = "sampling_receipt"  # 抽样取证凭证
    RESULT_NOTICE = "result_notice"  # 行政检查结果告知书
    DELIVERY_RECEIPT = "delivery_receipt"  # 送达回证
    CASE_FILE = "case_file"  # 卷宗


DOCUMENT_NAMES: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.APPROVAL: "行政检查审批表",
    DocumentKind.NOTICE: "行政检查通知书",
    DocumentKind.SITE_RECORD: "现场检查笔录",
    DocumentKind.SAMPLING_RECEIPT: "抽样取证凭证",
    DocumentKind.RESULT_NOTICE: "行政检查结果告知书",
    DocumentKind.DELIVERY_RECEIPT: "送达回证",
    DocumentKind.CASE_FILE: "行政检查卷宗",
}


# As papers say it.
RESULT_WORDS: Final[Mapping[PointResult, str]] = {
    PointResult.PASS: "合格",
    PointResult.FAIL: "不合格",
    PointResult.NOT_APPLICABLE: "不适用",
    PointResult.NOT_CHECKED: "未检查",
}
KIND_NAMES: Final[Mapping[EvidenceKind, str]] = {
    EvidenceKind.PHOTO: "照片",
    EvidenceKind.VIDEO: "视频",
    EvidenceKind.AUDIO: "录音",
    EvidenceKind.DOCUMENT: "资料",
    EvidenceKind.SAMPLE: "样品",
}
# What a department concluded, and what the enterprise has to do about it.
OUTCOME_WORDS: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.NO_PROBLEM: ("未发现问题", ""),
    Outcome.NOT_PUBLISHED: ("未按规定公示应当公示的信息", "公示应当公示的信息"),
    Outcome.FALSE_PUBLICATION: ("公示信息隐瞒真实情况、弄虚作假", "更正公示的信息"),
    Outcome.NOT_FOUND: ("通过登记的住所无法联系", "变更登记的住所或恢复联系"),
    Outcome.CORRECTED: ("发现问题已责令改正", "按责令改正通知书改正"),
    Outcome.REFUSED: ("不配合检查情节严重", "配合检查"),
    Outcome.NO_SUCH_BUSINESS: ("未发现开展本次抽查涉及的经营活动", ""),
    Outcome.PENDING: ("发现问题待后续处理", "配合后续调查处理"),
}


class DeliveryWay(StrEnum):
    """送达方式. Left where it is refused (留置) wants a witness; electronic wants the consent that was given."""

    DIRECT = "direct"  # 直接送达
    LEFT = "left"  # 留置送达
    MAIL = "mail"  # 邮寄送达
    ELECTRONIC = "electronic"  # 电子送达
    NOTICE = "notice"  # 公告送达


WAY_NAMES: Final[Mapping[DeliveryWay, str]] = {
    DeliveryWay.DIRECT: "直接送达",
    DeliveryWay.LEFT: "留置送达",
    DeliveryWay.MAIL: "邮寄送达",
    DeliveryWay.ELECTRONIC: "电子送达",
    DeliveryWay.NOTICE: "公告送达",
}


@dataclass(frozen=True)
class MakeDocument:
    """A paper from the record as it stands: the same record makes the same bytes."""

    inspection: int
    kind: DocumentKind


@dataclass(frozen=True)
class DocumentMade:
    """`fingerprint` is the SHA-256 of what the paper says, `digest` that of the PDF."""

    inspection: int
    kind: DocumentKind
    edition: int
    number: str
    fingerprint: str
    digest: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class FileCase:
    """立卷归档: everything of a closed visit is bound, listed with its hashes, and the list anchored."""

    inspection: int


@dataclass(frozen=True)
class CaseFiled:
    """`index` is the SHA-256 of the list of all that is in the case, `digest` that of the bound PDF."""

    inspection: int
    edition: int
    number: str
    index: str
    digest: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class DeliverDocument:
    """送达. `note`: why it was left, the number of the letter, the consent to electronic delivery, where the notice was published."""

    inspection: int
    kind: DocumentKind
    way: DeliveryWay
    place: str
    recipient: str
    witness: str = ""
    note: str = ""


@dataclass(frozen=True)
class DocumentDelivered:
    inspection: int
    kind: DocumentKind
    edition: int
    way: DeliveryWay
    recipient: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class Standing:
    """How far a visit is, as far as papers ask."""

    signed: bool = False
    closed: bool = False
    cancelled: bool = False
    taken: int = 0  # samples and papers taken along
    delivered: int = 0  # papers that have reached the enterprise
    made: frozenset[DocumentKind] = frozenset()


@dataclass(frozen=True)
class DeliveryRow:
    way: DeliveryWay
    place: str
    recipient: str
    witness: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True)
class GenuinePaper:
    """A paper that somebody holds in the hand is ours. `newest`: the last edition of it there is."""

    kind: DocumentKind
    number: str
    edition: int
    newest: int
    at: datetime


@dataclass(frozen=True)
class DocumentRow:
    """A paper as made. `delivery` is None until it has reached the enterprise."""

    kind: DocumentKind
    edition: int
    number: str
    values: str
    fingerprint: str
    digest: str
    at: datetime
    delivery: DeliveryRow | None
