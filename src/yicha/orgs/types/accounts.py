"""Accounts, posts, substitution, hand-over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from yicha.kernel.actor import Role


class PostStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    ENDED = "ended"


POST_STATUS_NAMES: Final[Mapping[PostStatus, str]] = {
    PostStatus.PROPOSED: "待批准",
    PostStatus.APPROVED: "在任",
    PostStatus.ENDED: "已结束",
}


@dataclass(frozen=True)
class AccountEvent:
    account: str

    @property
    def about(self) -> str:
        return f"account:{self.account}"


@dataclass(frozen=True)
class NewAccount:
    """`person` tells people apart (staff or certificate number): one enabled account each.

    There is no password: everybody sets the own one through a one-time link, so that nobody knows another's.
    """

    username: str
    display_name: str
    person: str


@dataclass(frozen=True)
class FoundAdministration:
    """The first three administrators of a home, before anybody is there to propose and approve."""

    region: str
    system_admin: NewAccount
    security_admin: NewAccount
    audit_admin: NewAccount


@dataclass(frozen=True)
class AdministrationFounded:
    region_path: str
    accounts: tuple[str, ...]
    posts: tuple[int, ...]

    @property
    def about(self) -> str:
        return "administration"


@dataclass(frozen=True)
class CreateAccount:
    region: str
    account: NewAccount
    cert_no: str = ""


@dataclass(frozen=True)
class AccountCreated(AccountEvent):
    region_path: str
    cert_no: str


@dataclass(frozen=True)
class SetPassword:
    """One's own, as Django's hash, never the word. The interface has checked the old one, or the one-time link."""

    password: str
    step: int | None = None  # of the second factor's code that was shown with it: used up


@dataclass(frozen=True)
class PasswordSet(AccountEvent):
    pass


@dataclass(frozen=True)
class DisableAccount:
    account: str
    reason: str


@dataclass(frozen=True)
class AccountDisabled(AccountEvent):
    posts: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class ProposePost:
    """任职. Administrators stand for a region, an enterprise for a subject, everybody else for a department."""

    account: str
    role: Role
    region: str
    department: str = ""
    subject: str = ""  # sid
    valid_from: datetime | None = None  # None: from the approval
    valid_to: datetime | None = None  # None: until ended


@dataclass(frozen=True)
class PostProposed(AccountEvent):
    post: int
    role: Role
    region_path: str
    department: str


@dataclass(frozen=True)
class ApprovePost:
    post: int


@dataclass(frozen=True)
class PostApproved(AccountEvent):
    post: int
    role: Role


@dataclass(frozen=True)
class EndPost:
    """Ends what is approved, withdraws what is only proposed."""

    post: int
    reason: str


@dataclass(frozen=True)
class RefusePost:
    """The other answer of who approves: what was proposed ends without ever having been a right."""

    post: int
    reason: str


@dataclass(frozen=True)
class PostRefused(AccountEvent):
    post: int
    reason: str


@dataclass(frozen=True)
class PostEnded(AccountEvent):
    post: int
    reason: str


@dataclass(frozen=True)
class Substitute:
    """代办: lend a post for a time. The holder keeps it; whoever acts, the audit entry has both names."""

    post: int
    account: str
    reason: str
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True)
class Substituted(AccountEvent):
    post: int  # the substitute's
    stands_in_for: int
    holder: str
    reason: str


@dataclass(frozen=True)
class EndSubstitution:
    post: int  # the substitute's
    reason: str


@dataclass(frozen=True)
class SubstitutionEnded(AccountEvent):
    post: int
    reason: str


@dataclass(frozen=True)
class HandOver:
    """移交: everything open of an account goes to another, and its posts end."""

    account: str
    successor: str
    reason: str


@dataclass(frozen=True)
class DutiesHandedOver(AccountEvent):
    cert_no: str
    successor: str
    successor_cert_no: str
    departments: tuple[str, ...]
    posts: tuple[int, ...]
    reason: str
