"""The handbook as PDF: frozen values in, bytes out. No database, no clock."""

from datetime import datetime, time, timedelta, timezone
from pathlib import Path

from yicha.kernel import documents
from yicha.kernel.events import to_plain
from yicha.scenes.types import Handbook

_HANDBOOK = Path(__file__).parent / "templates/documents/handbook.typ"
_CHINA = timezone(timedelta(hours=8))


def render(handbook: Handbook) -> bytes:
    """PDF/A-2a on A4; the same bytes for the same handbook on the same day."""
    values = {"handbook": to_plain(handbook), "fingerprint": handbook.digest}
    return documents.render(_HANDBOOK, values, datetime.combine(handbook.on, time(), _CHINA))
