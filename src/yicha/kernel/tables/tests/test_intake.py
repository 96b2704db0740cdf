"""What is a row and what is not, and what is wrong with a cell."""

from collections.abc import Sequence
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import RawRow, RawRows
from yicha.kernel.tables.tests.makers import HEADER, raw, read

ROW = ["甲店", "A1", "2024-03-01"]


def skipped(*rows: Sequence[str]) -> dict[str, int]:
    return dict(read(raw(*rows)).skipped)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["汇总表"], ["填报单位：某局"], HEADER, ROW], {"title": 2}),
        ([["汇总表"], [" "], HEADER, ROW], {"title": 1}),
        ([HEADER, ROW, HEADER, ["乙店"]], {"repeated_header": 1}),
        ([HEADER, ROW, [" 名称 ", "代码*", ""]], {"repeated_header": 1}),
        ([HEADER, ROW, ["小计", "900"], ["合计："], ["本页小计 1,200 户"], ["", "总计", ""]], {"subtotal": 4}),
        ([HEADER, ROW, ["填表人：张某   审核人："], ["注：以上为全部"], ["制表日期: 2024"]], {"footer": 3}),
        ([HEADER, ROW, ["填表人：张某", "", "审核人：李某"]], {"footer": 1}),
        ([HEADER, [], [], ROW, [], ["乙店"]], {"blank": 3}),
        ([HEADER, ROW, [], []], {}),
        ([HEADER, ROW, [], [], ["", "", "", " "]], {"stray": 1}),
        ([HEADER, ROW, ["", "", "", "", "写错了地方"]], {"stray": 1}),
        ([HEADER, ROW, [" "], [], ["乙店"]], {"stray": 1, "blank": 1}),
        ([["序号", *HEADER], ["1", *ROW], ["2", "", "", ""]], {"stray": 1}),
        ([HEADER, ["示例：好店", "A0", ""], ROW], {"example": 1}),
    ],
)
def test_rows_that_are_none(rows: list[list[str]], expected: dict[str, int]) -> None:
    assert skipped(*rows) == expected
    assert read(raw(*rows)).accepted[0].row[0] == "甲店"


@pytest.mark.parametrize(
    "name", ["合计划咨询公司", "小计算器店", "说明书印刷厂", "备注店", "注意力培训", "示范农场", "填表人", "合计师事务所"]
)
def test_names_that_only_look_like_furniture(name: str) -> None:
    assert [accepted.row[0] for accepted in read(raw(HEADER, [name, "A1", ""])).accepted] == [name]


def test_a_row_is_named_as_the_spreadsheet_shows_it() -> None:
    reading = read(raw(["表"], [], HEADER, [], ["", "A1", "2024-13-01"]))
    assert [asdict(problem) for problem in reading.problems] == [
        {
            "sheet": "表一",
            "row": 5,
            "column": "日期",
            "letter": "C",
            "code": "bad_date",
            "message": "“2024-13-01”不是有效日期，请写成 2026-03-05",
            "level": "warning",
        },
        {"sheet": "表一", "row": 5, "column": "名称", "letter": "A", "code": "missing", "message": "“名称”不能为空", "level": "refused"},
    ]
    assert reading.problems[1].line == "表一 第5行 A列“名称”：“名称”不能为空"


@pytest.mark.parametrize(
    ("cell", "code", "level"),
    [
        ("店" * 21, "too_long", "refused"),
        ("甲\ufffd店", "bad_encoding", "refused"),
        ("=1+1", "formula", "warning"),
        ("@SUM(1)", "formula", "warning"),
        ("+A1", "formula", "warning"),
        ("-乙店", "formula", "warning"),
        ("＝1+1", None, ""),
        ("-5", None, ""),
        ("+86 123-456", None, ""),
        ("-", None, ""),
        ("—", None, ""),
        ("#1", None, ""),
        ("N/A", None, ""),
    ],
)
def test_flaws_of_any_cell(cell: str, code: str | None, level: str) -> None:
    reading = read(raw(HEADER, [cell, "A1", ""]))
    assert [(problem.code, str(problem.level)) for problem in reading.problems] == ([] if code is None else [(code, level)])
    assert reading.refused == (level == "refused")
    if level != "refused":
        assert reading.accepted[0].row[0] == cell


def test_a_cell_with_an_error_is_empty_and_told() -> None:
    reading = read(raw(HEADER, ["甲店", "#N/A", ""]))
    assert reading.accepted[0].row[1] is None
    assert reading.problems[0].message == "公式出错（#N/A），按空值处理"


def test_unknown_columns_are_kept_and_checked() -> None:
    reading = read(raw([*HEADER, "备注", "", "备注"], [*ROW, "=1+1", "无名", "二"]))
    assert reading.accepted[0].extra == {"备注D列": "=1+1", "E列": "无名", "备注F列": "二"}
    assert [(problem.column, problem.letter, problem.code) for problem in reading.problems] == [("备注D列", "D", "formula")]


def test_counters_and_our_own_columns_are_dropped() -> None:
    reading = read(raw(["序号", *HEADER, "错误位置", "原因", "怎么改", "原表行号"], ["7", *ROW, "A列“名称”", "拒绝：太长", "缩短", "12"]))
    assert reading.accepted[0].extra == {}


def test_columns_in_any_order_and_language() -> None:
    reading = read(raw(["day", "备注", "CODE", "name"], ["2024-03-01", "x", "A1", "甲店"]))
    assert (reading.accepted[0].row[:2], reading.accepted[0].extra) == (("甲店", "A1"), {"备注": "x"})


def test_every_visible_sheet_with_a_header_is_data() -> None:
    rows = [
        RawRow("一", 1, HEADER),
        RawRow("一", 2, ROW),
        RawRow("说明", 1, ["请勿删除"]),
        RawRow("二", 3, ["名称"]),
        RawRow("二", 4, ["乙店"]),
    ]
    reading = read(RawRows("册.xlsx", rows))
    assert [(accepted.sheet, accepted.number, accepted.row[0]) for accepted in reading.accepted] == [("一", 2, "甲店"), ("二", 4, "乙店")]
    assert reading.ignored_sheets == ["说明"]


def test_a_header_must_come_soon() -> None:
    far = [[f"第{number}条说明"] for number in range(30)]
    with pytest.raises(BadInput, match="没有找到表头（名称） · no header row found"):
        read(raw(*far, HEADER, ROW))
    assert len(read(raw(*far[1:], HEADER, ROW)).accepted) == 1


def test_a_header_without_a_required_column_is_told() -> None:
    with pytest.raises(BadInput) as caught:
        read(raw(["表"], ["代码", "日期"], ["A1", ""]))
    assert caught.value.file == "册.xlsx"
    assert "名称" in caught.value.what


WORDS = st.text(alphabet="甲乙店Aa1=+-@# \n\u200b，；", max_size=6)


@given(st.lists(st.lists(WORDS, max_size=5), max_size=6))
def test_every_row_is_counted_once(rows: list[list[str]]) -> None:
    """Whatever stands in the rows: data rows and skipped rows are all rows up to the last with text."""
    reading = read(raw(["名称", "代码", "日期", "标签"], *rows))
    assert reading.total == reading.valid + reading.refused
    visible = [row for row in rows if any(map(str.strip, row))]
    assert reading.total <= len(visible) or any("\u200b" in cell for row in rows for cell in row)
    assert all(problem.row >= 2 for problem in reading.problems)
