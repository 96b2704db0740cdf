"""What is still to be done about inspections, as the page of the day shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Duty(StrEnum):
    """What had to be done by a day (LYG-5.6)."""

    NOTIFY = "notify"  # 通知先于上门 (R-PROC-2)
    COME = "come"  # 在安排的日期检查 (LYG-4.3a)
    APPROVE = "approve"  # 情况紧急补批 (R-PROC-1)
    FILE = "file"  # 结果核定入库 (YX-2.12)
    PUSH = "push"  # 推送平台 (LYG-4.4c)
    PUBLISH = "publish"  # 公示 (LYG-4.4c)


@dataclass(frozen=True)
class Owed:
    """By `due`, its end included. `kept` is None as long as there is time; `source`: the number of what it hangs on."""

    duty: Duty
    department: str
    about: str
    source: str
    due: date
    done: datetime | None
    kept: bool | None


@dataclass(frozen=True)
class NoticesDue:
    """Announced visits of the coming days without notice, by leading department; `first`: the nearest of them."""

    department: str
    count: int
    first: date


@dataclass(frozen=True)
class FilingsStanding:
    """Of one department: results that wait for its head, of them overdue; what he has confirmed, and that in time (YX-2.12)."""

    department: str
    open: int
    late: int
    done: int
    in_time: int


@dataclass(frozen=True)
class ResultsWaiting:
    """Results of a department that its head has not yet approved; `since`: the oldest."""

    department: str
    count: int
    since: datetime


@dataclass(frozen=True)
class VisitsMissed:
    """Visits whose last day is over and nobody came, by leading department; `last`: the oldest of those days."""

    department: str
    count: int
    last: date


@dataclass(frozen=True)
class OwnVisit:
    inspection: int
    name: str
    first_day: date
    last_day: date
    departments: tuple[str, ...]
    started: bool
