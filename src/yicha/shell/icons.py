"""Icons of the package `lucide`, one archive of more than a thousand drawings.

Its own loader opens the archive anew for each icon, 8 ms; a page has thirty. Here it is read once, into memory, so that forks of one
process do not share a place in a file.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

OPENING = (
    '<svg width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5"'
    ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
)


@cache
def drawing(name: str, size: int) -> str:
    """An icon as SVG text, for the eye only. KeyError if there is none of that name."""
    _head, _end, lines = _archive().read(f"{name}.svg").decode().partition(">")
    return OPENING.format(size=size) + lines.strip()


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))
