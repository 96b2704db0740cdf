"""A county's register with known defects: real data, never in the repository."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yicha.engines.quality import read_code
from yicha.kernel.tables import Reading, read_rows, write_errors
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import read_subjects

SHARED = Path(__file__).parents[4] / "../shared/data"


@pytest.fixture(scope="module")
def truth() -> Any:
    path = SHARED / "dirty_register_truth.json"
    if not path.exists():
        pytest.skip("the register with known defects is not here")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def register(truth: Any) -> Reading[SubjectRow]:
    return read_subjects(read_rows(SHARED / "dirty_register.xlsx"))


def rows_with(found: Reading[SubjectRow], code: str) -> set[int]:
    return {problem.row for problem in found.problems if problem.code == code}


def test_every_row_of_the_register_is_accounted_for(truth: Any, register: Reading[SubjectRow]) -> None:
    special = truth["special"]
    assert register.total == truth["summary"]["data_rows"]
    assert dict(register.skipped) == {
        "title": len(truth["summary"]["title_rows"]),
        "repeated_header": len(special["repeated_header_rows"]),
        "blank": len(special["blank_rows"]),
        "subtotal": 2,  # the last of them stands among the truth's footer rows
        "footer": 1,
        "stray": 1,
    }
    assert "旧数据" not in register.ignored_sheets


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("missing", ["name_missing"]),
        ("bad_uscc", ["bad_check_digit", "bad_length", "confusable_letter", "scientific_notation_lost"]),
        ("no_uscc", ["missing"]),
        ("old_number", ["old_15_digit_registration_number"]),
        ("bad_date", ["date_invalid"]),
    ],
)
def test_every_defect_is_found_and_nothing_else(truth: Any, register: Reading[SubjectRow], code: str, kinds: list[str]) -> None:
    assert rows_with(register, code) == {row for kind in kinds for row in truth["rows_by_problem"][kind]}


def test_formulas_are_kept_as_text(truth: Any, register: Reading[SubjectRow]) -> None:
    assert rows_with(register, "formula") == {row for row, _ in truth["special"]["formula_like_cells"]}
    saved = {accepted.number: accepted.row.uscc for accepted in register.accepted}
    right = {row["row"]: row["code_recoverable"] for row in truth["rows"]}
    for row, _ in truth["special"]["true_formula_cells"]:
        assert saved[row] == right[row]


def test_every_value_that_is_accepted_is_the_true_one(truth: Any, register: Reading[SubjectRow]) -> None:
    right = {row["row"]: row for row in truth["rows"]}
    for accepted in register.accepted:
        assert accepted.row.uscc == (right[accepted.number]["code_recoverable"] or "")
        assert accepted.row.reg_date == right[accepted.number]["reg_date"]
        assert accepted.row.name == "".join(right[accepted.number]["name"].split()) or rows_with(register, "formula") & {accepted.number}


def test_every_repeat_is_found_and_no_other(truth: Any, register: Reading[SubjectRow]) -> None:
    assert register.as_json()["duplicate_groups"] == truth["duplicate_groups"]


def test_conflicts_that_show_in_the_file_are_refused(truth: Any, register: Reading[SubjectRow]) -> None:
    """Where the rightful row has no valid code, nothing in the file betrays the wrong one."""
    status = {row["row"]: row["code_status"] for row in truth["rows"]}
    seen = [case for case in truth["code_conflicts"] if any(status[row] == "valid" for row in case["right_rows"])]
    assert rows_with(register, "conflict") == {row for case in seen for row in (case["wrong_row"], *case["right_rows"])}
    assert len(seen) == 4


def test_confusable_letters_are_suggested_rightly(truth: Any) -> None:
    book = openpyxl.load_workbook(SHARED / "dirty_register.xlsx", data_only=True)
    right = {row["row"]: row["code_recoverable"] for row in truth["rows"]}
    for row in truth["rows_by_problem"]["confusable_letter"]:
        assert read_code(str(book.worksheets[0].cell(row, 3).value)).suggestions == (right[row],)


def test_the_error_workbook_of_the_register_is_mended_and_read_twice(tmp_path: Path, truth: Any, register: Reading[SubjectRow]) -> None:
    path = tmp_path / "errors.xlsx"
    write_errors(path, register)
    right = {str(row["row"]): row for row in truth["rows"]}
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for cells in page.iter_rows(min_row=2):
        row = right[str(cells[-1].value)]
        cells[0].value = row["name"] or f"甲{row['row']}店"
        cells[1].value = None if row["code_status"] == "valid_but_of_another_firm" else row["entity"]
        cells[3].value = row["reg_date"]
    book.save(path)
    mended = read_subjects(read_rows(path))
    assert rows_with(mended, "bad_uscc") | rows_with(mended, "missing") | rows_with(mended, "bad_date") == set()
    again = read_subjects(read_rows(path), {row.sid: row for row in mended.rows})
    assert (again.new, again.changed) == (0, 0)


def test_a_clean_register_in_parquet_has_no_problems() -> None:
    path = SHARED / "registry_four_regions.parquet"
    if not path.exists():
        pytest.skip("the clean register is not here")
    found = read_subjects(read_rows(path))
    assert (found.new, found.refused, found.problems, found.duplicate_groups) == (found.total, 0, [], [])
    assert {row.etype for row in found.rows} >= {"N/A", "个体工商户"}
