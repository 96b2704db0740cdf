"""Small files of every kind, good and bad, made on the spot."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pyarrow as pa
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from yicha.kernel.tables import DAY, Column, Draft, Intake, RawRow, RawRows, Reading, Settlement, items, settled

HEADER = ["名称", "代码", "日期"]
ROWS = [HEADER, ["甲店", "A1", "2024-03-01"], ["乙店", "B2", "2024-03-02"]]
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEET = "xl/worksheets/sheet1.xml"
COLUMNS = (
    Column("name", "名称", required=True, max_length=20, example="好店"),
    Column("code", "代码", aliases=("编码",), example="A1"),
    Column("day", "日期", DAY, lenient=True, example="2024-01-01"),
    Column("tags", "标签", items()),
)


def csv_text(rows: Iterable[Sequence[str]] = ROWS, end: str = "\r\n") -> str:
    return "".join(",".join(row) + end for row in rows)


def xlsx(fill: Callable[[Worksheet], Any] | None = None, rows: Iterable[Sequence[Any]] = ROWS) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "表一"
    for row in rows:
        page.append(list(row))
    if fill:
        fill(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(content: bytes, change: Mapping[str, Callable[[bytes], bytes]], more: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive with some parts changed and some added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change.get(entry.filename, bytes)(old.read(entry)))
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return out.getvalue()


def cell(place: str, value: Any) -> bytes:
    def fill(page: Worksheet) -> None:
        page[place] = value

    return xlsx(fill)


def cell_xml(xml: bytes) -> bytes:
    """The workbook with other XML in place of cell B2."""
    return sheet_xml(b'<c r="B2" t="inlineStr"><is><t>A1</t></is></c>', b'<c r="B2"' + xml + b"</c>")


def sheet_xml(old: bytes, new: bytes) -> bytes:
    def change(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    return with_sheet_xml(change)


def merged(area: str, rows: Iterable[Sequence[Any]] = ROWS) -> bytes:
    return xlsx(lambda page: page.merge_cells(area), rows)


def with_hidden_sheet(state: Literal["hidden", "veryHidden"]) -> bytes:
    def fill(page: Worksheet) -> None:
        assert page.parent
        other = page.parent.create_sheet("旧数据")
        other.append(["名称"])
        other.append(["不应导入"])
        other.sheet_state = state

    return xlsx(fill)


def with_sheet_xml(change: Callable[[bytes], bytes], content: bytes | None = None) -> bytes:
    return rezipped(content or xlsx(), {SHEET: change})


def archive(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def encrypted() -> bytes:
    """The flag of encryption set in every local and central header."""
    content = bytearray(xlsx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(content)):
            content[found.start() + offset] |= 1
    return bytes(content)


def understated() -> bytes:
    """A bomb whose directory says that it is small."""
    content = bytearray(archive({"xl/workbook.xml": b"<a/>", SHEET: b"x" * 4_000_000}))
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        content[found.start() + 24 : found.start() + 28] = struct.pack("<I", 1000)
    return bytes(content)


def ods(body: str, style: str = "") -> bytes:
    names = {"office": "office", "table": "table", "text": "text", "style": "style"}
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    xml = f"<office:document-content {spaces}><office:automatic-styles>{style}</office:automatic-styles>"
    xml += f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</manifest:manifest>'
    return archive({"mimetype": kind.encode(), "META-INF/manifest.xml": manifest.encode(), "content.xml": xml.encode()})


def ods_table(rows: Iterable[Sequence[str]], name: str = "表一", attributes: str = "") -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}" {attributes}>{cells}</table:table>'


def ods_repeated(rows: int, columns: int, cell: str) -> bytes:
    """The usual rows and one more, repeated."""
    told = f'<table:table-cell table:number-columns-repeated="{columns}" {cell}</table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{told}</table:table-row>'
    return ods(ods_table(ROWS).replace("</table:table>", f"{row}</table:table>"))


def parquet_bytes(columns: Mapping[str, Sequence[Any]]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table(dict(columns)), out)
    return out.getvalue()


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def raw(*rows: Sequence[str], sheet: str = "表一") -> RawRows:
    """Rows as a parser tells them: numbered from 1, empty ones left out."""
    return RawRows("册.xlsx", [RawRow(sheet, number, list(cells)) for number, cells in enumerate(rows, 1) if any(cells)])


def read(source: RawRows, existing: Mapping[str, tuple[Any, ...]] | None = None) -> Reading[tuple[Any, ...]]:
    """A room in small: rows of (name, code, day, tags) under the code, else the name."""
    intake = Intake(COLUMNS, source)
    drafts = []
    for record in intake.records():
        row = None if record.refused else tuple(record.values.get(column.name) for column in COLUMNS)
        drafts.append(Draft(record, record.values.get("code") or record.values.get("name", ""), row))
    return settled(intake, drafts, Settlement(existing or {}))
