from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import RawRow, RawRows, Reading, read_rows
from yicha.orgs.types import OfficerRow
from yicha.orgs.workbooks import COLUMNS, read_officers, write_officers, write_officers_template

HEADER = ["执法证号", "姓名", "部门", "证件有效期至", "资格", "每周可用天数", "区域", "回避主体", "请假"]


def raw(*rows: Sequence[str]) -> RawRows:
    return RawRows("人员.xlsx", [RawRow("表一", number, list(cells)) for number, cells in enumerate(rows, 1)])


def reading(*rows: Sequence[str]) -> Reading[OfficerRow]:
    return read_officers(raw(HEADER, *rows))


def test_every_column_of_the_contract() -> None:
    assert [column.label for column in COLUMNS[: len(HEADER)]] == HEADER
    found = reading(["qh 01", "张 某", "市监局", "2027-12-31", "食品；特种设备", "2.5", "城关镇", "S1;S2", "2026-02-01/2026-02-14"])
    assert found.problems == []
    assert found.rows == (
        OfficerRow(
            cert_no="QH01",
            name="张某",
            department="市监局",
            valid_to=date(2027, 12, 31),
            skills=("食品", "特种设备"),
            days_per_week=Decimal("2.5"),
            towns=("城关镇",),
            recusals=("S1", "S2"),
            leave=((date(2026, 2, 1), date(2026, 2, 14)),),
        ),
    )


def test_recusals_name_subjects_as_the_register_does() -> None:
    """Else the officer would be drawn for whom he may not visit."""
    (found,) = reading(["QH01", "张某", "市监局", "", "", "", "", "loc:00ab；ＬＯＣ:00AB;91 99 x"]).rows
    assert found.recusals == ("LOC:00AB", "9199X")


def test_defaults() -> None:
    assert reading(["QH01", "张某", "市监局"]).rows == (OfficerRow("QH01", "张某", "市监局"),)


def test_english_headers_in_any_order() -> None:
    found = read_officers(raw(["department", "name", "cert_no", "备注"], ["市监局", "张某", "QH01", "借调"]))
    assert (found.rows[0].department, found.accepted[0].extra) == ("市监局", {"备注": "借调"})


@pytest.mark.parametrize(
    ("place", "cell", "code"),
    [
        (0, "", "missing"),
        (1, " ", "missing"),
        (2, "", "missing"),
        (3, "不详", "bad_date"),
        (5, "八天", "bad_number"),
        (5, "8", "bad_number"),
        (8, "2026-02-14/2026-02-01", "bad_date"),
        (8, "春节", "bad_date"),
    ],
)
def test_what_decides_who_may_be_drawn_is_refused(place: int, cell: str, code: str) -> None:
    row = ["QH01", "张某", "市监局", "", "", "", "", "", ""]
    row[place] = cell
    found = reading(row)
    assert [(problem.code, str(problem.level)) for problem in found.problems] == [(code, "refused")]
    assert found.problems[0].letter == "ABCDEFGHI"[place]


def test_one_certificate_twice() -> None:
    found = reading(["QH01", "张某", "市监局"], ["QH01", "张某", "市监局"], ["QH01", "李某", "市监局"])
    assert [(problem.row, str(problem.level)) for problem in found.problems] == [(3, "warning"), (4, "refused")]
    assert (len(found.rows), found.as_json()["duplicate_groups"]) == (1, [[2, 3, 4]])


def test_against_the_register() -> None:
    register = {row.cert_no: row for row in reading(["QH01", "张某", "市监局"], ["QH02", "李某", "市监局"]).rows}
    found = read_officers(raw(HEADER, ["QH01", "张某", "市监局"], ["QH02", "李某", "城管局"], ["QH03", "王某", "市监局"]), register)
    assert (found.new, found.changed, found.unchanged) == (1, 1, 1)


def test_a_missing_column_is_told_by_name() -> None:
    with pytest.raises(BadInput, match="缺少必填列：部门 · required columns are missing: department"):
        read_officers(raw(["执法证号", "姓名"], ["QH01", "张某"]))


def test_the_template_reads_as_no_rows_and_its_example_is_right(tmp_path: Path) -> None:
    path = tmp_path / "officers.xlsx"
    write_officers_template(path)
    assert read_officers(read_rows(path)).total == 0
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["A2"] = str(page["A2"].value).removeprefix("示例：")
    book.save(path)
    found = read_officers(read_rows(path))
    assert (found.valid, found.problems) == (1, [])


WORDS = st.text(alphabet="甲乙Aa1=+@（）", min_size=1, max_size=8)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
LISTS = st.lists(WORDS, unique=True, max_size=3).map(tuple)
ROWS = st.builds(
    OfficerRow,
    cert_no=st.text(alphabet="QH0123456789-", min_size=1, max_size=10),
    name=WORDS,
    department=WORDS,
    valid_to=st.none() | DAYS | st.just(date(9999, 9, 9)),
    skills=LISTS,
    days_per_week=st.sampled_from([Decimal(text) for text in ("0", "0.5", "2.5", "5", "7")]),
    towns=LISTS,
    recusals=LISTS.map(lambda sids: tuple(dict.fromkeys(sid.upper() for sid in sids))),
    leave=st.lists(st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days))), max_size=2).map(lambda spans: tuple(sorted(spans))),
)


@pytest.mark.parametrize(("ending", "examples"), [(".csv", 60), (".xlsx", 8)])
def test_export_and_import_are_one_another_undone(tmp_path: Path, ending: str, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ROWS, min_size=1, max_size=8, unique_by=lambda row: row.cert_no))
    def check(rows: list[OfficerRow]) -> None:
        path = tmp_path / f"officers{ending}"
        write_officers(path, rows)
        assert list(read_officers(read_rows(path)).rows) == rows

    check()
