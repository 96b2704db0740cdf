"""What stands outside the ordinary plan: exemptions with their evidence, special campaigns, who is not to be disturbed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from yicha.planning.types.plans import FileUnplanned


class Ground(StrEnum):
    """What a check that is not an ordinary one rests on. `rules/exempting.py` says what each frees from, and its evidence."""

    LEGAL = "legal"  # 法律、法规、规章另有规定
    COMMITMENT = "commitment"  # 告知承诺制审批事项
    ENV_SAFETY = "env_safety"  # 环保、安全领域
    SUPERIOR = "superior"  # 国家、省组织的专项检查
    CONSENT = "consent"  # 联席会议同意
    COMPLAINT = "complaint"
    ASSIGNED = "assigned"
    DATA_CLUE = "data_clue"
    REQUEST = "request"
    RECHECK = "recheck"  # 整改复查


NO_CONSENT: Final = (Ground.COMMITMENT, Ground.ENV_SAFETY, Ground.SUPERIOR)  # LYG-4.3c: filed, but the conference is not asked


@dataclass(frozen=True)
class GroundCount:
    """How many checks of a year rest on a ground, by how many departments. Names of none."""

    ground: Ground
    checks: int
    departments: int


@dataclass(frozen=True)
class DeferUnplanned:
    """What was not filed in time goes into the department's next plan. `asked.visit_on`: the day that was wished."""

    asked: FileUnplanned


@dataclass(frozen=True)
class UnplannedDeferred:
    filing: int
    sid: str
    plan_year: int

    @property
    def about(self) -> str:
        return f"filing:{self.filing}"


class CampaignStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    PUBLISHED = "published"


@dataclass(frozen=True)
class ProposeCampaign:
    """专项行动: what an industry or an area suffers from (GX-3.2b), and when it is gone after."""

    region_path: str
    department: str
    name: str
    reason: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class CampaignProposed:
    campaign: int
    region_path: str

    @property
    def about(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True)
class ApproveCampaign:
    """What the government at or above the county, or the organ above, has decided; `number` is its document's, empty if refused."""

    campaign: int
    approved: bool
    number: str = ""
    approver: str = ""
    decided_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class CampaignDecided:
    campaign: int
    approved: bool
    number: str

    @property
    def about(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True)
class PublishCampaign:
    campaign: int


@dataclass(frozen=True)
class CampaignPublished:
    campaign: int
    late: bool

    @property
    def about(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True)
class CampaignRow:
    """`publish_by`: the last day on which it is lawfully published, once it is approved."""

    id: int
    region_path: str
    department: str
    name: str
    reason: str
    first_day: date
    last_day: date
    status: CampaignStatus
    number: str
    approver: str
    decided_on: date | None
    decision: str
    publish_by: date | None
    published_at: datetime | None

    @property
    def late(self) -> bool:
        """It was published after its term."""
        return bool(self.publish_by and self.published_at and self.published_at.date() > self.publish_by)


@dataclass(frozen=True)
class SpareSubject:
    """无事不扰: no planned check of an item (empty: of any) from a day to another, both included."""

    region_path: str
    sid: str
    item_code: str
    first_day: date
    last_day: date
    basis: str
    reason: str


@dataclass(frozen=True)
class SubjectSpared:
    spared: int
    sid: str

    @property
    def about(self) -> str:
        return f"spared:{self.spared}"


@dataclass(frozen=True)
class EndSparing:
    """From `from_day` on the subject is planned for like any other."""

    spared: int
    from_day: date
    reason: str


@dataclass(frozen=True)
class SparingEnded:
    spared: int
    sid: str
    from_day: date

    @property
    def about(self) -> str:
        return f"spared:{self.spared}"


@dataclass(frozen=True)
class SparedRow:
    id: int
    sid: str
    name: str
    item_code: str
    first_day: date
    last_day: date
    basis: str
    reason: str
    ended_because: str

    def covers(self, item_code: str, first: date, last: date) -> bool:
        """Some day of the time, for this item."""
        return self.item_code in {"", item_code} and first <= self.last_day and self.first_day <= last
