"""What a workbook brought, taken back with the whole import."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yicha.duties.types.resources import ResourceEntry

TAKEN_BACK: Final = "导入撤销"  # why what an undone import had brought holds no more


class EntryKind(StrEnum):
    DUTIES = "duties"
    POLICIES = "policies"
    RESOURCES = "resources"
    CONFLICTS = "conflicts"
    MINUTES = "minutes"


@dataclass(frozen=True)
class TakeBackEntries:
    """`removed`: keys of what the register did not hold before the import; `restored`: resources as they were."""

    region_path: str
    kind: EntryKind
    source: str
    removed: tuple[str, ...]
    restored: tuple[ResourceEntry, ...] = ()


@dataclass(frozen=True)
class EntriesTakenBack:
    region_path: str
    kind: EntryKind
    source: str
    removed: int
    restored: int

    @property
    def about(self) -> str:
        return f"{self.kind}:{self.region_path}"
