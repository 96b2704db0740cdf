"""Plan lines: they can be read, select somebody, can be staffed, and ask other registers only what those have."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yicha.demo.county import County, officers_and_plans
from yicha.demo.county.tests.conftest import SEED, YEAR
from yicha.engines.scope import matches, parse_query
from yicha.orgs.types import DepartmentKind, OfficerRow
from yicha.planning.types import LineRow
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import ASKED

REGISTER = Path(__file__).parents[5] / "../shared/data/registry_four_regions.parquet"
ANY = officers_and_plans(["甲镇", "乙乡"], SEED, YEAR, "2018-10-01")


def lines_of(county: County) -> list[LineRow]:
    return [line for plan in county.plans for line in plan.lines]


def selected(line: LineRow, rows: Sequence[SubjectRow]) -> list[SubjectRow]:
    return matches(parse_query(line.scope_query, ASKED), rows)


def test_fifteen_departments_file_at_least_120_lines(county: County) -> None:
    assert len(county.plans) == 15
    assert len(lines_of(county)) >= 120
    assert len({line.line_id for line in lines_of(county)}) == len(lines_of(county))
    inspecting = [department.code for department in county.departments if department.kind is DepartmentKind.DEPARTMENT]
    assert [plan.department for plan in county.plans] == inspecting


def test_every_line_stands_on_an_item_of_its_department(county: County) -> None:
    items = {item.code: item for item in county.items}
    for plan in county.plans:
        for line in plan.lines:
            item = items[line.item_code]
            assert (item.department, item.check_class, item.name) == (plan.department, line.check_class, line.item_name)


def test_every_line_selects_somebody_and_few_select_all(county: County) -> None:
    sizes = {line.line_id: len(selected(line, county.subjects)) for line in lines_of(county)}
    assert [line for line, size in sizes.items() if size < 4] == []
    assert sum(size > 1500 for size in sizes.values()) <= 2


@pytest.fixture(scope="module")
def table(county: County) -> Iterator[sqlite3.Connection]:
    """The register in another engine: what a condition means must not hang on ours."""
    connection = sqlite3.connect(":memory:")
    columns = ("sid", "name", "etype", "industry", "scope", "reg_date", "status", "tags")
    connection.execute(f"CREATE TABLE subjects ({', '.join(columns)})")
    rows = ([";".join(value) if isinstance(value := getattr(row, name), tuple) else value for name in columns] for row in county.subjects)
    connection.executemany(f"INSERT INTO subjects VALUES ({', '.join('?' * len(columns))})", rows)
    connection.create_function("tagged", 2, lambda tags, tag: tag in tags.split(";"))
    yield connection
    connection.close()


def test_another_engine_selects_the_same(county: County, table: sqlite3.Connection) -> None:
    for line in lines_of(county):
        query = re.sub(r"has_tag\((.*?)\)", r"tagged(tags, \1)", line.scope_query).replace("DATE '", "'")
        found = [sid for (sid,) in table.execute(f"SELECT sid FROM subjects WHERE {query} ORDER BY sid")]
        assert found == [row.sid for row in selected(line, county.subjects)], line.scope_query


def test_windows_lie_in_the_year_and_last_a_week(county: County) -> None:
    for line in lines_of(county):
        first, last = line.window
        assert date(YEAR, 1, 1) <= first < last <= date(YEAR, 12, 31)
        assert (last - first).days >= 13


def test_every_way_of_planning_is_shown(county: County) -> None:
    lines = lines_of(county)
    assert {line.selection for line in lines} == {"random", "list", "full"}
    assert {line.mode for line in lines} == {"onsite", "sampling", "written", "online"}
    assert {line.announced for line in lines} == {line.mergeable for line in lines} == {True, False}
    assert any(line.not_with for line in lines)
    assert any(line.exemption for line in lines)
    assert any(line.lead_rank is None for line in lines)
    assert all(line.reason for line in lines if not line.mergeable or line.not_with)


def test_barred_classes_exist(county: County) -> None:
    classes = {line.check_class for line in lines_of(county)}
    assert {token for line in lines_of(county) for token, _ in line.not_with} <= {f"class:{name}" for name in classes}


def test_lists_name_those_in_business(county: County) -> None:
    active = {row.sid for row in county.subjects if row.status == "存续"}
    listed = [line for line in lines_of(county) if line.selection == "list"]
    assert all(len(line.sids) >= 10 and active.issuperset(line.sids) for line in listed)
    assert all((line.selection == "list") == bool(line.sids) for line in lines_of(county))


def can_come(officer: OfficerRow, line: LineRow) -> bool:
    return set(line.skills) <= set(officer.skills) and officer.valid_to is not None and officer.valid_to.year > YEAR


@pytest.mark.parametrize("which", ["county", "any"])
def test_every_line_can_be_staffed(which: str, county: County) -> None:
    """At least four valid officers of the department hold every skill that a line asks for."""
    officers: Sequence[OfficerRow] = county.officers if which == "county" else ANY[0]
    shorts = {department.code: department.short_name for department in county.departments}
    plans = {shorts[plan.department]: plan.lines for plan in county.plans} if which == "county" else ANY[1]
    for department, lines in plans.items():
        for line in lines:
            able = [officer for officer in officers if officer.department == department and can_come(officer, line)]
            assert len(able) >= 4, line.line_id


def test_any_register_gets_as_many_lines(county: County) -> None:
    officers, plans = ANY
    assert len(plans) >= 15
    assert sum(map(len, plans.values())) == len(lines_of(county))
    assert {town for officer in officers for town in officer.towns} == {"甲镇", "乙乡"}
    assert not any(officer.recusals for officer in officers)


def test_any_register_is_asked_name_scope_and_date_only() -> None:
    for line in (line for lines in ANY[1].values() for line in lines):
        parse_query(line.scope_query, ASKED)
        asked = set(re.findall(r"[a-z_]+", re.sub(r"'[^']*'", "", line.scope_query)))
        assert asked <= {"name", "scope", "reg_date"}
        assert line.selection in {"random", "full"}
        assert not line.sids


def test_what_is_new_is_as_the_caller_says() -> None:
    (fresh,) = (line for lines in ANY[1].values() for line in lines if "reg_date" in line.scope_query)
    assert fresh.scope_query == "reg_date >= DATE '2018-10-01'"


def real_rows() -> list[SubjectRow]:
    if not REGISTER.exists():
        pytest.skip("no real register to try the lines on")
    rows: list[dict[str, Any]] = pytest.importorskip("pyarrow.parquet").read_table(REGISTER).to_pylist()
    return [SubjectRow(row["uscc"], row["name"], row["uscc"], scope=row["scope"], reg_date=row["reg_date"]) for row in rows]


def test_the_lines_fit_a_real_register() -> None:
    """Each finds somebody; only "all" and "new" find more than a seventh."""
    rows = real_rows()
    asked = {line.scope_query: line for lines in ANY[1].values() for line in lines}
    sizes = {query: len(selected(line, rows)) for query, line in asked.items()}
    assert [query for query, size in sizes.items() if not size] == []
    assert sum(size > len(rows) // 7 for size in sizes.values()) == 2
