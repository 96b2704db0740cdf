from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from yicha.draws.workbooks import COLUMNS, QuotaRow, read_quotas, write_quotas, write_quotas_template
from yicha.kernel.tables import RawRow, RawRows, Reading, parse_ratio, read_rows

HEADER = ["计划行编号", "比例", "最少户数", "对象范围", "部门", "现场分钟", "资格", "最少人数"]

LAST = ["SC-04", "5%", "", "", "市监局", "90", "食品；计量", "3"]


def reading(*rows: Sequence[str]) -> Reading[QuotaRow]:
    return read_quotas(RawRows("名额.csv", [RawRow("名额.csv", number, list(cells)) for number, cells in enumerate([HEADER, *rows], 1)]))


def test_quotas() -> None:
    assert [column.label for column in COLUMNS] == HEADER
    found = reading(["SC-01", "A:2%;D:100%", "1", "town = '城关镇'"], ["SC-02", "", "5", ""], ["SC-03", "5%", "", ""], LAST)
    assert found.problems == []
    assert found.rows == (
        QuotaRow("SC-01", parse_ratio("A:2%;D:100%"), 1, "town = '城关镇'"),
        QuotaRow("SC-02", min_count=5),
        QuotaRow("SC-03", parse_ratio("5%")),
        QuotaRow("SC-04", parse_ratio("5%"), department="市监局", minutes=90, skills=("食品", "计量"), min_officers=3),
    )
    assert [row.ratio.of("D") for row in found.rows] == [1, 0, Fraction(1, 20), Fraction(1, 20)]
    assert found.rows[1].scope_query == "TRUE"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (["", "5%", "", ""], "计划行编号", "missing"),
        (["SC-01", "", "", ""], "比例", "missing"),
        (["SC-01", "五成", "", ""], "比例", "bad_ratio"),
        (["SC-01", "", "-1", ""], "最少户数", "bad_number"),
        (["SC-01", "5%", "", "town ~ 'a'"], "对象范围", "bad_query"),
    ],
)
def test_refused(row: list[str], column: str, code: str) -> None:
    found = reading(row)
    assert (column, code) in [(problem.column, problem.code) for problem in found.problems]
    assert found.refused == 1


def test_a_line_may_stand_once() -> None:
    assert reading(["SC-01", "5%", "", ""], ["SC-01", "6%", "", ""]).refused == 1


def test_there_and_back(tmp_path: Path) -> None:
    rows = [QuotaRow("=SC", parse_ratio("0.2%"), 3, "scope LIKE '%餐饮%'"), QuotaRow("SC-02", min_count=1)]
    for ending in (".csv", ".xlsx"):
        write_quotas(tmp_path / f"q{ending}", rows)
        assert list(read_quotas(read_rows(tmp_path / f"q{ending}")).rows) == rows


def test_the_template_reads_as_no_rows_and_its_example_is_right(tmp_path: Path) -> None:
    path = tmp_path / "quotas.xlsx"
    write_quotas_template(path)
    assert read_quotas(read_rows(path)).total == 0
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["A2"] = str(page["A2"].value).removeprefix("示例：")
    book.save(path)
    assert read_quotas(read_rows(path)).rows == (QuotaRow("SC-01", parse_ratio("A:2%;B:5%;C:100%;D:100%"), 1, "scope LIKE '%餐饮%'"),)
