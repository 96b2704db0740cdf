"""Whether a file is whole, and nothing else besides what its first bytes say: for evidence, before it is kept (quality C3).

A picture is decoded to its last pixel; a clip is walked box by box to its end; a PDF must end as one and act by itself in nothing.
No file may carry a second one: a page with a script, a paper or an archive behind its end is how one file passes for two.

What is looked for is long enough that the noise of pictures does not hold it by chance: a large scan that is refused for nothing is
evidence lost.
"""

import mmap
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from yicha.kernel.pictures import require_picture
from yicha.kernel.refusals import Exit, RuleBroken

_PAGE = re.compile(rb"<script|<html[\s>]|<!doctype html|<iframe|<\?php\s", re.IGNORECASE)
_OTHERS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!")
_PAPER = b"%PDF-"
_ARCHIVE_END, _ARCHIVE_TAIL = b"PK\x05\x06", 66_000
_PDF_TAIL, _BOX, _LARGE_BOX = 1024, 8, 16
_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_AGAIN = (Exit("重新拍摄或另存后再传"),)
_NEEDED_BOXES = frozenset({b"ftyp", b"moov"})


def _named(name: str) -> bytes:
    """A name of a PDF, whose letters may each be written as #xx (ISO 32000-2 §7.3.5)."""
    return b"/" + b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name.encode())


_ACTING = ("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition", "SubmitForm", "ImportData", "XFA")
# A reader is told by many programs at which page to open; that is no act.
_ACTIVE = re.compile(
    b"(?:" + b"|".join(map(_named, _ACTING)) + rb")[\s/<(\[]"
    + b"|" + _named("OpenAction") + rb"\s*(?:<<|\d+\s+\d+\s+R)"
    + b"|" + _named("AA") + rb"\s*(?:<<|\d+\s+\d+\s+R)"
)  # fmt: skip
_SEALED = re.compile(_named("Encrypt") + rb"\s*(?:<<|\d+\s+\d+\s+R)")
_PACKED = re.compile(_named("ObjStm") + rb"\b(?:(?!endobj).){0,2000}?stream\r?\n", re.DOTALL)
_UNPACKED = 64 << 20  # bytes


def examine(path: Path, media_type: str) -> None:
    """RuleBroken with what is wrong, in words."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            raise RuleBroken("文件是空的", exits=_AGAIN)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            if _carries_another(content):
                raise RuleBroken("文件里还藏着别的文件或脚本", exits=_AGAIN)
            if check := _CONTENT.get(media_type):
                check(content)
    if media_type.startswith("image/"):
        require_picture(path)


def _carries_another(content: mmap.mmap) -> bool:
    if content.rfind(_ARCHIVE_END, max(0, len(content) - _ARCHIVE_TAIL)) >= 0 or _PAGE.search(content):
        return True
    return any(content.find(mark) >= 0 for mark in _OTHERS) or content.find(_PAPER, 1) >= 0


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
    """RIFF says how long it is; it holds a format and sound."""
    whole = content[:4] == b"RIFF" and int.from_bytes(content[4:8], "little") + _BOX == len(content)
    if not whole or content.find(b"fmt ") < 0 or content.find(b"data") < 0:
        raise RuleBroken("录音不完整，放不出来", exits=_AGAIN)


def _require_stream(content: mmap.mmap) -> None:
    """What a browser records (EBML): a head that names its kind, then one segment; a live recording does not know its length."""
    size, at = _element(content, len(_EBML))
    body = at + (size or 0)
    if b"webm" not in content[at:body] or content[body : body + len(_SEGMENT)] != _SEGMENT:
        raise RuleBroken("视频或录音不完整，放不出来", exits=_AGAIN)
    size, at = _element(content, body + len(_SEGMENT))
    if size is not None and at + size > len(content):
        raise RuleBroken("视频或录音不完整，放不出来", exits=_AGAIN)


def _element(content: mmap.mmap, at: int) -> tuple[int | None, int]:
    """RFC 8794: how long what follows is, and where it begins. The first byte says of how many the length is; all ones: not known."""
    width = 9 - content[at].bit_length() if at < len(content) else 9
    unknown = (1 << 7 * width) - 1
    size = int.from_bytes(content[at : at + width]) & unknown
    return (None if size == unknown else size), at + width


def _require_paper(content: mmap.mmap) -> None:
    if b"%%EOF" not in content[-_PDF_TAIL:] or b"startxref" not in content[-_PDF_TAIL:]:
        raise RuleBroken("PDF 不完整，打不开", exits=_AGAIN)
    if _SEALED.search(content):
        raise RuleBroken("PDF 加了密，看不了内容", exits=(Exit("去掉密码，另存后再传"),))
    if _ACTIVE.search(content) or any(map(_ACTIVE.search, _packed(content))):
        raise RuleBroken("PDF 里带脚本、附件或自动动作", exits=_AGAIN)


def _packed(content: mmap.mmap) -> Iterator[bytes]:
    """ISO 32000-2 §7.5.7: objects may stand compressed in a stream; what acts could hide there."""
    left = _UNPACKED
    for found in _PACKED.finditer(content):
        packed = content[found.end() : content.find(b"endstream", found.end())]
        try:
            objects = zlib.decompressobj().decompress(packed, left) if b"/Filter" in found.group() else packed
        except zlib.error as error:
            raise RuleBroken("PDF 不完整，打不开", exits=_AGAIN) from error
        left -= len(objects)
        if left <= 0:
            raise RuleBroken("PDF 展开后太大", exits=_AGAIN)
        yield objects


_CONTENT: Mapping[str, Callable[[mmap.mmap], None]] = {
    "video/mp4": _require_clip,
    "audio/mp4": _require_clip,
    "video/webm": _require_stream,
    "audio/wav": _require_recording,
    "application/pdf": _require_paper,
}
