"""The county as workbooks: what is written is read again, row for row."""

from pathlib import Path

from yicha.demo.county import County, officers_and_plans
from yicha.demo.county.workbooks import write_county, write_officers_and_plans
from yicha.kernel.tables import read_rows
from yicha.orgs.workbooks import read_officers
from yicha.planning.types import DepartmentLine
from yicha.planning.workbooks import read_history, read_plans
from yicha.subjects.workbooks import read_subjects


def test_the_county_survives_its_workbooks(county: County, tmp_path: Path) -> None:
    subjects, officers, plans, history = write_county(county, tmp_path)
    names = {department.code: department.short_name for department in county.departments}
    expected = [DepartmentLine(names[plan.department], line) for plan in county.plans for line in plan.lines]
    register, lines = read_subjects(read_rows(subjects)), read_plans(read_rows(plans))
    assert register.rows == county.subjects
    assert (register.refused, list(register.duplicate_groups)) == (0, [])
    assert list(lines.rows) == expected
    assert list(lines.problems) == []
    assert read_officers(read_rows(officers)).rows == county.officers
    assert read_history(read_rows(history)).rows == county.history


def test_officers_and_plans_for_any_register_can_be_read(tmp_path: Path) -> None:
    officers, plans = officers_and_plans(["甲镇"], "试", 2026, "2018-10-01")
    paths = write_officers_and_plans(officers, plans, tmp_path / "new")
    assert read_officers(read_rows(paths[0])).rows == officers
    assert [row.line for row in read_plans(read_rows(paths[1])).rows] == [line for lines in plans.values() for line in lines]
