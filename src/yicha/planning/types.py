"""What other rooms may see of 计划: annual plans, programmes, visits, filings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yicha.draws.types import BeaconPlan


class PlanningPermission(StrEnum):
    READ = "planning.programme.read"
    FILE_PLAN = "planning.plan.file"
    RETURN_PLAN = "planning.plan.return"
    RECORD_PAST_CHECKS = "planning.past_check.record"
    FREEZE = "planning.year.freeze"
    MERGE = "planning.programme.merge"
    GIVE_OPINION = "planning.programme.opinion"
    ADOPT = "planning.programme.adopt"
    FREEZE_STAFFING = "planning.staffing.freeze"
    STAFF = "planning.visit.staff"
    NOTIFY_VISIT = "planning.visit.notify"
    FINISH_VISIT = "planning.visit.finish"
    CANCEL_VISIT = "planning.visit.cancel"
    FILE_UNPLANNED = "planning.unplanned.file"
    CONSENT_UNPLANNED = "planning.unplanned.consent"
    PLAN_UNPLANNED = "planning.unplanned.plan"
    PLAN_TRIGGERED = "planning.triggered.plan"


class PlanStatus(StrEnum):
    FILED = "filed"
    RETURNED = "returned"
    FROZEN = "frozen"


class ProgrammeStatus(StrEnum):
    """The six steps of the joint programme (GX-4.4): 任务生成, 意见征集, 任务排单 … the later ones live in inspections."""

    GENERATED = "generated"
    CONSULTING = "consulting"
    ADOPTED = "adopted"
    DISCARDED = "discarded"


class VisitStatus(StrEnum):
    PUBLISHED = "published"
    NOTIFIED = "notified"
    DONE = "done"
    CANCELLED = "cancelled"


class FilingStatus(StrEnum):
    FILED = "filed"
    CONSENTED = "consented"
    REFUSED = "refused"
    PLANNED = "planned"


class TriggerSource(StrEnum):
    """R-FREQ-4: what lawfully leads to a visit outside the plan without a filing."""

    COMPLAINT = "complaint"
    ASSIGNED = "assigned"  # 转办交办
    DATA_CLUE = "data_clue"  # 数据监测
    REQUEST = "request"  # the enterprise's own


class Stance(StrEnum):
    AGREE = "agree"
    ADJUST = "adjust"
    ABSTAIN = "abstain"  # 不参加, with a reason


@dataclass(frozen=True)
class LineRow:
    """One 计划行 of a department, as filed. Dates are ISO text, ratios `A:2%;B:5%` text: parsed by the room's workbook."""

    line_id: str
    item_code: str
    item_name: str
    check_class: str
    scope_query: str
    selection: str  # random, list, full
    window: tuple[date, date]
    ratio: str = ""
    min_count: int = 0
    sids: tuple[str, ...] = ()
    mode: str = "onsite"
    announced: bool = True
    minutes: int = 60
    skills: tuple[str, ...] = ()
    min_officers: int = 2
    mergeable: bool = True
    reason: str = ""
    not_with: tuple[tuple[str, str], ...] = ()
    lead_rank: int | None = None
    exemption: str = ""


@dataclass(frozen=True)
class DepartmentLine:
    """A line and whose it is: a workbook, and a programme, hold the plans of many departments."""

    department: str
    line: LineRow


@dataclass(frozen=True)
class FilePlan:
    region_path: str
    year: int
    department: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True)
class PlanFiled:
    plan: int
    region_path: str
    year: int
    department: str
    lines: int

    @property
    def about(self) -> str:
        return f"plan:{self.plan}"


@dataclass(frozen=True)
class ReturnPlan:
    plan: int
    reason: str


@dataclass(frozen=True)
class PlanReturned:
    plan: int
    reason: str

    @property
    def about(self) -> str:
        return f"plan:{self.plan}"


@dataclass(frozen=True)
class PastCheck:
    sid: str
    check_class: str
    department: str
    level: str
    on: date


@dataclass(frozen=True)
class RecordPastChecks:
    region_path: str
    source: str
    checks: tuple[PastCheck, ...]


@dataclass(frozen=True)
class PastChecksRecorded:
    region_path: str
    source: str
    new: int
    unchanged: int

    @property
    def about(self) -> str:
        return f"past_checks:{self.region_path}"


@dataclass(frozen=True)
class FreezeYear:
    """Freeze the pools of all filed plans of a region and year into one frame: one key for all departments.

    `salt_key`: 64 hex digits that hide the records in the committed lists; fresh and secret, except in a test draw.
    """

    region_path: str
    year: int
    participants: tuple[str, ...]
    beacon: BeaconPlan
    salt_key: str


@dataclass(frozen=True)
class YearFrozen:
    region_path: str
    year: int
    draw: int
    plans: int
    lines: int
    subjects: int
    narrow: tuple[str, ...]  # lines whose pool is so small and ratio so high that they aim at somebody

    @property
    def about(self) -> str:
        return f"year:{self.region_path}:{self.year}"


@dataclass(frozen=True)
class MergeProgramme:
    """Turn the drawn and listed demands into the fewest lawful visits. `first_day`: the first day that may still be planned."""

    draw: int
    first_day: date


@dataclass(frozen=True)
class ProgrammeMerged:
    programme: int
    draw: int
    instance: str  # digests of stored files
    result: str
    demands: int
    doors: int
    lower_bound: int
    unplaced: int

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class GiveOpinion:
    programme: int
    department: str
    stance: Stance
    note: str = ""


@dataclass(frozen=True)
class OpinionGiven:
    programme: int
    department: str
    stance: Stance

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class AdoptProgramme:
    programme: int


@dataclass(frozen=True)
class ProgrammeAdopted:
    programme: int
    region_path: str
    year: int
    visits: int

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class FreezeStaffing:
    """Freeze the adopted visits and the officers into the frame of the second draw."""

    programme: int
    participants: tuple[str, ...]
    beacon: BeaconPlan
    salt_key: str


@dataclass(frozen=True)
class StaffingFrozen:
    programme: int
    draw: int
    visits: int
    officers: int

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class StaffVisits:
    draw: int


@dataclass(frozen=True)
class VisitsStaffed:
    programme: int
    draw: int
    visits: int
    understaffed: tuple[str, ...]  # numbers of visits with an open post

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class CancelVisit:
    visit: int
    reason: str


@dataclass(frozen=True)
class VisitCancelled:
    visit: int
    reason: str

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class FileUnplanned:
    """计划外检查报备: at least the norm's days before the visit (LYG-4.3b)."""

    region_path: str
    department: str
    sid: str
    item_code: str
    check_class: str
    visit_on: date
    minutes: int
    reason: str


@dataclass(frozen=True)
class UnplannedFiled:
    filing: int
    sid: str
    visit_on: date

    @property
    def about(self) -> str:
        return f"filing:{self.filing}"


@dataclass(frozen=True)
class ConsentUnplanned:
    filing: int
    consent: bool
    reason: str = ""


@dataclass(frozen=True)
class UnplannedDecided:
    filing: int
    consent: bool

    @property
    def about(self) -> str:
        return f"filing:{self.filing}"


@dataclass(frozen=True)
class PlanUnplanned:
    """Plan the visit that a consented filing allows. It counts against the limits like any planned visit."""

    filing: int


@dataclass(frozen=True)
class PlanTriggered:
    """Plan a visit for a cause (R-FREQ-4). It needs the source's reference, does not count against caps, and is watched."""

    region_path: str
    department: str
    sid: str
    item_code: str
    check_class: str
    visit_on: date
    minutes: int
    source: TriggerSource
    reference: str


@dataclass(frozen=True)
class VisitPlanned:
    visit: int
    sid: str
    visit_on: date

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme as queries show it; `instance` and `result` are digests of kept files, `summary` the engine's figures."""

    id: int
    region_path: str
    year: int
    draw: int
    staffing_draw: int | None
    status: ProgrammeStatus
    instance: str
    result: str
    summary: tuple[tuple[str, int], ...]
    engine: str


@dataclass(frozen=True)
class DemandRow:
    department: str
    item_code: str
    check_class: str
    minutes: int
    min_officers: int
    skills: tuple[str, ...]
    line: str
    source: str
    reference: str
    exemption: str


@dataclass(frozen=True)
class VisitRow:
    """A visit as queries show it; `officers` in the order of the draw."""

    id: int
    number: str
    region_path: str
    programme: int | None
    sid: str
    name: str
    uscc: str
    town: str
    week: int
    first_day: date
    last_day: date
    lead: str
    lead_appointed: bool
    departments: tuple[str, ...]
    door: bool
    announced: bool
    status: VisitStatus
    demands: tuple[DemandRow, ...]
    officers: tuple["OfficerRow", ...]


@dataclass(frozen=True)
class OfficerRow:
    department: str
    slot: int
    cert_no: str
    name: str


@dataclass(frozen=True)
class NotifyVisit:
    visit: int


@dataclass(frozen=True)
class VisitNotified:
    """已通知: from here on the visit never moves."""

    visit: int

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class FinishVisit:
    visit: int


@dataclass(frozen=True)
class VisitFinished:
    visit: int

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"
