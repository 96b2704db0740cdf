"""programme.xlsx: every figure adds up to its rows, every second door has a reason, nothing in it calculates."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from yicha.kernel.tables import write_workbook
from yicha.planning.batch.job import Job
from yicha.planning.batch.sheets import (
    APART,
    BY_DEPARTMENT,
    BY_LINE,
    BY_SUBJECT,
    BY_WEEK,
    SUMMARY,
    UNKNOWN,
    UNKNOWN_CLASS,
    UNPLACED,
    Sheets,
)
from yicha.planning.rules.instances import SHORT_WINDOW
from yicha.planning.tests.files import AUTUMN, FIRE, MARKET, Files, plan_line, rich
from yicha.subjects.testing import subject_row

HEADERS = {
    "前后对比": SUMMARY,
    "按周": BY_WEEK,
    "按部门": BY_DEPARTMENT,
    "按对象": BY_SUBJECT,
    "按计划行": BY_LINE,
    "为何不能合并": APART,
    "未排": UNPLACED,
    "名单查无": UNKNOWN,
}
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def job() -> Job:
    return rich().job()


@pytest.fixture(scope="module")
def workbook(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "programme.xlsx"
    write_workbook(path, Sheets(job).all())
    return path


@pytest.fixture(scope="module")
def sheets(workbook: Path) -> dict[str, Rows]:
    """As any spreadsheet program reads them."""
    found = {}
    book = CalamineWorkbook.from_path(workbook)
    for name in book.sheet_names:
        header, *rows = book.get_sheet_by_name(name).to_python()
        assert tuple(header) == HEADERS[name]
        found[name] = [{str(label): cell for label, cell in zip(header, row, strict=True)} for row in rows]
    assert list(found) == list(HEADERS)
    return found


def column(rows: Rows, name: str) -> list[Any]:
    return [row[name] for row in rows]


def test_no_cell_calculates(workbook: Path) -> None:
    kinds = Counter(cell.data_type for page in openpyxl.load_workbook(workbook) for row in page.iter_rows() for cell in row)
    assert "f" not in kinds
    assert "e" not in kinds
    assert kinds["s"] > 500


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    evil = Files(subjects=[subject_row(1, name="=HYPERLINK(1)", credit_class="D")], lines=[plan_line(ratio="100%")])
    path = tmp_path / "programme.xlsx"
    write_workbook(path, Sheets(evil.job()).all())
    cells = [cell for row in openpyxl.load_workbook(path)["按周"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]


def test_before_and_after_is_the_summary(job: Job, sheets: dict[str, Rows]) -> None:
    told = {row["项目"]: row["数值"] for row in sheets["前后对比"]}
    figures = job.figures
    assert told == {
        "需求": figures["demands"],
        "各部门单独上门次数": figures["alone_doors"],
        "合并后上门次数": figures["doors"],
        "少打扰次数": figures["alone_doors"] - figures["doors"],
        "已证明至少要上门次数": figures["lower_bound"],
        "上门一次以上的主体": figures["repeat_visited"],
        "出动队次": figures["department_visits"],
        "未排需求": figures["unplaced"],
        "已证明至少未排需求": figures["unplaced_bound"],
        "名单查无": 1,
        "执法人员岗位": job.posts,
        "空缺岗位": job.open_posts,
        "工作日历": "已公布",
    }


def test_every_visit_stands_under_its_week(job: Job, sheets: dict[str, Rows]) -> None:
    rows = sheets["按周"]
    assert len(rows) == len(job.programme.visits)
    assert Counter(column(rows, "方式"))["上门"] == job.figures["doors"]
    assert column(rows, "编号") == [number for number, _ in job.visits]
    assert all(one["周"] <= other["周"] for one, other in pairwise(rows))
    for row, (number, visit) in zip(rows, job.visits, strict=True):
        days = job.days_of(visit)
        assert (row["起"], row["止"], row["主体编号"]) == (days[0].isoformat(), days[-1].isoformat(), visit.subject)
        assert row["部门"].split("、")[0] == row["牵头"].removesuffix("（由政府指定）")
        assert row["人员"].count("；") + 1 == len(job.teams[number])


def test_appointed_leads_are_flagged(job: Job, sheets: dict[str, Rows]) -> None:
    flagged = ["由政府指定" in lead for lead in column(sheets["按周"], "牵头")]
    assert flagged == [visit.lead_appointed for visit in job.programme.visits]
    assert any(flagged)
    assert not all(flagged)


def test_open_posts_are_shown(job: Job, sheets: dict[str, Rows]) -> None:
    assert sum(team.count(" 缺") for team in column(sheets["按周"], "人员")) == job.open_posts


def test_each_department_finds_its_visits(job: Job, sheets: dict[str, Rows]) -> None:
    rows = sheets["按部门"]
    every = Counter(name for visit in job.programme.visits for name in visit.departments)
    assert Counter(column(rows, "部门")) == every
    assert [(row["部门"], row["周"]) for row in rows] == sorted((row["部门"], row["周"]) for row in rows)
    assert sum(row["是否牵头"] == "牵头" for row in rows) == len(job.programme.visits)
    assert all(f"{FIRE} " not in row["人员"] for row in rows)


def test_subjects_add_up_to_the_summary(job: Job, sheets: dict[str, Rows]) -> None:
    rows, figures = sheets["按对象"], job.figures
    sums = {name: sum(column(rows, name)) for name in ("需求", "各部门单独上门", "合并后上门", "少打扰", "未排")}
    assert sums == {
        "需求": figures["demands"],
        "各部门单独上门": figures["alone_doors"],
        "合并后上门": figures["doors"],
        "少打扰": figures["alone_doors"] - figures["doors"],
        "未排": figures["unplaced"],
    }
    assert sum(row["合并后上门"] > 1 for row in rows) == figures["repeat_visited"]
    assert all(len(list(filter(None, row["周"].split("、")))) == row["合并后上门"] for row in rows)


def test_who_has_no_class_is_shown_as_such(sheets: dict[str, Rows]) -> None:
    shown = Counter(column(sheets["按对象"], "信用风险分类"))
    assert shown[UNKNOWN_CLASS] > 0
    assert set(shown) <= {"A", "B", "C", "D", UNKNOWN_CLASS}


def line_row(sheets: dict[str, Rows], number: str) -> dict[str, Any]:
    (row,) = (row for row in sheets["按计划行"] if row["计划行编号"] == number)
    return row


def test_every_line_is_accounted_for(job: Job, sheets: dict[str, Rows]) -> None:
    rows = sheets["按计划行"]
    assert column(rows, "计划行编号") == sorted(job.lines)
    assert sum(column(rows, "需求")) == job.figures["demands"]
    assert sum(column(rows, "未排")) == job.figures["unplaced"]
    drawn = line_row(sheets, "SC-01")
    assert (drawn["部门"], drawn["抽取方式"], drawn["方式"], drawn["名录"], drawn["已排除"]) == (MARKET, "随机", "现场", 40, 0)
    assert drawn["抽取"] == "A 2/8；B 4/8；C 8/8；D 8/8；未分类 4/8"
    assert drawn["需求"] == 26
    assert line_row(sheets, "SC-02")["抽取"] == "全部 1/8；按最少户数另抽 5"
    listed = line_row(sheets, "SC-05")
    assert (listed["抽取方式"], listed["名录"], listed["需求"]) == ("名单", "", 4)


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("XF-02", "单独上门：疏散演练"),
        ("XF-03", SHORT_WINDOW),
        ("XF-04", "没有落到任何主体"),
        ("SC-02", "名录过小而比例过高，近于定向"),
        ("SC-01", ""),
    ],
)
def test_what_is_odd_about_a_line_is_said(number: str, hint: str, sheets: dict[str, Rows]) -> None:
    assert line_row(sheets, number)["提示"] == hint


@pytest.mark.clause("R-MERGE-1")
def test_every_two_doors_of_a_subject_have_a_reason(job: Job, sheets: dict[str, Rows]) -> None:
    doors = Counter(visit.subject for visit in job.programme.visits if visit.door)
    rows = sheets["为何不能合并"]
    assert Counter(column(rows, "主体编号")) == Counter({sid: times * (times - 1) // 2 for sid, times in doors.items() if times > 1})
    assert rows
    assert all(row["原因"] and row["reason"] and row["代码"] and row["甲"] != row["乙"] for row in rows)


def test_what_is_not_placed_stands_with_its_reason(job: Job, sheets: dict[str, Rows]) -> None:
    rows = sheets["未排"]
    assert [f"{row['计划行编号']}/{row['主体编号']}" for row in rows] == [loss.demand for loss in job.programme.unplaced]
    assert rows
    assert all(row["原因"] and row["reason"] for row in rows)
    assert [row["代码"] for row in rows] == [loss.cause.value for loss in job.programme.unplaced]


def test_reasons_name_iso_weeks_as_all_of_the_workbook_does() -> None:
    job = Files(lines=[plan_line("A", ratio="100%"), plan_line("B", FIRE, ratio="100%", window=AUTUMN)]).job()
    sheets = Sheets(job)
    assert {found.why.chinese for found in sheets.apart} == {
        f"{MARKET} A只能在第10–26周、{FIRE} B只能在第37–48周，没有共同的周",
    }
    assert {row[7] for row in sheets.lines()} == {"2026-W10 至 2026-W26", "2026-W37 至 2026-W48"}


def test_nobody_whom_a_list_names_is_dropped_in_silence(sheets: dict[str, Rows]) -> None:
    assert sheets["名单查无"] == [{"计划行编号": "SC-05", "部门": MARKET, "主体编号": "NOBODY"}]


def test_an_empty_programme_is_a_workbook_too(tmp_path: Path) -> None:
    job = Files(lines=[plan_line(scope_query="name = '没有'")]).job()
    path = tmp_path / "programme.xlsx"
    write_workbook(path, Sheets(job).all())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == list(HEADERS)
    assert [page.max_row for page in book][1:4] == [1, 1, 1]
