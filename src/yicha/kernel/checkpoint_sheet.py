"""当日检查点 on paper: both fingerprints, who cosigned, and a code that holds the three lines themselves."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime

from yicha.engines.ledger import parse_checkpoint
from yicha.kernel import documents
from yicha.kernel.cosigning import DailyCheckpoint, cosigned_by
from yicha.kernel.ledger import MAIN, TWIN

TEMPLATE = Path(__file__).parent / "templates/documents/checkpoint.typ"
LINES = 3


def checkpoint_sheet(day: DailyCheckpoint) -> bytes:
    """PDF/A; the same bytes as long as no further witness cosigns."""
    origin, head = parse_checkpoint(day.note)
    at = localtime(day.at)
    signed = cosigned_by(day.note)
    values = {
        "origin": origin,
        "day": f"{at:%Y-%m-%d}",
        "time": f"{at:%H:%M}",
        "size": head.size,
        "heads": [_head(MAIN.suite.name, day.note), _head(TWIN.suite.name, day.twin_note)],
        "witnesses": [{"name": name, "time": f"{_moment(seconds):%Y-%m-%d %H:%M}"} for name, seconds in sorted(signed.items())],
        "qr": documents.qr_svg("\n".join(day.note.split("\n")[:LINES])),
    }
    return documents.render(TEMPLATE, values, at)


def _head(name: str, note: str) -> dict[str, Any]:
    origin, head = parse_checkpoint(note)
    return {"name": name, "origin": origin, "size": head.size, "root": head.root.hex()}


def _moment(seconds: int) -> datetime:
    """Of a witness's own clock."""
    return localtime(datetime.fromtimestamp(seconds, UTC))
