"""The workbook of items: what is written is read again; what is wrong is named with its place."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from yicha.items.testing import item_row
from yicha.items.tests.generated import rows
from yicha.items.types import (
    AuthorityLevel,
    CatalogueRow,
    CheckPoint,
    ItemEntry,
)
from yicha.items.workbooks import COLUMNS, read_catalogue, read_items, write_catalogue, write_items, write_items_template
from yicha.kernel.tables import Level, read_rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(first=rows("62079901010001"), second=rows("62079901010002"), kind=some.sampled_from((".csv", ".csv", ".csv", ".xlsx")))
def test_what_is_exported_is_imported_again(first: ItemEntry, second: ItemEntry, kind: str, tmp_path: Path) -> None:
    book = tmp_path / f"items{kind}"
    write_items(book, [first, second])
    reading = read_items(read_rows(book), {first.row.code: first})
    assert [problem.line for problem in reading.problems if problem.level is Level.REFUSED] == []
    assert list(reading.rows) == [first, second]
    assert (reading.unchanged, reading.new, reading.changed) == (1, 1, 0)


def test_the_template_has_every_column_and_no_row(tmp_path: Path) -> None:
    write_items_template(tmp_path / "t.xlsx")
    assert read_items(read_rows(tmp_path / "t.xlsx")).rows == ()
    assert len({key for column in COLUMNS for key in column.keys}) == sum(len(column.keys) for column in COLUMNS)


def sheet(tmp_path: Path, *lines: dict[str, str]) -> Path:
    path = tmp_path / "items.csv"
    header = [column.label for column in COLUMNS]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(lines)
    return path


LINE = {
    "事项编码": "62079901010001",
    "事项名称": "餐饮检查",
    "牵头部门": "SCJG",
    "检查类别": "食品安全",
    "设定依据": "《食品安全法》",
    "生效日": "2026-01-01",
    "检查内容": "公示许可证",
}


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"监管层级": "区级"}, "监管层级", "unknown_code"),
        ({"适用范围": "全国"}, "适用范围", "unknown_code"),
        ({"设定依据": ""}, "设定依据", "missing"),
        ({"生效日": "明年"}, "生效日", "bad_date"),
        ({"配合部门": ":消防设施"}, "配合部门", "bad_partner"),
        ({"抽查比例": "很多"}, "抽查比例", "bad_ratio"),
    ],
)
def test_a_wrong_cell_refuses_its_item(changed: dict[str, str], column: str, code: str, tmp_path: Path) -> None:
    reading = read_items(read_rows(sheet(tmp_path, LINE | changed, LINE | {"事项编码": "62079901010002"})))
    assert [(problem.column, problem.code, problem.row) for problem in reading.problems] == [(column, code, 2)]
    assert [entry.row.code for entry in reading.rows] == ["62079901010002"]


def test_rows_of_one_item_that_disagree_refuse_it_whole(tmp_path: Path) -> None:
    second = LINE | {"检查内容": "健康证明", "检查类别": "消防"}
    reading = read_items(read_rows(sheet(tmp_path, LINE, second)))
    assert reading.rows == ()
    assert ("检查类别", "conflict", 3) in [(problem.column, problem.code, problem.row) for problem in reading.problems]


def test_following_rows_may_leave_the_item_blank_but_for_what_every_row_needs(tmp_path: Path) -> None:
    second = LINE | {"检查内容": "健康证明", "监管层级": ""}
    (entry,) = read_items(read_rows(sheet(tmp_path, LINE | {"监管层级": "县级"}, second))).rows
    assert [point.code for point in entry.row.check_points] == ["62079901010001-01", "62079901010001-02"]
    assert entry.row.authority_level is AuthorityLevel.COUNTY


def test_a_catalogue_comes_back_as_written(tmp_path: Path) -> None:
    rows = [CatalogueRow("P1", "食品经营监督检查", "《食品安全法》", "市场监管"), CatalogueRow("P2", "药品检查")]
    write_catalogue(tmp_path / "c.xlsx", rows)
    assert list(read_catalogue(read_rows(tmp_path / "c.xlsx")).rows) == rows


def test_items_of_the_maker_survive_too(tmp_path: Path) -> None:
    entry = ItemEntry(item_row(1, check_points=(CheckPoint("I001-01", "是否公示许可证"),)))
    write_items(tmp_path / "items.xlsx", [entry])
    assert read_items(read_rows(tmp_path / "items.xlsx")).rows == (entry,)
