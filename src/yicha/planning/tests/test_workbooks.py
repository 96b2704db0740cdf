from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import RawRow, RawRows, Reading, read_rows
from yicha.planning.types import DepartmentLine, LineRow, PastCheck
from yicha.planning.workbooks import (
    COLUMNS,
    HISTORY_COLUMNS,
    read_history,
    read_plans,
    write_history,
    write_history_template,
    write_plans,
    write_plans_template,
)

LINE = {
    "部门": "市监局",
    "计划行编号": "SC-01",
    "事项编码": "01310001000100",
    "事项名称": "餐饮检查",
    "检查类别": "食品安全",
    "对象范围": "scope LIKE '%餐饮%'",
    "抽取方式": "随机",
    "比例": "5%",
    "时间窗": "2026-04-01/2026-06-30",
}
WINDOW = (date(2026, 4, 1), date(2026, 6, 30))


def raw(*rows: Sequence[str]) -> RawRows:
    return RawRows("计划.xlsx", [RawRow("表一", number, list(cells)) for number, cells in enumerate(rows, 1)])


def plans(*lines: dict[str, str]) -> Reading[DepartmentLine]:
    labels = [column.label for column in COLUMNS]
    return read_plans(raw(labels, *([line.get(label, "") for label in labels] for line in lines)))


def problems(found: Reading[DepartmentLine]) -> list[tuple[str, str, str]]:
    return [(problem.column, problem.code, str(problem.level)) for problem in found.problems]


FULL_LINE = LINE | {
    "比例": "D:100%；A:2%",
    "最少户数": "3",
    "权重": "重点监管：3",
    "第一批占比": "50",
    "第二批日期": f"{WINDOW[1]}",
    "名单": "",
    "方式": "抽样",
    "是否预告": "否",
    "现场分钟": "90",
    "资格": "食品;计量",
    "最少人数": "3",
    "可合并": "否",
    "不合并理由": "飞行检查",
    "不得同时": "SC-01;市监局;食品安全;dept:X;class:Y",
    "牵头顺位": "1",
    "豁免": "食品安全法",
    "专项行动": "青政发〔2026〕3号",
    "不预告依据": "依法不公开",
    "到场理由": "数据与投诉不符",
}


def test_every_column_of_the_contract() -> None:
    assert set(FULL_LINE) == {column.label for column in COLUMNS}
    found = plans(FULL_LINE)
    assert found.problems == []
    assert found.rows == (
        DepartmentLine(
            "市监局",
            LineRow(
                line_id="SC-01",
                item_code="01310001000100",
                item_name="餐饮检查",
                check_class="食品安全",
                scope_query="scope LIKE '%餐饮%'",
                selection="random",
                window=WINDOW,
                ratio="A:2%;D:100%",
                min_count=3,
                weights="重点监管:3",
                first_wave=50,
                second_from=WINDOW[1],
                mode="sampling",
                announced=False,
                minutes=90,
                skills=("食品", "计量"),
                min_officers=3,
                mergeable=False,
                reason="飞行检查",
                not_with=tuple((token, "飞行检查") for token in ("SC-01", "dept:市监局", "class:食品安全", "dept:X", "class:Y")),
                lead_rank=1,
                exemption="食品安全法",
                campaign="青政发〔2026〕3号",
                secret_because="依法不公开",
                onsite_because="数据与投诉不符",
            ),
        ),
    )


def test_only_what_is_drawn_is_weighted() -> None:
    found = plans(LINE | {"抽取方式": "全覆盖", "比例": "", "权重": "重点监管:3"})
    assert problems(found) == [("权重", "unexpected", "refused")]
    assert [problem[1] for problem in problems(plans(LINE | {"权重": "重点监管"}))] == ["bad_weights"]


def test_defaults() -> None:
    (row,) = plans(LINE).rows
    line = row.line
    assert (line.mode, line.announced, line.minutes, line.min_officers, line.mergeable) == ("onsite", True, 60, 2, True)
    assert (line.min_count, line.sids, line.not_with, line.lead_rank, line.exemption, line.campaign) == (0, (), (), None, "", "")


@pytest.mark.parametrize("label", [column.label for column in COLUMNS if column.required] + ["对象范围"])
def test_what_must_be_there(label: str) -> None:
    assert problems(plans(LINE | {label: ""})) == [(label, "missing", "refused")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"比例": ""}, [("比例", "missing", "refused")]),
        ({"比例": "", "最少户数": "5"}, []),
        ({"抽取方式": "全覆盖", "比例": ""}, []),
        ({"抽取方式": "名单", "比例": "", "对象范围": ""}, [("名单", "missing", "refused")]),
        ({"抽取方式": "名单", "比例": "", "对象范围": "", "名单": "S1;S2"}, []),
        ({"抽取方式": "抽签"}, [("抽取方式", "unknown_code", "refused")]),
        ({"方式": "电话"}, [("方式", "unknown_code", "refused")]),
        ({"比例": "5"}, [("比例", "bad_ratio", "refused")]),
        ({"比例": "E:5%"}, [("比例", "unknown_code", "refused")]),
        ({"时间窗": "第二季度"}, [("时间窗", "bad_date", "refused")]),
        ({"现场分钟": "一小时"}, [("现场分钟", "bad_number", "refused")]),
        ({"最少人数": "0"}, [("最少人数", "bad_number", "refused")]),
        ({"可合并": "否"}, [("不合并理由", "missing", "warning")]),
        ({"不得同时": "消防大队"}, [("不得同时", "unknown_code", "warning")]),
        ({"对象范围": "lower(name) = 'a'"}, [("对象范围", "bad_query", "refused")]),
        ({"对象范围": "没有的列 = 'a'"}, [("对象范围", "bad_query", "refused")]),
    ],
)
def test_refusals_and_warnings(change: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    assert problems(plans(LINE | change)) == expected


def test_a_bad_query_is_shown_with_its_place() -> None:
    message = plans(LINE | {"对象范围": "town = '甲'\nAND town ~ '乙'"}).problems[0].message
    assert message.startswith("第2行第10个字“~”")


def test_a_list_names_subjects_as_the_register_writes_them() -> None:
    (row,) = plans(LINE | {"抽取方式": "名单", "名单": "loc:00ab;LOC:00AB; 9199 9999 3141 2580xt"}).rows
    assert row.line.sids == ("LOC:00AB", "9199999931412580XT")


def test_a_list_needs_no_range() -> None:
    (row,) = plans(LINE | {"抽取方式": "名单", "对象范围": "", "名单": "S1；S2"}).rows
    assert (row.line.scope_query, row.line.sids) == ("TRUE", ("S1", "S2"))


def test_words_of_other_departments_are_kept_as_they_are() -> None:
    """A department files its own lines: a word that the file does not explain may still be a line of another."""
    (row,) = plans(LINE | {"不得同时": "XF-09"}).rows
    assert row.line.not_with == (("XF-09", ""),)


def test_a_number_may_stand_once() -> None:
    found = plans(LINE, LINE, LINE | {"部门": "消防大队"})
    assert [(problem.row, str(problem.level)) for problem in found.problems] == [(3, "warning"), (4, "refused")]
    assert len(found.rows) == 1


def test_english_headers() -> None:
    found = read_plans(raw([column.name for column in COLUMNS], [LINE.get(column.label, "") for column in COLUMNS]))
    assert found.rows == plans(LINE).rows


def test_missing_columns_are_told_by_name() -> None:
    with pytest.raises(BadInput, match="缺少必填列：抽取方式、时间窗 · required columns are missing: selection, window"):
        read_plans(raw([label for label in LINE if label not in {"抽取方式", "时间窗"}], ["x"]))


HISTORY = ["主体编号", "检查类别", "部门", "层级", "日期"]


def test_history() -> None:
    found = read_history(raw(HISTORY, ["s1", "食品安全", "省局", "省", "2026-02-03"], ["S1", "食品安全", "省局", "", "2026/2/4"]))
    assert [column.label for column in HISTORY_COLUMNS] == HISTORY
    assert found.rows == (
        PastCheck("S1", "食品安全", "省局", "省", date(2026, 2, 3)),
        PastCheck("S1", "食品安全", "省局", "", date(2026, 2, 4)),
    )


def test_history_refuses_what_a_limit_rests_on() -> None:
    rows = [["", "食品安全", "省局", "省", "2026-02-03"], ["S1", "", "省局", "省", "2026-02-03"], ["S1", "食品安全", "省局", "省", "二月"]]
    found = read_history(raw(HISTORY, *rows))
    assert [(problem.row, problem.code) for problem in found.problems] == [(2, "missing"), (3, "missing"), (4, "bad_date")]


def test_the_same_past_check_twice_counts_once() -> None:
    row = ["S1", "食品安全", "省局", "省", "2026-02-03"]
    found = read_history(raw(HISTORY, row, row))
    assert (len(found.rows), found.unchanged) == (1, 1)


def test_the_templates_read_as_no_rows_and_their_examples_are_right(tmp_path: Path) -> None:
    for write, read in ((write_plans_template, read_plans), (write_history_template, read_history)):
        path = tmp_path / f"{write.__name__}.xlsx"
        write(path)
        assert read(read_rows(path)).total == 0
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        page["A2"] = str(page["A2"].value).removeprefix("示例：")
        book.save(path)
        found = read(read_rows(path))
        assert (found.valid, found.problems) == (1, [])


WORDS = st.text(alphabet="甲乙Aa1=+@（）", min_size=1, max_size=8)
LISTS = st.lists(WORDS, unique=True, max_size=3).map(tuple)
SIDS = st.lists(st.text(alphabet="AB19:._-", min_size=1, max_size=8), unique=True, max_size=3).map(tuple)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
QUERY = st.sampled_from(["TRUE", "scope LIKE '%餐饮%'\nAND NOT has_tag('危化')", "-1 < lon", "town IN ('甲', '乙')"])
LINES = st.builds(
    LineRow,
    line_id=st.text(alphabet="SC-0123456789", min_size=1, max_size=8),
    item_code=WORDS,
    item_name=WORDS,
    check_class=WORDS,
    scope_query=QUERY,
    selection=st.just("full"),
    window=st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days))),
    ratio=st.sampled_from(["", "5%", "0.2%", "A:2%;B:5%;C:100%;D:100%"]),
    min_count=st.integers(0, 100),
    sids=SIDS,
    mode=st.sampled_from(["onsite", "sampling", "written", "online"]),
    announced=st.booleans(),
    minutes=st.integers(1, 500),
    skills=LISTS,
    min_officers=st.integers(1, 9),
    lead_rank=st.none() | st.integers(1, 9),
    exemption=st.just("") | WORDS,
    campaign=st.just("") | WORDS,
)
ROWS = st.builds(DepartmentLine, WORDS, LINES)


@pytest.mark.parametrize(("ending", "examples"), [(".csv", 60), (".xlsx", 8)])
def test_export_and_import_are_one_another_undone(tmp_path: Path, ending: str, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ROWS, min_size=1, max_size=6, unique_by=lambda row: row.line.line_id))
    def check(rows: list[DepartmentLine]) -> None:
        path = tmp_path / f"plans{ending}"
        write_plans(path, rows)
        assert list(read_plans(read_rows(path)).rows) == rows

    check()


def test_history_there_and_back(tmp_path: Path) -> None:
    rows = [
        PastCheck("S1", "食品安全", "省局", "省", date(2026, 2, 3)),
        PastCheck("LOC:0123456789ABCDEF", "=1", "-x", "", date(2026, 2, 4)),
    ]
    for ending in (".csv", ".xlsx"):
        write_history(tmp_path / f"h{ending}", rows)
        assert list(read_history(read_rows(tmp_path / f"h{ending}")).rows) == rows
