"""电子技术监控设备 (行政处罚法§41, LYG-5.5): what one records is evidence only once law, technique and place were settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class DeviceStep(StrEnum):
    LEGAL = "legal"  # 法制审核
    TECHNICAL = "technical"  # 技术审核
    NOTICE = "notice"  # 设置地点向社会公布


STEP_NAMES: Final[Mapping[DeviceStep, str]] = {
    DeviceStep.LEGAL: "法制审核",
    DeviceStep.TECHNICAL: "技术审核",
    DeviceStep.NOTICE: "公布设置地点",
}

# Why what a device records is no evidence.
LACK_NAMES: Final[Mapping[DeviceStep, str]] = {
    DeviceStep.LEGAL: "设备未经法制审核",
    DeviceStep.TECHNICAL: "设备未经技术审核",
    DeviceStep.NOTICE: "设备的设置地点没有公布",
}
RETIRED_NAMES: Final = ("设备已停用",)
TAKEN_BACK: Final = "导入撤销"  # why a device that an undone import had brought is out of use; its number may come again


@dataclass(frozen=True)
class RegisterDevice:
    """`number` is on its label, once in a region; `place` is where it stands."""

    region_path: str
    department: str
    number: str
    name: str
    place: str


@dataclass(frozen=True)
class DeviceRegistered:
    device: int
    department: str
    number: str
    name: str
    place: str

    @property
    def about(self) -> str:
        return f"device:{self.device}"


@dataclass(frozen=True)
class DeviceEntry:
    """A device as its register's workbook says it; a step that was done with its day and its paper."""

    number: str
    name: str
    department: str
    place: str
    legal_on: date | None = None
    legal_paper: str = ""
    technical_on: date | None = None
    technical_paper: str = ""
    notice_on: date | None = None
    notice_paper: str = ""


@dataclass(frozen=True)
class RegisterDevices:
    """Rows of one workbook, parsed and checked; `source` is the SHA-256 of the file they came from."""

    region_path: str
    source: str
    rows: tuple[DeviceEntry, ...]


@dataclass(frozen=True)
class DevicesRegistered:
    region_path: str
    source: str
    new: int
    changed: int

    @property
    def about(self) -> str:
        return f"devices:{self.region_path}"


@dataclass(frozen=True)
class TakeBackDevices:
    """`removed` (numbers) were not in use before the import, `restored` are the rows as they were."""

    region_path: str
    source: str
    removed: tuple[str, ...]
    restored: tuple[DeviceEntry, ...]


@dataclass(frozen=True)
class DevicesTakenBack:
    region_path: str
    source: str
    removed: int
    restored: int

    @property
    def about(self) -> str:
        return f"devices:{self.region_path}"


@dataclass(frozen=True)
class ReviewDevice:
    """`paper`: number of the opinion, or where the notice stands."""

    device: int
    step: DeviceStep
    on: date
    paper: str


@dataclass(frozen=True)
class DeviceReviewed:
    device: int
    step: DeviceStep
    on: date
    paper: str

    @property
    def about(self) -> str:
        return f"device:{self.device}"


@dataclass(frozen=True)
class RetireDevice:
    device: int
    reason: str


@dataclass(frozen=True)
class DeviceRetired:
    device: int
    reason: str

    @property
    def about(self) -> str:
        return f"device:{self.device}"


@dataclass(frozen=True)
class DeviceRow:
    """`lacks`: why what it records on that day is no evidence; empty: it is."""

    id: int
    department: str
    number: str
    name: str
    place: str
    steps: tuple[tuple[DeviceStep, date | None, str], ...]
    retired_on: date | None
    lacks: str
