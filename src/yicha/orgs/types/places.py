"""Departments and regions as their workbooks say them, and what an undone import takes back of this room's registers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from yicha.orgs.types.registers import DepartmentKind

TAKEN_BACK: Final = "导入撤销"  # why what an undone import had brought holds no more


@dataclass(frozen=True)
class DepartmentEntry:
    """A row of the workbook. `region`: its code; `last_day`: of one that was closed."""

    code: str
    name: str
    short_name: str
    kind: DepartmentKind
    region: str
    first_day: date
    uscc: str = ""
    towns: tuple[str, ...] = ()
    last_day: date | None = None

    @property
    def key(self) -> str:
        return self.code


@dataclass(frozen=True)
class RegionEntry:
    """A row of the workbook."""

    code: str
    name: str
    first_day: date
    last_day: date | None = None

    @property
    def key(self) -> str:
        return self.code


class OrgRegister(StrEnum):
    DEPARTMENTS = "departments"
    REGIONS = "regions"
    DELEGATIONS = "delegations"


@dataclass(frozen=True)
class TakeBackPlaces:
    """`removed`: keys of what the register did not hold before the import; `restored`: regions as they were."""

    region_path: str
    register: OrgRegister
    source: str
    removed: tuple[str, ...]
    restored: tuple[RegionEntry, ...] = ()


@dataclass(frozen=True)
class PlacesTakenBack:
    region_path: str
    register: OrgRegister
    source: str
    removed: int
    restored: int

    @property
    def about(self) -> str:
        return f"{self.register}:{self.region_path}"
