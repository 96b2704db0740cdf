"""任务进程: where a programme and each of its tasks is among the six steps (GX-4.4), and who is next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yicha.engines.deadlines import Reading
from yicha.inspections.types.inspections import InspectionStatus
from yicha.planning.types import PlanStanding, ProgrammeRow, ProgrammeTask


class Step(StrEnum):
    """The six steps of 广西, and the way out of them."""

    PLAN = "plan"  # 计划制定
    GENERATE = "generate"  # 任务生成
    CONSULT = "consult"  # 意见征集
    SCHEDULE = "schedule"  # 任务排单
    HANDLE = "handle"  # 部门处置
    CLOSE = "close"  # 任务办结
    OUT = "out"  # 撤销、变更、中止


class Next(StrEnum):
    """Who has to act."""

    OFFICE = "office"
    DEPARTMENTS = "departments"
    LEAD = "lead"
    OFFICERS = "officers"
    SUPERVISOR = "supervisor"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Place:
    step: Step
    next: Next


@dataclass(frozen=True)
class TaskPlace:
    """`inspection` is None until officers were drawn. `waits_for`: departments whose part is open, while they handle it."""

    task: ProgrammeTask
    place: Place
    inspection: int | None
    inspection_status: InspectionStatus | None


@dataclass(frozen=True)
class TaskProgress:
    """A row of the page: with its clock and whose part is open."""

    where: TaskPlace
    waits_for: tuple[str, ...]
    clock: Reading | None


@dataclass(frozen=True)
class ProgrammeProgress:
    programme: ProgrammeRow
    place: Place
    waits_for: tuple[str, ...]
    until: date | None
    counts: tuple[tuple[Step, int], ...]

    @property
    def tasks(self) -> int:
        return sum(count for _, count in self.counts)


@dataclass(frozen=True)
class YearProgress:
    """A year with its plans and, once they are merged, its programme."""

    year: int
    plans: tuple[PlanStanding, ...]
    programme: ProgrammeProgress | None
