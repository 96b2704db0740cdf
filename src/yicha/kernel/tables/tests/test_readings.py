"""The counts of an import (contract §3)."""

import json

import pytest

from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import RawRow, RawRows
from yicha.kernel.tables.tests.makers import HEADER, raw, read


def test_new_changed_unchanged() -> None:
    first = read(raw(HEADER, ["甲店", "A1", ""], ["乙店", "B2", ""]))
    register = {str(row[1]): row for row in first.rows}
    again = read(raw(HEADER, ["甲店", "A1", ""], ["乙店（新）", "B2", ""], ["丙店", "C3", ""]), register)
    assert (first.new, first.changed, first.unchanged) == (2, 0, 0)
    assert (again.new, again.changed, again.unchanged, again.valid, again.total) == (1, 1, 1, 3, 3)


def test_an_identical_repeat_is_unchanged_and_a_differing_one_refused() -> None:
    reading = read(raw(HEADER, ["甲店", "A1", ""], ["甲店 ", "A1", ""], ["甲店", "A1", "2024-01-01"]))
    assert [(problem.row, problem.code, str(problem.level)) for problem in reading.problems] == [
        (3, "duplicate_in_file", "warning"),
        (4, "duplicate_in_file", "refused"),
    ]
    assert (reading.new, reading.unchanged, reading.refused, len(reading.accepted)) == (1, 1, 1, 1)
    assert reading.as_json()["duplicate_groups"] == [[2, 3, 4]]


def test_a_difference_in_an_unknown_column_is_a_difference() -> None:
    header = ["序号", *HEADER, "备注"]
    assert read(raw(header, ["1", "甲店", "A1", "", "重点"], ["2", "甲店", "A1", "", ""])).refused == 1
    assert read(raw(header, ["1", "甲店", "A1", "", "重点"], ["2", "甲店", "A1", "", "重点"])).refused == 0


def test_the_first_of_a_group_is_the_first_that_may_be_imported() -> None:
    reading = read(raw(HEADER, ["店" * 30, "A1", ""], ["甲店", "A1", ""]))
    assert [accepted.number for accepted in reading.accepted] == [3]
    assert [problem.code for problem in reading.problems] == ["too_long"]


def test_the_json_of_the_contract() -> None:
    reading = read(raw(["表"], HEADER, ["甲店", "A1", "昨天"], ["", "B2", ""], ["小计", "2"]))
    plain = json.loads(json.dumps(reading.as_json()))
    problems = plain.pop("problems")
    assert plain == {
        "rows": 2,
        "valid": 1,
        "refused": 1,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "skipped": 2,
        "skipped_rows": {"subtotal": 1, "title": 1},
        "ignored_sheets": [],
        "warnings": 1,
        "duplicates": 0,
        "duplicate_groups": [],
    }
    assert [set(problem) for problem in problems] == [{"sheet", "row", "column", "letter", "code", "message", "level"}] * 2
    assert [problem["level"] for problem in problems] == ["warning", "refused"]


def test_groups_over_several_sheets_name_the_sheet() -> None:
    rows = [RawRow("一", 1, HEADER), RawRow("一", 2, ["甲店", "A1", ""]), RawRow("二", 1, HEADER), RawRow("二", 2, ["甲店", "A1", ""])]
    reading = read(RawRows("册.xlsx", rows))
    assert reading.as_json()["duplicate_groups"] == [["一!2", "二!2"]]
    assert "“一”第2行" in reading.problems[0].message


def test_all_or_nothing_for_commands() -> None:
    read(raw(HEADER, ["甲店", "A1", "昨天"])).require_no_refusals()
    with pytest.raises(BadInput) as caught:
        read(raw(HEADER, ["", "A1", ""])).require_no_refusals()
    assert (caught.value.file, caught.value.sheet, caught.value.row, caught.value.column) == ("册.xlsx", "表一", 2, "A列 名称")
    place, told = str(caught.value).split(": ", 1)
    assert place == "册.xlsx › 表一 › 第 2 行 row 2 › A列 名称"
    assert told == "“名称”不能为空 · missing (1 rows refused) → 改正后重新导入 · mend the cell and try again"
