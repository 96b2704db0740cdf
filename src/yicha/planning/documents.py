"""文书 of a visit as pure functions: frozen values in, PDF bytes out. No database, no clock."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

from yicha.kernel import documents

_NOTICE = Path(__file__).parent / "templates/documents/inspection_notice.typ"
_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class NoticeItem:
    """检查事项 and the number of its check points (检查内容)."""

    name: str
    points: int


@dataclass(frozen=True)
class NoticeOfficer:
    name: str
    cert_no: str


@dataclass(frozen=True)
class NoticePart:
    """What one department does on the visit, and who comes for it."""

    department: str
    items: tuple[NoticeItem, ...]
    officers: tuple[NoticeOfficer, ...]


@dataclass(frozen=True)
class InspectionNotice:
    """行政检查通知书: the fields that domain §4.7 makes mandatory. Empty text leaves its sentence out where that is lawful."""

    region: str  # 青禾县: whose joint supervision this is
    number: str  # 文号, complete: 青联检通〔2026〕417号
    reference: str  # number of the inspection, small in the head: 2026-LH-0417
    subject: str  # 主体名称
    uscc: str  # "" for a subject without one
    address: str  # the door that is visited, "" if it needs no saying
    basis: tuple[str, ...]  # laws with or without article: 《中华人民共和国食品安全法》第一百一十条
    source: str  # 任务来源: 2026年第2号公开抽取结果
    starts: datetime  # local time of the county, without zone
    ends: datetime
    mode: str  # 检查方式: 现场检查
    times_this_year: int  # the how-manieth check of its class this year
    visits_this_year: int  # the how-manieth planned visit this year, every department counted
    parts: tuple[NoticePart, ...]  # the leading department first
    assistants: int  # 辅助人员 and experts who accompany and do not inspect
    materials: tuple[str, ...]  # to have ready
    contact: str  # 联系人 and telephone of the leading department
    supervision: str  # where to complain about the inspection
    organ: str  # who issues and seals
    issued_on: date
    address_of_code: str  # what the QR opens
    code: str  # 验证码, typed where a QR cannot be read
    enterprise_code: str = ""  # 查询码: the enterprise's own secret, by which it reads its pages; "" on papers that are not handed out


def fingerprint(notice: InspectionNotice) -> str:
    """SHA-256 of the canonical values (sorted keys, no spaces, UTF-8): shown on paper, so that a copy can be told from a forgery."""
    exact = json.dumps(_plain(notice), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(exact.encode()).hexdigest()


def render(notice: InspectionNotice) -> bytes:
    """The notice as PDF/A-2a on A4."""
    return documents.render(_NOTICE, sheet(notice), _issued(notice))


def render_each(notices: Iterable[InspectionNotice], processes: int = 1) -> Iterator[bytes]:
    """Thousands of notices in their order; two processes on two cores halve the time and change no byte."""
    return documents.render_each(render, notices, processes)


def sheet(notice: InspectionNotice) -> dict[str, Any]:
    """What the template reads; a case file binds the same."""
    return {"paper": _plain(notice), "fingerprint": fingerprint(notice), "qr": documents.qr_svg(notice.address_of_code)}


def _plain(notice: InspectionNotice) -> dict[str, Any]:
    dates = {name: getattr(notice, name).isoformat() for name in ("starts", "ends", "issued_on")}
    return asdict(notice) | dates


def _issued(notice: InspectionNotice) -> datetime:
    return datetime.combine(notice.issued_on, time(), _CHINA)
