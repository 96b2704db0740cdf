"""Zipped workbooks: what is refused before the parser sees them, and what the parser would not tell.

The parser holds a sheet as a full rectangle and drops formulas that carry no result and cells with an error. So the sheets of an
`.xlsx` are first streamed once: their extent is measured, those cells are kept as text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree as ET
from xml.sax.saxutils import unescape
from zipfile import BadZipFile, ZipFile, ZipInfo

from yicha.kernel.parsers.limits import MEGABYTE, Limits, index_of, letter_of

ENTRIES_MAX = 10_000
CHUNK = MEGABYTE
HEAD = 4096
ENCRYPTED = 1
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>([^<]+)<")
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Refused(Exception):  # noqa: N818 the file is refused; nothing failed
    """The name of a reason and its details, as plain values that can leave the process."""


@dataclass(frozen=True)
class Scan:
    """`texts[row][column]`: what stands in cells that the parser leaves empty; rows from 1, columns from 0."""

    texts: dict[int, dict[int, str]] = field(default_factory=dict)


def require_harmless(file: IO[bytes], limits: Limits) -> None:
    """No bomb, no encryption, no document type (the door of external entities) in any XML of the archive."""
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
            if len(entries) > ENTRIES_MAX or unpacked > limits.unpacked_bytes:
                raise Refused("unpacked", unpacked // MEGABYTE)
            if unpacked > MEGABYTE and unpacked > packed * limits.ratio:
                raise Refused("ratio")
            for entry in entries:
                _require_plain(archive, entry)
    except (BadZipFile, NotImplementedError, RuntimeError):
        raise Refused("damaged") from None


def _require_plain(archive: ZipFile, entry: ZipInfo) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise Refused("encrypted")
    if entry.filename.lower().endswith((".xml", ".rels")):
        with archive.open(entry) as part:
            if DOCTYPE.search(part.read(HEAD)):
                raise Refused("doctype")


def scan_sheets(file: IO[bytes], limits: Limits) -> dict[str, Scan]:
    """Scan every sheet, by its name; sheets that the archive does not hold are left to the parser."""
    with ZipFile(file) as archive:
        paths = _sheet_paths(archive)
        present = set(archive.namelist())
        return {name: _scan(archive, path, name, limits) for name, path in paths.items() if path in present}


def _sheet_paths(archive: ZipFile) -> dict[str, str]:
    relations = {node.get("Id"): node.get("Target", "") for node in _xml(archive, "xl/_rels/workbook.xml.rels")}
    sheets = [node for node in _xml(archive, "xl/workbook.xml").iter() if node.tag.endswith("}sheet")]
    targets = {sheet.get("name", ""): relations.get(sheet.get(RELATION), "") for sheet in sheets}
    return {name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in targets.items()}


def _xml(archive: ZipFile, path: str) -> ET.Element:
    try:
        return ET.fromstring(archive.read(path))  # noqa: S314 document types were refused, and this process has its limits
    except (KeyError, ET.ParseError):
        raise Refused("damaged") from None


def _scan(archive: ZipFile, path: str, name: str, limits: Limits) -> Scan:
    texts: dict[int, dict[int, str]] = {}
    rows = columns = 0
    for place, inner, attributes in _filled_cells(archive, path):
        row, column = int(place[2]), index_of(place[1].decode())
        rows, columns = max(rows, row), max(columns, column + 1)
        if rows * columns > limits.area:
            raise Refused("area", name, row, letter_of(column))
        text = _text_not_told(inner, attributes)
        if text:
            texts.setdefault(row, {})[column] = text
    return Scan(texts)


def _filled_cells(archive: ZipFile, path: str) -> Iterator[tuple[re.Match[bytes], bytes, bytes]]:
    rest = b""
    with archive.open(path) as part:
        while chunk := part.read(CHUNK):
            rest += chunk
            end = rest.rfind(b"row>") + 1
            yield from _cells_of(rest[:end])
            rest = rest[end:]
    yield from _cells_of(rest)


def _cells_of(xml: bytes) -> Iterator[tuple[re.Match[bytes], bytes, bytes]]:
    for cell in CELL.finditer(xml):
        place = PLACE.search(cell[1])
        if cell[2] and place:
            yield place, cell[2], cell[1]


def _text_not_told(inner: bytes, attributes: bytes) -> str:
    """The error of a cell, or its formula if no result was saved with it."""
    value = VALUE.search(inner)
    if b't="e"' in attributes and value:
        return value[1].decode(errors="replace")
    formula = FORMULA.search(inner)
    if formula is None or VALUE.search(inner, formula.end()):
        return ""
    return "=" + unescape((formula[1] or b"").decode(errors="replace"))
