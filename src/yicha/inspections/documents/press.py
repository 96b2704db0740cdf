"""From values to PDF/A-2a on A4. The date of a file is the day that the paper bears, so the same values are the same bytes for ever."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from yicha.inspections.documents.papers import (
    Approval,
    CaseFile,
    CorrectionOrder,
    DeliveryReceipt,
    DoorOrder,
    Paper,
    ResultNotice,
    SamplingReceipt,
    SiteMinutes,
)
from yicha.kernel import documents
from yicha.kernel.events import canonical, from_plain, to_plain
from yicha.planning.documents import InspectionNotice
from yicha.planning.documents import sheet as notice_sheet

_TEMPLATES = Path(__file__).parents[1] / "templates/documents"
_CHINA = timezone(timedelta(hours=8))
_KINDS: Final[Mapping[type[Any], str]] = {
    Approval: "approval",
    SiteMinutes: "site_record",
    SamplingReceipt: "sampling_receipt",
    CorrectionOrder: "correction_order",
    DoorOrder: "door_order",
    ResultNotice: "result_notice",
    DeliveryReceipt: "delivery_receipt",
}
_NOTICE = "notice"
_TYPES: Final[Mapping[str, type[Any]]] = {kind: paper for paper, kind in _KINDS.items()} | {_NOTICE: InspectionNotice}


def kept_values(paper: Paper | InspectionNotice | CaseFile) -> str:
    """The exact text of what a paper says: sorted keys, no spaces."""
    return canonical(to_plain(paper))


def fingerprint(paper: Paper | InspectionNotice | CaseFile) -> str:
    """SHA-256 of `kept_values`, in hex."""
    return sha256(kept_values(paper).encode()).hexdigest()


def press(paper: Paper) -> bytes:
    return documents.render(_TEMPLATES / "paper.typ", {"kind": _KINDS[type(paper)], **_sheet(paper)}, _dated(paper.head.on))


def press_case(case: CaseFile) -> bytes:
    """Cover, index, then every paper from the values it was made of, the pages numbered through."""
    bound = [
        {"kind": one.kind, "title": one.title, "number": one.number, "on": one.on.isoformat(), "sheet": _bound_sheet(one.kind, one.values)}
        for one in case.bound
    ]
    values = {"paper": to_plain(replace(case, bound=())), "bound": bound}
    return documents.render(_TEMPLATES / "case_file.typ", values, _dated(case.head.on))


def _bound_sheet(kind: str, values: str) -> dict[str, Any]:
    paper = from_plain(_TYPES[kind], json.loads(values))
    return notice_sheet(paper) if kind == _NOTICE else _sheet(paper)


def _sheet(paper: Paper) -> dict[str, Any]:
    signature = getattr(paper, "signature", None)
    address = getattr(paper, "address_of_rating", "")
    return {
        "paper": to_plain(paper),
        "fingerprint": fingerprint(paper),
        "qr": documents.qr_svg(address) if address else "",
        "ink": _ink(signature.strokes) if signature and signature.strokes else "",
    }


def _ink(strokes: str) -> str:
    """Path data was checked when it was signed: letters M and L and numbers, nothing else."""
    pen = 'fill="none" stroke="#12344D" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300"><path d="{strokes}" {pen}/></svg>'


def _dated(day: date) -> datetime:
    return datetime.combine(day, time(), _CHINA)
