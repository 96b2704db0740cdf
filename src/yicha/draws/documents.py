"""抽取记录单 as a pure function: frozen values in, PDF bytes out. No database, no clock."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from yicha.kernel import documents

_RECORD = Path(__file__).parent / "templates/documents/draw_record.typ"


@dataclass(frozen=True)
class DrawRecord:
    """What stands on the paper. Times are local texts; hashes 64 hex digits, "" while there is none."""

    region: str
    number: str
    title: str
    test: bool  # no public number: not for real inspections
    void_because: str
    steps: tuple[tuple[str, str, str], ...]  # what, when, hash
    parties: tuple[tuple[str, str, str], ...]  # name, commitment, what became of its seed
    beacon: str
    lines: tuple[tuple[str, str, str, str], ...]  # name, members, selected, the first digits of the cut
    outcome: str
    attempts: tuple[tuple[str, str], ...]  # earlier numbers of its kind and year, and what became of them
    bundle_number: str
    address: str  # what the QR opens


def render(record: DrawRecord, at: datetime) -> bytes:
    """One PDF/A; the same record and hour give the same bytes."""
    return documents.render(_RECORD, asdict(record) | {"qr": documents.qr_svg(record.address)}, at)
