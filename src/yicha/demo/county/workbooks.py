"""The county as the workbooks of contract §2: what a user would bring to `programme build`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from yicha.demo.county.types import County
from yicha.orgs.types import OfficerRow
from yicha.orgs.workbooks import write_officers
from yicha.planning.types import DepartmentLine, LineRow
from yicha.planning.workbooks import write_history, write_plans
from yicha.subjects.workbooks import write_subjects


def write_county(county: County, folder: Path) -> list[Path]:
    """`subjects`, `officers`, `plans` and `history` as `.xlsx`; departments by short name, as the officers have them."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {department.code: department.short_name for department in county.departments}
    plans = {names[plan.department]: plan.lines for plan in county.plans}
    write_subjects(folder / "subjects.xlsx", county.subjects)
    write_history(folder / "history.xlsx", county.history)
    return [folder / "subjects.xlsx", *write_officers_and_plans(county.officers, plans, folder), folder / "history.xlsx"]


def write_officers_and_plans(officers: tuple[OfficerRow, ...], plans: Mapping[str, tuple[LineRow, ...]], folder: Path) -> list[Path]:
    """The two workbooks that go with any register."""
    folder.mkdir(parents=True, exist_ok=True)
    write_officers(folder / "officers.xlsx", officers)
    write_plans(folder / "plans.xlsx", _lines(plans))
    return [folder / "officers.xlsx", folder / "plans.xlsx"]


def _lines(plans: Mapping[str, tuple[LineRow, ...]]) -> Iterator[DepartmentLine]:
    return (DepartmentLine(department, line) for department, lines in plans.items() for line in lines)
