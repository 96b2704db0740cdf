"""Getting in: passwords, one-time links, second factors, sessions."""

from dataclasses import dataclass
from datetime import datetime

from yicha.orgs.types.accounts import AccountEvent


@dataclass(frozen=True)
class SignIn:
    """The interface has checked the password; `step` is the TOTP step of the code that it found right, None without a factor."""

    known_device: bool
    place: str  # address and browser
    step: int | None = None


@dataclass(frozen=True)
class SignedIn(AccountEvent):
    known_device: bool
    place: str
    second_factor: bool


@dataclass(frozen=True)
class RecordRefusedSignIns:
    """`failed` were looked at and wrong, `turned_away` were not even looked at. `account` "": of no account that exists."""

    account: str
    failed: int
    turned_away: int


@dataclass(frozen=True)
class SignInsRefused(AccountEvent):
    failed: int
    turned_away: int


@dataclass(frozen=True)
class EndSessions:
    account: str
    reason: str


@dataclass(frozen=True)
class EndOwnSessions:
    pass


@dataclass(frozen=True)
class SessionsEnded(AccountEvent):
    ended: int
    reason: str


@dataclass(frozen=True)
class TurnOnFactor:
    """`sealed`: the secret as `seal` gives it; `step`: of the code that proved that the person has it."""

    sealed: str
    step: int


@dataclass(frozen=True)
class FactorTurnedOn(AccountEvent):
    pass


@dataclass(frozen=True)
class TurnOffFactor:
    step: int


@dataclass(frozen=True)
class FactorTurnedOff(AccountEvent):
    pass


@dataclass(frozen=True)
class IssueLink:
    """`digest` is of the token; the token itself is shown once and kept nowhere. `drops_factor`: the person has lost its device."""

    account: str
    digest: str
    drops_factor: bool = False


@dataclass(frozen=True)
class LinkIssued(AccountEvent):
    link: int
    until: datetime
    two_persons: bool
    drops_factor: bool


@dataclass(frozen=True)
class ConfirmLink:
    """`word_digest` is of the word that the confirming administrator tells the person."""

    link: int
    word_digest: str


@dataclass(frozen=True)
class LinkConfirmed(AccountEvent):
    link: int


@dataclass(frozen=True)
class UseLink:
    digest: str
    password: str  # Django's hash
    word_digest: str = ""
    step: int | None = None


@dataclass(frozen=True)
class LinkUsed(AccountEvent):
    link: int
    factor_dropped: bool


@dataclass(frozen=True)
class LinkListing:
    """An open link. `ready`: it can be used as it is."""

    link: int
    account: str
    display_name: str
    until: datetime
    two_persons: bool
    drops_factor: bool
    issued_by: str
    confirmed_by: str
    has_factor: bool

    @property
    def ready(self) -> bool:
        return not self.two_persons or bool(self.confirmed_by)


@dataclass(frozen=True)
class SessionListing:
    began_at: datetime | None
    place: str
    key: str


@dataclass(frozen=True)
class OwnAccount:
    username: str
    display_name: str
    cert_no: str
    has_factor: bool
    factor_since: datetime | None
    sessions: tuple[SessionListing, ...]
