"""What stands on a printed page: the words of a PDF that the product made, read as far as a test needs them."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R")
MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\)|<([0-9A-F]+)>|(BT)", re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf: bytes) -> str:
    """All pages, a line for each piece of text that was set."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [tuple(map(int, found)) for body in objects.values() for found in PAGE.findall(body)]
    return "\n".join(_shown(_stream(objects[content]), _fonts(objects, resources)) for resources, content in pages)


def _fonts(objects: dict[int, bytes], resources: int) -> dict[bytes, dict[int, str]]:
    return {name: _letters(objects, int(number)) for name, number in FONT.findall(objects[resources])}


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    return zlib.decompress(found[1]) if found else b""


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Of a glyph's number, the letters it stands for."""
    found = TO_UNICODE.search(objects[font])
    pairs = MAPPED.findall(_stream(objects[int(found[1])])) if found else []
    return {int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for glyph, letters in pairs}


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text, letters = "", dict[int, str]()
    for font, shown, hexed, begins in SHOWN.findall(content):
        letters = fonts[font] if font else letters
        glyphs = bytes.fromhex(hexed.decode()) if hexed else ESCAPED.sub(_plain, shown)
        text += "\n" * bool(begins) + "".join(letters.get(int.from_bytes(glyphs[at : at + 2]), "") for at in range(0, len(glyphs), 2))
    return text


def _plain(escaped: re.Match[bytes]) -> bytes:
    code = escaped[1]
    return bytes([int(code, 8)]) if code.isdigit() else LETTERS.get(code, code)
