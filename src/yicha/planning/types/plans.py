"""Annual plans, filings, past checks, and the permissions of the room."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlanningPermission(StrEnum):
    READ = "planning.programme.read"
    FILE_PLAN = "planning.plan.file"
    RETURN_PLAN = "planning.plan.return"
    RECORD_PAST_CHECKS = "planning.past_check.record"
    FREEZE = "planning.year.freeze"
    MERGE = "planning.programme.merge"
    AMEND = "planning.programme.amend"
    CONSULT = "planning.programme.consult"  # and deciding what departments cannot agree on
    CLOSE_CONSULTATION = "planning.programme.close_consultation"
    GIVE_OPINION = "planning.programme.opinion"
    ADOPT = "planning.programme.adopt"
    PLACE_LATE = "planning.programme.place_late"
    REPLAN = "planning.programme.replan"
    RUN_REPLAN = "planning.programme.run_replan"
    FREEZE_STAFFING = "planning.staffing.freeze"
    STAFF = "planning.visit.staff"
    NOTIFY_VISIT = "planning.visit.notify"
    FINISH_VISIT = "planning.visit.finish"
    SCHEDULE = "planning.visit.schedule"
    ASK_HOURS = "planning.visit.ask_hours"
    CANCEL_VISIT = "planning.visit.cancel"
    FILE_UNPLANNED = "planning.unplanned.file"
    CONSENT_UNPLANNED = "planning.unplanned.consent"
    PLAN_UNPLANNED = "planning.unplanned.plan"
    PLAN_TRIGGERED = "planning.triggered.plan"
    PROPOSE_CAMPAIGN = "planning.campaign.propose"
    APPROVE_CAMPAIGN = "planning.campaign.approve"
    PUBLISH_CAMPAIGN = "planning.campaign.publish"
    SPARE_SUBJECT = "planning.subject.spare"
    SIMULATE = "planning.simulation.ask"
    RUN_SIMULATION = "planning.simulation.run"


class PlanStatus(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    FROZEN = "frozen"

    @property
    def open(self) -> bool:
        """Its department may write in it, and it is owed."""
        return self in {PlanStatus.DRAFT, PlanStatus.RETURNED}


class FilingStatus(StrEnum):
    FILED = "filed"
    CONSENTED = "consented"
    REFUSED = "refused"
    PLANNED = "planned"
    DEFERRED = "deferred"  # filed too late: it went into the next plan


class TriggerSource(StrEnum):
    """R-FREQ-4: what lawfully leads to a visit outside the plan without a filing."""

    COMPLAINT = "complaint"
    ASSIGNED = "assigned"  # 转办交办
    DATA_CLUE = "data_clue"  # 数据监测
    REQUEST = "request"  # the enterprise's own
    RECHECK = "recheck"  # 整改复查: of what an order demanded


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
    weights: str = ""  # `重点监管:3`: how many times as heavy a ticket counts, by tag
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
    campaign: str = ""  # the number of the document that approved it
    secret_because: str = ""  # by what law it is not announced (LYG-4.3e)
    onsite_because: str = ""  # why somebody goes though the item can be checked off-site (R-MODE-1)
    first_wave: int = 0  # 分批: so many per cent of the draw come first; 0: all at once
    second_from: date | None = None  # the day from which the others are told and planned


@dataclass(frozen=True)
class DepartmentLine:
    """A line and whose it is: a workbook, and a programme, hold the plans of many departments."""

    department: str
    line: LineRow


@dataclass(frozen=True)
class PublicLine:
    """A line as everybody may read it: no name of a firm. `scope_query` is empty where the firms are named; `named`: how many."""

    line_id: str
    year: int
    department: str
    item_code: str
    item_name: str
    check_class: str
    scope_query: str
    named: int
    selection: str
    mode: str
    ratio: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class PlanRow:
    """A department's plan among those of the others. `kinds`: selection and how many lines, the most frequent first."""

    id: int
    department: str
    status: PlanStatus
    returned_because: str
    lines: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PlanSheet:
    id: int
    region_path: str
    year: int
    department: str
    status: PlanStatus
    returned_because: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True)
class Effort:
    """人日 that a line would take, and that its department has in the line's time window, by its officers' days and leave."""

    wanted: int
    held: int
    officers: int

    @property
    def share(self) -> int:
        """In per cent of what is there; more than a hundred cannot be done."""
        return round(100 * self.wanted / self.held) if self.held else 100 * bool(self.wanted)


@dataclass(frozen=True)
class SpentRow:
    """A subject of a line that had, or will have, its check of the class this year: by whom and when."""

    sid: str
    name: str
    uscc: str
    department: str
    on: date
    done: bool


@dataclass(frozen=True)
class ScopeCount:
    """What a line would take: who matches, of each credit class, and about how many visits that makes.

    `fault`: why the condition cannot be read, in words that name the place; then nothing is counted.
    """

    subjects: int = 0
    classes: tuple[tuple[str, int, int], ...] = ()  # class, subjects, visits
    visits: int = 0
    fault: str = ""
    spent: int = 0  # of the subjects, those that had their checks of this class in the year, or have them planned
    effort: Effort | None = None
    moved: int = 0  # subjects that others check meanwhile (GX-3.5), not counted above
    takers: tuple[str, ...] = ()  # who does


@dataclass(frozen=True)
class DraftPlan:
    """All lines of a department's plan of a year as they are to stand; none is a plan that is begun."""

    region_path: str
    year: int
    department: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True)
class PlanDrafted:
    plan: int
    region_path: str
    year: int
    department: str
    lines: int

    @property
    def about(self) -> str:
        return f"plan:{self.plan}"


@dataclass(frozen=True)
class FilePlan:
    """`lines` in place of the draft's; none: the draft as it stands."""

    region_path: str
    year: int
    department: str
    lines: tuple[LineRow, ...] = ()


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
class TakeBackPlan:
    plan: int


@dataclass(frozen=True)
class PlanTakenBack:
    plan: int

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
    """`enterprise` is the site's, as the register knew it; empty on paper, where nobody asks the register."""

    sid: str
    check_class: str
    department: str
    level: str
    on: date
    enterprise: str = ""


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
class FileUnplanned:
    """计划外检查报备: at least the norm's days before the visit (LYG-4.3b).

    `exemption`: a `Ground` that needs no consent (LYG-4.3c), `evidence` its document; or both empty. `again_because`: why a result that
    is still valid does not do (R-EVID-1).
    """

    region_path: str
    department: str
    sid: str
    item_code: str
    check_class: str
    visit_on: date
    minutes: int
    reason: str
    exemption: str = ""
    evidence: str = ""
    again_because: str = ""


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
