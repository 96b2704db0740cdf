"""What the workbooks of these registers are written as is read again, whatever words and days stand in them."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.duties.types import (
    ConflictEntry,
    ConflictKind,
    ConflictStatus,
    DutyEntry,
    Instrument,
    MinutesEntry,
    MinutesKind,
    Part,
    PolicyEntry,
    ResourceEntry,
    ResourceKind,
    Task,
)
from yicha.duties.workbooks import (
    DepartmentWords,
    Words,
    conflict_layout,
    duty_layout,
    minutes_layout,
    policy_layout,
    resource_layout,
    write_conflicts,
    write_duties,
    write_minutes,
    write_policies,
    write_resources,
)
from yicha.imports.types import LASTING
from yicha.kernel.tables import Layout, read_all, read_rows
from yicha.kernel.testing import REGION
from yicha.orgs.types import DelegationEntry, DelegationKind, DepartmentEntry, DepartmentKind, RegionEntry
from yicha.orgs.workbooks import (
    DelegationWords,
    PlaceWords,
    delegation_layout,
    department_layout,
    region_layout,
    write_delegations,
    write_departments,
    write_regions,
)
from yicha.subjects.types import PoolEntry
from yicha.subjects.workbooks.pools import pool_layout, write_pools

ONE = timedelta(days=1)
TOWN = f"{REGION}/620799100"
WORDS = st.text("青禾县权责清单（２０２６年版）〔〕号A1，、 ", min_size=1, max_size=12).map(str.strip).filter(bool)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PLACES = {"青禾县": REGION, "城关镇": TOWN, REGION: REGION, TOWN: TOWN}
OFFICES = {"市场监管局": "SCJG", "SCJG": "SCJG", "消防救援大队": "XFJY", "XFJY": "XFJY"}


def no_doubt(_row: object) -> str:
    return ""


def duty_row(item: str, said: tuple[Any, ...]) -> DutyEntry:
    area, step, department, part, first_day, span, instrument, basis = said
    last_day = None if span is None else first_day + span * ONE
    return DutyEntry(area, item, step, department, part, first_day, instrument, basis, last_day, basis if part is Part.ASSIST else "")


def delegation_row(item: str, said: tuple[Any, ...]) -> DelegationEntry:
    area, _step, _department, _part, first_day, span, _instrument, basis = said
    last_day = None if span is None else first_day + span * ONE
    return DelegationEntry(DelegationKind.ENTRUSTMENT, "SCJG", "XFJY", area, (item, f"{item}0"), basis, first_day, last_day)


def pool_row(name: str, said: tuple[Any, ...]) -> PoolEntry:
    _area, _step, _department, part, first_day, _span, _instrument, basis = said
    if part is Part.LEAD:
        return PoolEntry(name, first_day, basis, "status = 'active'")
    return PoolEntry(name, first_day, basis, sids=tuple(sorted((f"LOC:{name}", "LOC:Z"))))


def policy_row(number: str, said: tuple[Any, ...]) -> PolicyEntry:
    _area, _step, department, part, first_day, span, _instrument, words = said
    ended = first_day + (span or 0) * ONE
    lasting = (None, ("A1", "B2"), "") if part is Part.LEAD else (ended, (), words)
    return PolicyEntry(words, number, words, first_day, department, *lasting)


def resource_row(name: str, said: tuple[Any, ...]) -> ResourceEntry:
    _area, _step, department, part, first_day, _span, _instrument, words = said
    gone = (None, "") if part is Part.LEAD else (first_day, words)
    return ResourceEntry(department, ResourceKind.EXPERT, name, words, words, ("A1",), *gone)


def conflict_row(title: str, said: tuple[Any, ...]) -> ConflictEntry:
    _area, _step, department, part, first_day, span, _instrument, words = said
    outcome = (ConflictStatus.OPEN,) if part is Part.LEAD else (ConflictStatus.REVISED, words, words, "A1", first_day + (span or 0) * ONE)
    texts = (f"甲{words}", words, f"乙{words}", words, words)
    return ConflictEntry(title, ConflictKind.UNCONNECTED, *texts, department, first_day, "SCJG", *outcome)


def minutes_row(title: str, said: tuple[Any, ...]) -> MinutesEntry:
    _area, _step, department, part, first_day, span, _instrument, words = said
    tasks = (Task("SCJG", f"{words}：{title}", first_day), Task("XFJY", f"\\{words}\n{title}", first_day, first_day, f"完:{words}"))
    kind = MinutesKind.MEETING if span is None else MinutesKind.CIRCULAR
    parties = ("XFJY",) if part is Part.LEAD else ("SCJG", "XFJY")
    return MinutesEntry(title, kind, first_day, department, parties, words, tasks[: (span or 0) % 3])


def department_row(code: str, said: tuple[Any, ...]) -> DepartmentEntry:
    _area, _step, _department, part, first_day, span, _instrument, words = said
    last_day = None if span is None else first_day + span * ONE
    zone = (DepartmentKind.ZONE, "620799", first_day, "", ("620799100",), last_day)
    plain = (DepartmentKind.PARK, "620799100", first_day, "", (), last_day)
    return DepartmentEntry(code, words, words, *(zone if part is Part.LEAD else plain))


def region_row(code: str, said: tuple[Any, ...]) -> RegionEntry:
    _area, _step, _department, _part, first_day, span, _instrument, words = said
    return RegionEntry(code, words, first_day, None if span is None else first_day + span * ONE)


SAID = st.tuples(
    st.sampled_from((REGION, TOWN)),
    st.sampled_from(("plan", "check")),
    st.sampled_from(("SCJG", "XFJY")),
    st.sampled_from(Part),
    DAYS,
    st.none() | st.integers(0, 900),
    st.sampled_from(Instrument),
    WORDS,
)
DUTY_WORDS = Words(PLACES, OFFICES, {"计划": "plan", "plan": "plan", "检查": "check", "check": "check"}, no_doubt)
GIVEN_WORDS = DelegationWords(PLACES, OFFICES, no_doubt)
PLACED = PlaceWords({"青禾县": "620799", "城关镇": "620799100", "620799": "620799", "620799100": "620799100"}, no_doubt)
BY_DEPARTMENT: DepartmentWords[Any] = DepartmentWords(OFFICES, no_doubt)
Write = Callable[[Path, list[Any]], None]
REGISTERS: dict[str, tuple[Layout[Any], Callable[[str, tuple[Any, ...]], Any], Write]] = {
    "duties": (duty_layout(DUTY_WORDS), duty_row, lambda path, rows: write_duties(path, rows, DUTY_WORDS)),
    "pools": (pool_layout(no_doubt), pool_row, write_pools),
    "delegations": (delegation_layout(GIVEN_WORDS), delegation_row, lambda path, rows: write_delegations(path, rows, GIVEN_WORDS)),
    "policies": (policy_layout(BY_DEPARTMENT), policy_row, lambda path, rows: write_policies(path, rows, BY_DEPARTMENT)),
    "resources": (resource_layout(BY_DEPARTMENT), resource_row, lambda path, rows: write_resources(path, rows, BY_DEPARTMENT)),
    "conflicts": (conflict_layout(BY_DEPARTMENT), conflict_row, lambda path, rows: write_conflicts(path, rows, BY_DEPARTMENT)),
    "minutes": (minutes_layout(BY_DEPARTMENT), minutes_row, lambda path, rows: write_minutes(path, rows, BY_DEPARTMENT)),
    "departments": (department_layout(PLACED), department_row, lambda path, rows: write_departments(path, rows, PLACED)),
    "regions": (region_layout(no_doubt), region_row, write_regions),
}


def test_no_register_of_these_is_left_out() -> None:
    assert set(REGISTERS) == {kind.value for kind in LASTING}


@pytest.mark.parametrize("name", REGISTERS)
@settings(max_examples=10, deadline=None)
@given(
    st.dictionaries(st.from_regex(r"[A-Z]{1,3}[0-9]{1,4}", fullmatch=True), SAID, min_size=1, max_size=5),
    st.sampled_from([".xlsx", ".csv"]),
)
def test_what_is_written_is_read_again(name: str, said: dict[str, tuple[Any, ...]], suffix: str) -> None:
    layout, made, write = REGISTERS[name]
    rows = [made(key, one) for key, one in said.items()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{suffix}"
        write(path, rows)
        found = read_all(layout, read_rows(path))
    assert [one.row for one in found.accepted] == rows, found.problems
