"""What the screens of officers and delegations show."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yicha.orgs.types.registers import DelegationKind, OfficerRow, RecusalStatus
from yicha.orgs.types.rows import DelegationListing, RecusalListing


class Standing(StrEnum):
    """How a certificate stands on a day."""

    VALID = "valid"
    ENDS_THIS_YEAR = "ends_this_year"
    EXPIRED = "expired"
    LEFT = "left"  # 离岗


@dataclass(frozen=True)
class OfficerFilter:
    """What the list is narrowed to; what is empty does not limit. `account`: "yes" or "no"; `skill`: a whole one."""

    text: str = ""
    department: str = ""
    standing: str = ""
    account: str = ""
    skill: str = ""


@dataclass(frozen=True)
class OfficerLine:
    cert_no: str
    name: str
    department: str
    valid_to: date | None
    standing: Standing
    has_account: bool
    skills: tuple[str, ...]
    away: bool  # on leave on the day


@dataclass(frozen=True)
class OfficerFigures:
    """Each counts exactly the rows of the list that its filter gives."""

    in_post: int
    certified: int
    covered: int
    ends_this_year: int
    expired: int
    away: int

    @property
    def uncovered(self) -> int:
        return self.certified - self.covered


@dataclass(frozen=True)
class OfficerSheet:
    """One officer whole, on a day. The phone number is masked; the row holds no more than the last four of the identity number."""

    row: OfficerRow
    standing: Standing
    has_account: bool
    phone: str
    leave: tuple[tuple[date, date], ...]
    recusals: tuple[RecusalListing, ...]

    @property
    def waiting(self) -> tuple[RecusalListing, ...]:
        return tuple(one for one in self.recusals if one.status is RecusalStatus.DECLARED)


@dataclass(frozen=True)
class DelegationLine:
    """An instrument with the names of who gives, who takes, and where."""

    listing: DelegationListing
    giver: str
    taker: str
    area: str
    holds: bool

    @property
    def kind_name(self) -> str:
        return "园区下放" if self.listing.kind is DelegationKind.PARK_DELEGATION else "委托"
