"""The register's workbook: contract §2 and §3 on invented rows."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.engines.quality import local_sid
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.engines.scope import matches, parse_query
from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import RawRow, RawRows, Reading, read_rows
from yicha.subjects.tests.generated import ROWS
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import COLUMNS, OLD_NUMBER, read_subjects, scope_columns, write_subjects, write_subjects_template

HEADER = ["主体名称", "统一社会信用代码", "地址", "成立日期"]
A, B = invented_uscc(11_111), invented_uscc(22_222)
HOME = "青禾县城关镇人民路12号"


def raw(*rows: Sequence[str]) -> RawRows:
    return RawRows("名录.xlsx", [RawRow("表一", number, list(cells)) for number, cells in enumerate(rows, 1)])


def reading(*rows: Sequence[str], existing: dict[str, SubjectRow] | None = None, **more: Any) -> Reading[SubjectRow]:
    return read_subjects(raw(HEADER, *rows), existing, **more)


def problems(found: Reading[SubjectRow]) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.code, str(problem.level)) for problem in found.problems]


EVERY_COLUMN = {
    "主体名称": "青禾县好味道餐饮店",
    "统一社会信用代码": A.lower(),
    "主体编号": "qh-001",
    "主体类型": "N/A",
    "行业代码": "H6210",
    "经营范围": "餐饮服务",
    "省": "某省",
    "市": "某市",
    "区县": "青禾县",
    "乡镇街道": "城关镇",
    "地址": "人民路１２号",
    "经度": "112.50",
    "纬度": "-0.1",
    "信用风险分类": "C类",
    "标签": "餐饮；学校周边",
    "成立日期": "2019年5月6日",
    "状态": "存续",
    "安静期": "2026-06-01/2026-06-10;2026-09-01",
    "年度上限": "2",
}


def test_every_column_of_the_contract() -> None:
    assert set(EVERY_COLUMN) == {column.label for column in COLUMNS}
    found = read_subjects(raw(list(EVERY_COLUMN), list(EVERY_COLUMN.values())))
    assert found.problems == []
    assert found.rows == (
        SubjectRow(
            sid="QH-001",
            name="青禾县好味道餐饮店",
            uscc=A,
            etype="N/A",
            industry="H6210",
            scope="餐饮服务",
            province="某省",
            city="某市",
            county="青禾县",
            town="城关镇",
            address="人民路12号",
            lon="112.50",
            lat="-0.1",
            credit_class="C",
            tags=("餐饮", "学校周边"),
            reg_date="2019-05-06",
            status="存续",
            blocked=(("2026-06-01", "2026-06-10"), ("2026-09-01", "2026-09-01")),
            visit_cap=2,
        ),
    )


def test_defaults() -> None:
    (row,) = reading(["甲店", A, "", ""]).rows
    assert row == SubjectRow(sid=A, name="甲店", uscc=A)
    assert (row.town, row.credit_class, row.address, row.enterprise) == ("未知", "", None, A)


def test_a_subject_without_a_code_is_known_by_name_and_address() -> None:
    found = reading(["甲（东）店", "无", HOME, ""])
    assert found.rows[0].sid == found.rows[0].enterprise == local_sid("甲(东)店", HOME)
    assert problems(found) == [(2, "no_uscc", "warning")]


def test_an_old_number_is_kept_beside() -> None:
    found = reading(["甲店", "110108000000016", HOME, ""])
    assert found.rows[0].uscc == ""
    assert found.rows[0].sid.startswith("LOC:")
    assert found.accepted[0].extra == {OLD_NUMBER: "110108000000016"}
    assert problems(found) == [(2, "old_number", "warning")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["", A, "", ""], [("missing", "refused")]),
        (["甲店", A[:-1], "", ""], [("bad_uscc", "refused")]),
        (["甲店", A + "0", "", ""], [("bad_uscc", "refused")]),
        (["甲店", "9.15062E+17", "", ""], [("bad_uscc", "refused")]),
        (["甲店", "9.11508217794928E+17", "", ""], [("bad_uscc", "refused")]),
        (["甲店", A[:-1] + ("0" if A[-1] != "0" else "1"), "", ""], [("bad_uscc", "refused")]),
        (["甲店", A, "", "2024/2/30"], [("bad_date", "warning")]),
        (["甲店", A, "", "二〇二四年三月五日"], []),
        (["甲店", A, "", "44927"], []),
        (["=1+1", A, "", ""], [("formula", "warning")]),
        (["店" * 201, A, "", ""], [("too_long", "refused")]),
        (["甲店", A, "路" * 401, ""], [("too_long", "refused")]),
        (["甲\ufffd店", A, "", ""], [("bad_encoding", "refused")]),
    ],
)
def test_refusals_and_warnings(row: list[str], expected: list[tuple[str, str]]) -> None:
    assert [problem[1:] for problem in problems(reading(row))] == expected


@pytest.mark.parametrize(
    ("column", "cell", "code", "level"),
    [
        ("信用风险分类", "E", "unknown_code", "refused"),
        ("信用风险分类", "N/A", "unknown_code", "refused"),
        ("安静期", "2026-13-01/2026-13-02", "bad_date", "refused"),
        ("年度上限", "-1", "bad_number", "refused"),
        ("主体编号", "编号一", "bad_sid", "refused"),
        ("主体编号", ".X", "bad_sid", "refused"),
        ("标签", "长" * 41, "too_long", "refused"),
        ("经度", "200", "bad_number", "warning"),
        ("纬度", "北纬", "bad_number", "warning"),
    ],
)
def test_what_the_law_rests_on_is_refused_and_what_is_only_told_is_dropped(column: str, cell: str, code: str, level: str) -> None:
    found = read_subjects(raw([*HEADER, column], ["甲店", A, "", "", cell]))
    assert [(problem.column, problem.code, str(problem.level)) for problem in found.problems] == [(column, code, level)]


def test_a_failing_check_digit_can_be_waived_and_nothing_else() -> None:
    wrong = A[:-1] + ("0" if A[-1] != "0" else "1")
    found = reading(["甲店", wrong.lower(), "", ""], ["乙店", A[:-1], "", ""], waived={wrong, A[:-1]})
    assert (found.rows[0].uscc, problems(found)) == (wrong, [(3, "bad_uscc", "refused")])


def test_a_future_date_of_foundation_is_none() -> None:
    found = reading(["甲店", A, "", "2026-03-06"], latest=date(2026, 3, 5))
    assert (found.rows[0].reg_date, problems(found)) == (None, [(2, "bad_date", "warning")])


def test_a_confusable_letter_is_suggested_and_not_repaired() -> None:
    code = next(code for number in range(9_999) if "1" in (code := invented_uscc(number * 7 + 31_000_000))[8:16])
    place = code.index("1", 8)
    found = reading(["甲店", code[:place] + "I" + code[place + 1 :], "", ""])
    assert found.refused == 1
    assert code in found.problems[0].message


def test_one_code_with_another_name_is_a_conflict_of_both_rows() -> None:
    found = reading(["甲子店", A, "", ""], ["乙丑店", A, "", ""], ["丙寅店", B, "", ""])
    assert problems(found) == [(2, "conflict", "refused"), (3, "conflict", "refused")]
    assert ("第3行“乙丑店”" in found.problems[0].message, "第2行“甲子店”" in found.problems[1].message) == (True, True)
    assert found.duplicate_groups == []
    with pytest.raises(BadInput, match="表一 › 第 2 行 row 2"):
        found.require_no_refusals()


def test_one_firm_under_two_names() -> None:
    found = reading(["青禾县甲子餐饮有限责任公司", A, "", ""], ["甲子餐饮有限公司", A, "", ""])
    assert problems(found) == [(3, "duplicate_in_file", "refused")]
    assert found.as_json()["duplicate_groups"] == [[2, 3]]


def test_identical_repeats_and_differing_ones() -> None:
    rows = [["甲店", A, HOME, "2020-01-01"], ["甲 店", A.lower(), HOME, "2020年1月1日"], ["甲店", A, "别处", "2020-01-01"]]
    assert problems(reading(*rows)) == [(3, "duplicate_in_file", "warning"), (4, "duplicate_in_file", "refused")]
    lenient = reading(*rows, one_of_each=True)
    assert problems(lenient) == [(3, "duplicate_in_file", "warning"), (4, "duplicate_in_file", "warning")]
    assert (len(lenient.rows), lenient.rows[0].address) == (1, HOME)
    lenient.require_no_refusals()


def test_the_command_line_still_refuses_another_name() -> None:
    rows = [["青禾县甲子店铺有限公司", A, "", ""], ["甲子店铺有限公司", A, "", ""]]
    assert reading(*rows, one_of_each=True).refused == 1


def test_sites_of_one_enterprise_are_no_repeats() -> None:
    header = [*HEADER, "主体编号"]
    found = read_subjects(raw(header, ["甲店", A, "一号院", "", "S1"], ["甲店", A, "二号院", "", "S2"]))
    assert problems(found) == []
    assert [(row.sid, row.enterprise) for row in found.rows] == [("S1", A), ("S2", A)]


def test_one_sid_for_two_enterprises_is_a_conflict() -> None:
    found = read_subjects(raw([*HEADER, "主体编号"], ["甲子店", A, "", "", "S1"], ["乙丑店", B, "", "", "s1"]))
    assert [(problem.code, problem.column) for problem in found.problems] == [("conflict", "主体编号")] * 2


def test_suspicion_is_a_warning_and_a_group() -> None:
    found = reading(["青禾县甲子店", A, HOME, "2020-01-01"], ["甲子店", "", HOME, ""])
    assert [problem[1] for problem in problems(found)] == ["no_uscc", "suspected_duplicate"]
    assert (found.valid, found.as_json()["duplicate_groups"]) == (2, [[2, 3]])


def test_against_the_register() -> None:
    register = {row.sid: row for row in reading(["甲子店", A, HOME, ""], ["乙丑店", B, "", ""]).rows}
    found = reading(["甲子店", A, HOME, ""], ["另名店", B, "", ""], existing=register)
    assert (found.new, found.changed, found.unchanged) == (0, 1, 1)
    assert problems(found) == [(3, "renamed", "warning")]


def test_a_file_without_names_is_refused() -> None:
    with pytest.raises(BadInput, match="没有找到表头（主体名称）"):
        read_subjects(raw(["代码", "地址"], ["x", "y"]))


def test_the_template_reads_as_no_rows_and_its_example_is_right(tmp_path: Path) -> None:
    path = tmp_path / "subjects.xlsx"
    write_subjects_template(path)
    assert read_subjects(read_rows(path)).total == 0
    book = openpyxl.load_workbook(path)
    page = book["监管对象"]
    page["A2"] = str(page["A2"].value).removeprefix("示例：")
    book.save(path)
    found = read_subjects(read_rows(path))
    assert (found.valid, found.problems) == (1, [])


def test_scope_queries_ask_these_columns() -> None:
    rows = reading(["甲子店", A, HOME, "2020-01-01"], ["乙丑店", "", HOME, ""]).rows
    columns = scope_columns()
    for query, expected in {
        "uscc IS NULL": ["乙丑店"],
        "成立日期 < DATE '2021-01-01'": ["甲子店"],
        "乡镇街道 = '未知' AND credit_class IS NULL": ["甲子店", "乙丑店"],
        "lon > 1 OR NOT has_tag('餐饮')": ["甲子店", "乙丑店"],
    }.items():
        assert [row.name for row in matches(parse_query(query, columns), rows)] == expected
    assert {column.name for column in columns} == {column.name for column in COLUMNS} - {"blocked"}
    assert next(column.sql for column in scope_columns("s.") if column.name == "reg_date") == 's."reg_date"::date'


@pytest.mark.parametrize(("ending", "examples"), [(".csv", 60), (".xlsx", 10)])
def test_export_and_import_are_one_another_undone(tmp_path: Path, ending: str, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ROWS, min_size=1, max_size=8, unique_by=lambda row: row.sid))
    def check(rows: list[SubjectRow]) -> None:
        path = tmp_path / f"subjects{ending}"
        write_subjects(path, rows)
        found = read_subjects(read_rows(path), {row.sid: row for row in rows})
        assert list(found.rows) == rows
        assert found.unchanged == len(rows)

    check()


@pytest.mark.nightly
def test_a_hundred_thousand_rows_there_and_back(tmp_path: Path) -> None:
    rows = [
        SubjectRow(
            sid=invented_uscc(n), uscc=invented_uscc(n), name=f"=第{n}户", address=f"-路{n}号", tags=(f"标{n % 7}",), reg_date="2020-02-29"
        )
        for n in range(100_000)
    ]
    for ending in (".csv", ".xlsx"):
        write_subjects(tmp_path / f"s{ending}", rows)
        assert list(read_subjects(read_rows(tmp_path / f"s{ending}")).rows) == rows
