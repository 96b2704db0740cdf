"""Tables that a page gives to be saved."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.http import HttpResponse

MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


def saved(name: str, write: Callable[[Path], object]) -> HttpResponse:
    """What `write` puts at a path, under a name whose ending says what it is. No copy of it is kept on the way: rows may name people."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        sent = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(path.read_bytes(), content_type=MEDIA_TYPES[path.suffix], headers=sent)
