"""Who acts in the demo county: the accounts of 青禾县, each in one post, appointed by the three administrators."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from yicha.demo.county import County
from yicha.demo.steady import Steady
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.create_account import create_account
from yicha.orgs.actions.found_administration import found_administration
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.queries import actor_for
from yicha.orgs.types import ApprovePost, CreateAccount, DepartmentKind, FoundAdministration, NewAccount, OfficerRow, ProposePost

ADMINISTRATORS = ("sysadmin", "secadmin", "auditadmin")


@dataclass(frozen=True)
class People:
    """Posts by (role, department) and by certificate number. Who may act is asked of the database, once for each of them and day."""

    posts: dict[tuple[Role, str], tuple[str, int]]
    officers: dict[str, tuple[str, int]]
    known: dict[tuple[int, date], Actor] = field(default_factory=dict)

    def actor(self, role: Role, department: str, at: datetime) -> Actor:
        return self._in_office(*self.posts[role, department], at)

    def officer(self, cert_no: str, at: datetime) -> Actor:
        return self._in_office(*self.officers[cert_no], at)

    def _in_office(self, account: str, post: int, at: datetime) -> Actor:
        if (post, at.date()) not in self.known:
            self.known[post, at.date()] = actor_for(account, post, at)
        return self.known[post, at.date()]


class Appointments:
    """Accounts by the system administrator, posts proposed by the security and approved by the audit administrator."""

    def __init__(self, county: County, steady: Steady) -> None:
        self.county, self.steady = county, steady
        self.code = county.region_path.rpartition("/")[2]
        names = dict(zip(ADMINISTRATORS, ("系统管理员", "安全管理员", "审计管理员"), strict=True))
        new = [NewAccount(username, name, username) for username, name in names.items()]
        founded = steady.do(found_administration, SYSTEM, FoundAdministration(self.code, *new))
        self.system, self.security, self.audit = (
            steady.read(partial(actor_for, account, post, steady.now))
            for account, post in zip(founded.accounts, founded.posts, strict=True)
        )

    def appoint(self, new: NewAccount, role: Role, department: str, cert_no: str = "", subject: str = "") -> tuple[str, int]:
        self.steady.do(create_account, self.system, CreateAccount(self.code, new, cert_no))
        return new.username, self.give(new.username, role, department, subject)

    def give(self, username: str, role: Role, department: str, subject: str = "") -> int:
        """One more post for an account."""
        proposed = self.steady.do(propose_post, self.security, ProposePost(username, role, self.code, department, subject))
        self.steady.do(approve_post, self.audit, ApprovePost(proposed.post))
        return proposed.post

    def everybody(self) -> People:
        """The office of the joint conference, data bureau, justice; clerk and head of each inspecting department; every officer."""
        posts: dict[tuple[Role, str], tuple[str, int]] = {}
        for found in self.county.departments:
            for role in OFFICES.get(found.kind, ()):
                username = f"{role.value}-{found.code.rpartition('-')[2]}".replace("_", "-").lower()
                new = NewAccount(username, f"{found.short_name}{TITLES[role]}", username)
                posts[role, found.code] = self.appoint(new, role, found.code)
        return People(posts, self._officers())

    def _officers(self) -> dict[str, tuple[str, int]]:
        codes = {found.short_name: found.code for found in self.county.departments}
        first_day = date(self.county.year, 1, 1)
        certified = [row for row in self.county.officers if row.valid_to is None or row.valid_to >= first_day]
        return {row.cert_no: self.appoint(_account(row), Role.OFFICER, codes[row.department], row.cert_no) for row in certified}


def _account(row: OfficerRow) -> NewAccount:
    username = f"o{row.cert_no.lower()}"
    return NewAccount(username, row.name, username)


INSPECTING = (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD)
OFFICES = {
    DepartmentKind.DEPARTMENT: INSPECTING,
    DepartmentKind.LEAD_OFFICE: (Role.COORDINATOR,),
    DepartmentKind.DATA_BUREAU: (Role.DATA_STEWARD,),
    DepartmentKind.JUSTICE: (Role.LEGAL_SUPERVISOR,),
}
TITLES = {
    Role.DEPARTMENT_CLERK: "科员",
    Role.DEPARTMENT_HEAD: "分管领导",
    Role.COORDINATOR: "专员",
    Role.DATA_STEWARD: "专员",
    Role.LEGAL_SUPERVISOR: "监督员",
}
