"""Nothing that is written can act in the program that opens it, and what is written can be read."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from yicha.kernel.tables import Sheet, read_rows, write_csv, write_errors, write_rows, write_template, write_workbook
from yicha.kernel.tables.delimited import guarded, unguarded
from yicha.kernel.tables.tests.makers import COLUMNS, HEADER, raw, read

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1/x","点此")',
    '=WEBSERVICE("http://127.0.0.1/?"&A1)',
    '=IMPORTXML("http://127.0.0.1","//a")',
    '=DDE("cmd";"/C calc";"x")',
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@x",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    '"=1+1"',
    "'=1+1",
    "''=1+1",
    "=",
    "{=1+1}",
    "=1+1;2",
    "=1+1,2",
    "＝1+1",
    "＋1+1",
    "http://127.0.0.1/x",
    "mailto:a@b.invalid",
    "internal:表一!A1",
    "external:c:\\x.xlsx",
    "file:///etc/hosts",
    "\\\\127.0.0.1\\x",
    "=SUM(A1:A9)",
    "%0A-3+3+cmd|' /C calc'!D2",
    ";=1+1",
    "|=1+1",
    "==1+1",
    "=-1",
    "-@x",
    "+\t=1",
    "=1+1\x00",
    "911508217794928370",
    "1E5",
]


def cells_of(path: Path) -> list[tuple[str, object]]:
    page = openpyxl.load_workbook(path).active
    assert isinstance(page, Worksheet)
    return [(str(cell.data_type), cell.value) for (cell,) in page.iter_rows(min_row=2)]


def test_no_payload_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [Sheet("表", ["名称"], [[text] for text in PAYLOADS])])
    cells = cells_of(path)
    assert {kind for kind, _ in cells} == {"s"}
    assert [value for _, value in cells] == [text.replace("\x00", "").replace("\r", "") for text in PAYLOADS]
    with ZipFile(path) as archive:
        assert b"hyperlink" not in b"".join(archive.read(name) for name in archive.namelist())


def test_no_payload_acts_in_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ["名称", "=表头"], [[text, text] for text in PAYLOADS])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["名称", "'=表头"]
    for row, text in zip(rows[1:], PAYLOADS, strict=True):
        assert row == [row[0]] * 2
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert unguarded(row[0]) == text


@given(st.text(max_size=10) | st.text(alphabet="'=+-@\t\ra", max_size=6))
def test_the_guard_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    sheet = Sheet("表", ["a", "b", "c"], [["x", 1, date(2026, 3, 5)], [None, Decimal("2.5"), ""]], {0: "='表'!$A$1:$B$1"})
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [sheet])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_values_keep_their_kind(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet("表", ["a", "b", "c", "d"], [["007", 7, date(2026, 3, 5), Decimal("0.1")]])])
    assert [row.cells for row in read_rows(tmp_path / "a.xlsx").rows][1] == ["007", "7", "2026-03-05", "0.1"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a/b:c*?[]\\"], ["a b c"]),
        (["名录.csv", "名录.csv"], ["名录.csv", "名录.csv 2"]),
        (["'x'", "X"], ["x", "X 2"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 27 + " 2"]),
        (["[]"], ["表"]),
    ],
)
def test_names_of_sheets(tmp_path: Path, names: list[str], expected: list[str]) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet(name, ["a"], []) for name in names])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == expected


def test_a_cell_longer_than_a_spreadsheet_can_hold_is_cut(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet("表", ["a"], [["长" * 40_000]])])
    assert cells_of(tmp_path / "a.xlsx") == [("s", "长" * 32_767)]


def test_the_template_explains_itself_and_reads_as_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, "监管对象", COLUMNS)
    reading = read(read_rows(path))
    assert (reading.total, dict(reading.skipped), reading.ignored_sheets) == (0, {"example": 1}, ["填写说明"])
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["监管对象"][1]] == ["名称*", "代码", "日期", "标签"]
    assert book["填写说明"]["A2"].value == "名称"


def test_rows_written_under_the_example_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, "监管对象", COLUMNS)
    book = openpyxl.load_workbook(path)
    book["监管对象"].append(["甲店", "A1", "2024-03-01", "x;y"])
    book.save(path)
    assert read(read_rows(path)).rows == (("甲店", "A1", date(2024, 3, 1), ("x", "y")),)


NAMES = st.text(alphabet="甲乙Aa09=+-@'\"，,;；%_ （）𠮷㐂", min_size=1, max_size=12)
VALUES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "code": st.none() | NAMES,
        "day": st.none() | st.dates(date(1800, 1, 1), date(2099, 12, 31)),
        "tags": st.lists(NAMES, max_size=3),
    }
)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_written_rows_are_read_again(tmp_path: Path, ending: str) -> None:
    @settings(max_examples=60 if ending == ".csv" else 12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(VALUES, min_size=1, max_size=12))
    def check(values: list[dict[str, Any]]) -> None:
        path = tmp_path / f"a{ending}"
        write_rows(path, "表", COLUMNS, values, lambda row: row | {"tags": tuple(row["tags"])})
        read_back = read(read_rows(path))
        write_rows(path, "表", COLUMNS, read_back.rows, lambda row: dict(zip((column.name for column in COLUMNS), row, strict=True)))
        assert read(read_rows(path)).rows == read_back.rows

    check()


def test_the_error_workbook_is_mended_and_read(tmp_path: Path) -> None:
    """Rows with problems only, as written, with the reason; mended and read twice it changes nothing the second time."""
    path = tmp_path / "errors.xlsx"
    bad = [["序号", *HEADER, "备注"], ["1", "甲店", "A1", "", ""], ["2", "", "B2", "昨天", "=1+1"], ["3", "丙店", "C3", "2024-01-01", ""]]
    write_errors(path, read(raw(*bad)))
    book = openpyxl.load_workbook(path)
    page, listed = book.worksheets
    assert [cell.value for cell in page[1]] == [*HEADER, "备注", "错误位置", "原因", "怎么改", "原表行号"]
    assert page.max_row == 2
    assert page["D2"].data_type == "s"
    assert {"B列“名称”", "D列“日期”"} <= set(str(page["E2"].value).split("；"))
    assert "拒绝：“名称”不能为空" in str(page["F2"].value)
    assert {"填上这一格", "写成 2026-03-05"} <= set(str(page["G2"].value).split("；"))
    assert [cell.value for cell in listed[2]] == [
        "表一",
        3,
        "D",
        "日期",
        "提醒",
        "“昨天”不是有效日期，请写成 2026-03-05",
        "写成 2026-03-05",
    ]
    page["A2"], page["C2"], page["D2"] = "乙店", "2024-02-03", "好"
    book.save(path)
    mended = read(read_rows(path))
    assert (mended.new, mended.refused, mended.problems) == (1, 0, [])
    register = {str(row[1]): row for row in mended.rows}
    assert read(read_rows(path), register).unchanged == 1
