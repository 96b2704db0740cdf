"""Files as counties hand them over and as attackers make them. Each is read exactly or refused in one line that names it."""

import datetime as dt
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import LIMITS, Limits, read_rows
from yicha.kernel.tables.tests.makers import (
    HEADER,
    OLE2,
    ROWS,
    archive,
    cell,
    cell_xml,
    csv_text,
    encrypted,
    merged,
    ods,
    ods_repeated,
    ods_table,
    parquet_bytes,
    read,
    rezipped,
    saved,
    sheet_xml,
    understated,
    with_hidden_sheet,
    with_sheet_xml,
    xlsx,
)

NAMES = ["甲店", "乙店"]
RARE = [HEADER, ["㐂𠮷店", "A1", "2024-03-01"]]
TIGHT = replace(LIMITS, unpacked_bytes=3_000_000, workbook_rows=50, stream_rows=50, area=100_000)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


TYPED: dict[str, list[Any]] = {"name": NAMES, "代码": [1, 2], "day": [dt.date(2024, 3, 1), None], "tags": [["a", "b"], []]}
HEAVY = [HEADER, *([f"店{row}" * 5] * 100 for row in range(400))]
STYLED_END = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
HIDDEN_TABLE = ods_table([["名称"], ["不应导入"]], "旧数据", 'table:style-name="off"')
HIDDEN_STYLE = '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'


@dataclass(frozen=True)
class Good:
    """A file and the names that it holds; `problems` by row and code."""

    file: str
    content: Callable[[], bytes | str]
    names: list[str]
    problems: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Bad:
    file: str
    content: Callable[[], bytes | str]
    said: str
    limits: Limits = LIMITS


GOOD = [
    Good("utf8.csv", csv_text, NAMES),
    Good("utf8-bom.csv", lambda: csv_text().encode("utf-8-sig"), NAMES),
    Good("gbk.csv", lambda: csv_text().encode("gbk"), NAMES),
    Good("gb18030-four-bytes.csv", lambda: csv_text(RARE).encode("gb18030"), ["㐂𠮷店"]),
    Good("utf16le.csv", lambda: b"\xff\xfe" + csv_text().encode("utf-16-le"), NAMES),
    Good("utf16be.csv", lambda: b"\xfe\xff" + csv_text().encode("utf-16-be"), NAMES),
    Good("utf16le-unmarked.csv", lambda: csv_text().encode("utf-16-le"), NAMES),
    Good("utf16be-unmarked.csv", lambda: csv_text().encode("utf-16-be"), NAMES),
    Good("utf16-rare.csv", lambda: csv_text(RARE).encode("utf-16"), ["㐂𠮷店"]),
    Good("line-feeds.csv", lambda: csv_text(end="\n"), NAMES),
    Good("carriage-returns-utf16.csv", lambda: csv_text(end="\r").encode("utf-16"), NAMES),
    Good("tabs.txt", lambda: csv_text().replace(",", "\t"), NAMES),
    Good("semicolons.csv", lambda: csv_text().replace(",", ";"), NAMES),
    Good("quoted.csv", lambda: '名称,代码\r\n"甲,店",A1\r\n"乙""店",B2\r\n', ["甲,店", '乙"店']),
    Good("line-in-cell.csv", lambda: '名称,代码\r\n"甲\r\n店",A1\r\n乙店,B2\r\n', ["甲 店", "乙店"]),
    Good("blank-lines.csv", lambda: csv_text().replace("\r\n", "\r\n\r\n,,\r\n"), NAMES),
    Good("excel-sep.csv", lambda: "sep=,\r\n" + csv_text(), NAMES),
    Good("no-last-line-end.csv", lambda: csv_text().rstrip(), NAMES),
    Good("ragged.csv", lambda: "名称,代码\r\n甲店\r\n乙店,B2,多,余\r\n", NAMES),
    Good("guarded.csv", lambda: "名称,代码\r\n'=1+1,A1\r\n'甲店,B2\r\n", ["=1+1", "'甲店"], ((2, "formula"),)),
    Good("header-only.csv", lambda: csv_text([HEADER]), []),
    Good("bad-line-in-utf8.csv", lambda: csv_text().encode() + "丙店,C3,\r\n".encode("gbk"), NAMES, ((4, "bad_encoding"),)),
    Good("bad-line-in-gbk.csv", lambda: csv_text().encode("gbk") + "丙丁戊店,C3,\r\n".encode(), NAMES, ((4, "bad_encoding"),)),
    Good("cut-character.csv", lambda: csv_text().encode() + "丙".encode()[:2], NAMES, ((4, "bad_encoding"),)),
    Good("half-of-gbk.csv", lambda: csv_text().encode("gbk") + b"\xb1\r\n", NAMES, ((4, "bad_encoding"),)),
    Good("zero-width.csv", lambda: "\u200b名\ufeff称,代码\r\n甲\u200b店\xa0,A1\r\n乙\u3000店,B2\r\n", ["甲店", "乙 店"]),
    Good("control.csv", lambda: "名称,代码\r\n甲\x01店,A1\r\n乙店\x7f,B2\r\n", NAMES),
    Good("rtl-override.csv", lambda: "名称,代码\r\n甲\u202e店,A1\r\n", ["甲店"]),
    Good("plain.xlsx", xlsx, NAMES),
    Good("capital.XLSX", xlsx, NAMES),
    Good("titles.xlsx", lambda: xlsx(rows=[["汇总表"], [], ["填报单位：某局"], *ROWS]), NAMES),
    Good("far-right.xlsx", lambda: xlsx(rows=[[None, None, *row] for row in ROWS]), NAMES),
    Good("merged-title.xlsx", lambda: merged("A1:C1", [["汇总表", "", ""], *ROWS]), NAMES),
    Good("merged-down.xlsx", lambda: merged("A2:A3", [HEADER, ["甲店", "A1", ""], ["", "B2", ""]]), ["甲店", "甲店"]),
    Good("merged-block.xlsx", lambda: merged("A2:B3", [HEADER, ["甲店", "", ""], ["", "", ""], ["乙店", "B2", ""]]), NAMES),
    Good("hidden.xlsx", lambda: with_hidden_sheet("hidden"), NAMES),
    Good("very-hidden.xlsx", lambda: with_hidden_sheet("veryHidden"), NAMES),
    Good("formula-without-result.xlsx", lambda: cell("A2", '=HYPERLINK("x","y")'), ['=HYPERLINK("x","y")', "乙店"], ((2, "formula"),)),
    Good("formula-last.xlsx", lambda: cell("A9", "=cmd|' /C calc'!A0"), [*NAMES, "=cmd|' /C calc'!A0"], ((9, "formula"),)),
    Good("formula-with-result.xlsx", lambda: cell_xml(b' t="str"><f>"A"&amp;1</f><v>A1</v>'), NAMES),
    Good("error-cell.xlsx", lambda: cell_xml(b' t="e"><v>#REF!</v>'), NAMES, ((2, "formula"),)),
    Good("date-cell.xlsx", lambda: cell("C2", dt.datetime(2024, 3, 1)), NAMES),  # noqa: DTZ001 as in the sheet
    Good("date-serial.xlsx", lambda: cell("C2", 45352), NAMES),
    Good("boolean.xlsx", lambda: cell("B2", True), NAMES),
    Good("number-as-name.xlsx", lambda: cell("A2", 12345), ["12345", "乙店"]),
    Good("dimension-lies.xlsx", lambda: sheet_xml(b'ref="A1:C3"', b'ref="A1:XFD1048576"'), NAMES),
    Good("styled-to-the-end.xlsx", lambda: sheet_xml(b"</sheetData>", STYLED_END), NAMES),
    Good("prefixed-names.xlsx", lambda: with_sheet_xml(lambda xml: xml.replace(b"<c ", b"<c  ")), NAMES),
    Good("macro-inside.xlsx", lambda: rezipped(xlsx(), {}, {"xl/vbaProject.bin": OLE2}), NAMES),
    Good("slips.xlsx", lambda: rezipped(xlsx(), {}, {"../../evil.txt": b"x", "/etc/evil": b"x", "C:\\evil": b"x"}), NAMES),
    Good("zip-inside.xlsx", lambda: rezipped(xlsx(), {}, {"xl/embeddings/a.zip": archive({"b.zip": archive({"c": b"c"})})}), NAMES),
    Good("plain.ods", lambda: ods(ods_table(ROWS)), NAMES),
    Good("repeated-empty.ods", lambda: ods_repeated(1_048_000, 16_000, ">"), NAMES),
    Good("hidden.ods", lambda: ods(ods_table(ROWS) + HIDDEN_TABLE, HIDDEN_STYLE), NAMES),
    Good("plain.parquet", lambda: parquet_bytes({"名称": NAMES, "code": ["A1", None]}), NAMES),
    Good("typed.parquet", lambda: parquet_bytes(TYPED), NAMES),
    Good("empty.parquet", lambda: parquet_bytes({"name": [], "code": []}), []),
]  # fmt: skip

BAD = [
    Bad("empty.csv", lambda: b"", "空文件"),
    Bad("blank.csv", lambda: "\r\n\r\n", "没有找到表头"),
    Bad("no-header.csv", lambda: "1,2\r\n3,4\r\n", "没有找到表头"),
    Bad("open-quote.csv", lambda: csv_text() + '"丙店,C3\r\n丁店,D4\r\n', "引号没有成对"),
    Bad("after-quote.csv", lambda: csv_text() + '"丙"店,C3\r\n', "引号没有成对"),
    Bad("long-cell.csv", lambda: csv_text() + "丙" * 140_000, "一格过长"),
    Bad("many-rows.csv", lambda: csv_text() + "丙店,C,\r\n" * 60, "行数过多", TIGHT),
    Bad("large.csv", csv_text, "文件超过", replace(LIMITS, stream_bytes=10)),
    Bad("xls-renamed.csv", lambda: OLE2, "旧版工作簿"),
    Bad("xlsx-renamed.csv", xlsx, "新版工作簿"),
    Bad("parquet-renamed.csv", lambda: parquet_bytes({"name": NAMES}), "Parquet"),
    Bad("pdf-renamed.csv", lambda: b"%PDF-1.7\n", "PDF"),
    Bad("exe-renamed.csv", lambda: b"MZ\x90\0\3\0\0\0" * 60, "二进制数据"),
    Bad("png-renamed.csv", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\1\2\3\4" * 20, "二进制数据"),
    Bad("page.xls", lambda: "<html><table><tr><td>名称</td></tr></table></html>", "网页"),
    Bad("page-with-mark.xls", lambda: "\ufeff\r\n<!DOCTYPE html><table></table>", "网页"),
    Bad("text.xls", csv_text, "内容是文本"),
    Bad("xlsx-renamed.xls", xlsx, "新版工作簿"),
    Bad("broken.xls", lambda: OLE2, "已损坏"),
    Bad("old-or-locked.xlsx", lambda: OLE2, "加了密码"),
    Bad("text.xlsx", csv_text, "内容是文本"),
    Bad("pdf.xlsx", lambda: b"%PDF-1.4", "PDF"),
    Bad("page.xlsx", lambda: "<table></table>", "网页"),
    Bad("empty.xlsx", lambda: b"", "空文件"),
    Bad("text.parquet", csv_text, "内容是文本"),
    Bad("cut.parquet", lambda: parquet_bytes({"name": NAMES})[:-20], "已损坏"),
    Bad("damaged.parquet", lambda: parquet_bytes({"name": NAMES})[:40] + b"\xff" * 200 + b"PAR1", "已损坏"),
    Bad("many-rows.parquet", lambda: parquet_bytes({"name": ["甲"] * 60}), "行数过多", TIGHT),
    Bad("macro.xlsm", xlsx, "不支持这种文件"),
    Bad("binary.xlsb", xlsx, "不支持这种文件"),
    Bad("letter.docx", lambda: archive({"word/document.xml": b"<a/>"}), "不支持这种文件"),
    Bad("noending", csv_text, "不支持这种文件"),
    Bad("letter-renamed.xlsx", lambda: archive({"word/document.xml": b"<a/>"}), "已损坏"),
    Bad("zip-renamed.xlsx", lambda: archive({"a.xlsx": xlsx()}), "已损坏"),
    Bad("cut.xlsx", lambda: xlsx()[:-100], "已损坏"),
    Bad("head-only.xlsx", lambda: b"PK\x03\x04", "已损坏"),
    Bad("flipped.xlsx", lambda: xlsx().replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet1.xmm", 1), "已损坏"),
    Bad("no-relations.xlsx", lambda: archive({"xl/workbook.xml": b"<a/>"}), "已损坏"),
    Bad("garbage-workbook.xlsx", lambda: rezipped(xlsx(), {"xl/workbook.xml": lambda _: b"<oops"}), "已损坏"),
    Bad("garbage-sheet.xlsx", lambda: with_sheet_xml(lambda _: b"\xff\xfe<<<"), "已损坏"),
    Bad("encrypted.xlsx", encrypted, "加了密码"),
    Bad("external-entity.xlsx", lambda: with_sheet_xml(lambda xml: DOCTYPE + xml.replace(b"<t>", b"<t>&e;")), "外部实体"),
    Bad("entity-in-strings.xlsx", lambda: rezipped(xlsx(), {}, {"xl/sharedStrings.xml": LAUGHS}), "外部实体"),
    Bad("entity-in-workbook.xlsx", lambda: rezipped(xlsx(), {"xl/workbook.xml": lambda xml: DOCTYPE + xml}), "外部实体"),
    Bad("entity-in-utf16.xlsx", lambda: rezipped(xlsx(), {}, {"docProps/x.xml": DOCTYPE.decode().encode("utf-16")}), "外部实体"),
    Bad("entity.ods", lambda: archive({"mimetype": b"x", "content.xml": DOCTYPE + b"<a/>"}), "外部实体"),
    Bad("letter-with-entity.xlsx", lambda: archive({"word/document.xml": DOCTYPE}), "外部实体"),
    Bad("bomb.xlsx", lambda: rezipped(xlsx(), {}, {"xl/media/a.png": b"\0" * 4_000_000}), "解压后过大", TIGHT),
    Bad("steep.xlsx", lambda: rezipped(xlsx(), {}, {"xl/media/a.png": b"\0" * 2_500_000}), "压缩比异常", TIGHT),
    Bad("understated.xlsx", understated, "已损坏", TIGHT),
    Bad("many-parts.xlsx", lambda: archive({f"{number}": b"" for number in range(10_001)}), "解压后过大"),
    Bad("many-rows.xlsx", lambda: xlsx(rows=ROWS + [["丙", f"C{number}", ""] for number in range(60)]), "行数过多", TIGHT),
    Bad("far-cell.xlsx", lambda: cell("XFD1048576", "x"), "远处有多余的内容"),
    Bad("far-column.xlsx", lambda: cell("XFD9", " "), "远处有多余的内容", TIGHT),
    Bad("heavy.xlsx", lambda: xlsx(rows=HEAVY), "超出内存", replace(LIMITS, memory_bytes=3_000_000)),
    Bad("large.xlsx", xlsx, "文件超过", replace(LIMITS, workbook_bytes=100)),
    Bad("no-sheet-of-ours.xlsx", lambda: xlsx(rows=[["填表说明"], ["请勿删除表头"]]), "没有找到表头"),
    Bad("missing-column.xlsx", lambda: xlsx(rows=[["代码", "日期"], ["A1", ""]]), "没有找到表头"),
    Bad("repeated-cells.ods", lambda: ods_repeated(900_000, 900, 'office:value-type="string"><text:p>x</text:p>'), "已损坏"),
]  # fmt: skip


@pytest.mark.parametrize("good", GOOD, ids=[case.file for case in GOOD])
def test_read_exactly(tmp_path: Path, good: Good) -> None:
    reading = read(read_rows(saved(tmp_path, good.file, good.content())))
    names = [accepted.row[0] for accepted in reading.accepted]
    assert names == good.names
    assert tuple((problem.row, problem.code) for problem in reading.problems if problem.code != "bad_date") == good.problems


@pytest.mark.parametrize("bad", BAD, ids=[case.file for case in BAD])
def test_refused_in_one_line(tmp_path: Path, bad: Bad) -> None:
    path = saved(tmp_path, bad.file, bad.content())
    with pytest.raises(BadInput) as caught:
        read(read_rows(path, limits=bad.limits))
    line = str(caught.value)
    assert bad.said in line
    assert line.startswith(bad.file)
    assert "\n" not in line
    assert " · " in caught.value.what or bad.said in caught.value.what
    assert caught.value.mend


def test_there_are_enough_of_them() -> None:
    assert len(GOOD) + len(BAD) >= 110
    files = [case.file for case in GOOD] + [case.file for case in BAD]
    assert len(set(files)) == len(files)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for name in ("nothing.xlsx", "folder.xlsx"):
        with pytest.raises(BadInput, match="没有找到文件"):
            read_rows(tmp_path / name)


def test_a_file_may_be_called_otherwise(tmp_path: Path) -> None:
    """An upload is stored under its digest; its own name says the kind and is what people are told."""
    source = read_rows(saved(tmp_path, "3f2a", xlsx()), name="名录.xlsx")
    assert source.file == "名录.xlsx"
    assert len(list(source.rows)) == 3


def test_days_of_the_other_calendar(tmp_path: Path) -> None:
    """Workbooks from old Macs count days from 1904."""

    def fill(page: Worksheet) -> None:
        assert page.parent
        page.parent.epoch = CALENDAR_MAC_1904
        page["C2"] = dt.datetime(2024, 3, 1)  # noqa: DTZ001 as in the sheet

    reading = read(read_rows(saved(tmp_path, "a.xlsx", xlsx(fill))))
    assert reading.accepted[0].row[2] == dt.date(2024, 3, 1)


def test_cpu_time_is_limited(tmp_path: Path) -> None:
    rows = [HEADER, *([f"店{number}", "x" * 50, ""] for number in range(20_000))]
    path = saved(tmp_path, "slow.parquet", parquet_bytes({"name": [row[0] for row in rows] * 40}))
    with pytest.raises(BadInput, match="超出内存或时间"):
        for _ in read_rows(path, limits=replace(LIMITS, stream_cpu_seconds=1)).rows:
            pass


def test_reading_may_stop_early(tmp_path: Path) -> None:
    rows = read_rows(saved(tmp_path, "a.parquet", parquet_bytes({"name": ["甲"] * 200_000}))).rows
    assert isinstance(rows, Generator)
    assert next(rows).cells == ["name"]
    rows.close()
