"""Supervision of supervisors: what departs from the ordinary course, as rows that a supervisor reads."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class AppraisalPermission(StrEnum):
    OVERSEE = "appraisal.oversight.read"
    READ_DEADLINES = "appraisal.deadlines.read"


class Kind(StrEnum):
    """Which departure it is (WY-5.8b). Each is allowed, each leaves who, when, why and by which clause."""

    BY_HAND = "by_hand"
    EXEMPT = "exempt"
    CAUSE = "cause"
    VOID = "void"
    STOPPED = "stopped"
    NO_CODE = "no_code"
    RETURNED = "returned"
    RECUSAL = "recusal"
    WITHDRAWN = "withdrawn"
    SEEN = "seen"
    TAKEN_OUT = "taken_out"


KIND_NAMES = {
    Kind.BY_HAND: "人工调整",
    Kind.EXEMPT: "豁免",
    Kind.CAUSE: "有因检查",
    Kind.VOID: "作废重抽",
    Kind.STOPPED: "叫停取消",
    Kind.NO_CODE: "未亮码",
    Kind.RETURNED: "退回未同意",
    Kind.RECUSAL: "回避决定",
    Kind.WITHDRAWN: "撤回公示",
    Kind.SEEN: "查看敏感",
    Kind.TAKEN_OUT: "清除内容",
}


@dataclass(frozen=True)
class Departure:
    """One departure from the ordinary course. `at` None: it is known by the day of the visit only (`on`).

    `page` and `key` name the route that shows more; `visit` is the visit concerned, 0 for none.
    """

    kind: Kind
    on: date
    who: str
    department: str
    what: str
    why: str
    clause: str
    at: datetime | None = None
    page: str = ""
    key: str = ""
    visit: int = 0
    name: str = ""  # of the subject


@dataclass(frozen=True)
class Departures:
    """All of a time, the latest first. `cut`: there are more than are read, so the time should be made shorter."""

    rows: tuple[Departure, ...]
    cut: bool

    def of(self, kind: str) -> tuple[Departure, ...]:
        return tuple(row for row in self.rows if not kind or row.kind == kind)

    @property
    def counts(self) -> tuple[tuple[Kind, int], ...]:
        counted = Counter(row.kind for row in self.rows)
        return tuple((kind, counted[kind]) for kind in Kind if counted[kind])


def latest_first(rows: Iterable[Departure]) -> tuple[Departure, ...]:
    return tuple(sorted(rows, key=lambda row: (row.on, row.at.isoformat() if row.at else ""), reverse=True))


class Deadline(StrEnum):
    """The clocks that one result starts, and the one that its annulment does."""

    FILE = "file"  # 填报: confirmed by the head (YX-2.12)
    PUSH = "push"  # 推送: accepted by the platform above (LYG-4.4c)
    PUBLISH = "publish"  # 公示
    WITHDRAW = "withdraw"  # 撤回: of what was annulled (R-PUB-1)


DEADLINE_NAMES = {Deadline.FILE: "填报", Deadline.PUSH: "推送", Deadline.PUBLISH: "公示", Deadline.WITHDRAW: "撤回"}


@dataclass(frozen=True)
class Kept:
    """Of one department and one clock: what is open, of that overdue; what is done, of that in time."""

    open: int
    late: int
    done: int
    in_time: int

    @property
    def timely(self) -> float | None:
        """及时率: of what is done or overdue; None while there is none."""
        owed = self.done + self.late
        return self.in_time / owed if owed else None


@dataclass(frozen=True)
class Standing:
    department: str
    name: str
    kept: Mapping[Deadline, Kept]


class Party(NamedTuple):
    """An officer of a department by certificate number, or, without a department, a subject by sid."""

    group: str
    key: str
    name: str


@dataclass(frozen=True)
class Pair:
    """Two who met at doors: so often, where chance would have it so often."""

    one: Party
    other: Party
    times: int
    expected: float


@dataclass(frozen=True)
class Paired:
    """So many doors and so many pairs that could have met often were looked at; `pairs` are those that chance does not explain."""

    doors: int
    looked: int
    pairs: tuple[Pair, ...]
