"""Whether a file is whole, and nothing else besides what its first bytes say: for evidence, before it is kept (quality C3).

A picture is decoded to its last pixel; a clip is walked box by box to its end; a PDF must end as one and act by itself in nothing.
No file may carry a second one: a page with a script or an archive behind its end is how one file passes for two.
"""

import mmap
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from yicha.kernel.pictures import require_picture
from yicha.kernel.refusals import Exit, RuleBroken

_PAGE = re.compile(rb"<script|<html|<!doctype html|<iframe|<\?php", re.IGNORECASE)
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA)[\s/<(\[]")
_ARCHIVE_END, _ARCHIVE_TAIL = b"PK\x05\x06", 66_000
_PDF_TAIL, _BOX, _LARGE_BOX = 1024, 8, 16
_AGAIN = (Exit("重新拍摄或另存后再传"),)
_NEEDED_BOXES = frozenset({b"ftyp", b"moov"})


def examine(path: Path, media_type: str) -> None:
    """RuleBroken with what is wrong, in words."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            raise RuleBroken("文件是空的", exits=_AGAIN)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            if content.rfind(_ARCHIVE_END, max(0, len(content) - _ARCHIVE_TAIL)) >= 0 or _PAGE.search(content):
                raise RuleBroken("文件里还藏着别的文件或脚本", exits=_AGAIN)
            if check := _CONTENT.get(media_type):
                check(content)
    if media_type.startswith("image/"):
        require_picture(path)


def _require_clip(content: mmap.mmap) -> None:
    """ISO 14496-12: boxes from the first byte to the last, and among them what makes them playable."""
    found = set(_boxes(content))
    if not found >= _NEEDED_BOXES:
        raise RuleBroken("视频或录音不完整，放不出来", exits=_AGAIN)


def _boxes(content: mmap.mmap) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + _BOX]
        if size == 1:
            size = int.from_bytes(content[at + _BOX : at + _LARGE_BOX])
        elif size == 0:  # the last one, to the end
            size = len(content) - at
        if size < _BOX or at + size > len(content):
            raise RuleBroken("视频或录音不完整，放不出来", exits=_AGAIN)
        yield name
        at += size


def _require_recording(content: mmap.mmap) -> None:
    """RIFF says how long it is."""
    if content[:4] != b"RIFF" or int.from_bytes(content[4:8], "little") + _BOX != len(content):
        raise RuleBroken("录音不完整，放不出来", exits=_AGAIN)


def _require_stream(content: mmap.mmap) -> None:
    """What a browser records (EBML): it names its own kind; a live recording does not know its length."""
    if b"webm" not in content[:64]:
        raise RuleBroken("视频或录音不完整，放不出来", exits=_AGAIN)


def _require_paper(content: mmap.mmap) -> None:
    if b"%%EOF" not in content[-_PDF_TAIL:] or b"startxref" not in content[-_PDF_TAIL:]:
        raise RuleBroken("PDF 不完整，打不开", exits=_AGAIN)
    if _ACTIVE.search(content):
        raise RuleBroken("PDF 里带脚本、附件或自动动作", exits=_AGAIN)


_CONTENT: Mapping[str, Callable[[mmap.mmap], None]] = {
    "video/mp4": _require_clip,
    "audio/mp4": _require_clip,
    "video/webm": _require_stream,
    "audio/wav": _require_recording,
    "application/pdf": _require_paper,
}
