"""Two counties with the same furniture: what the tests of this room act on.

青禾县 has the market bureau SCJG, the fire brigade XFJY and the park YQ; 邻县 has LX. Each department has an officer with an account.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from hashlib import sha256

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormUnit
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.issue_link import issue_link
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.propose_program import propose_program
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.testing import make_account, make_actor, make_department, make_officer, make_post, make_region, officer_row
from yicha.orgs.types import (
    DeclareRecusal,
    DelegatePower,
    DelegationKind,
    DepartmentKind,
    IssueLink,
    ProposePost,
    ProposeProgram,
    Scope,
    Substitute,
)
from yicha.orgs.web.passwords import Argon2

DAY = NOW.date()
WEEK = timedelta(days=7)
NEIGHBOUR = "62/6207/620798"
MISSING = 999_999


class Quick(Argon2):
    """Of one round: quick, and so weak that Django would like to upgrade it."""

    time_cost = 1
    memory_cost = 8


def quick_hash(word: str) -> str:
    return Quick().encode(word, "saltsalt")


@dataclass(frozen=True)
class Furniture:
    """Of one department: an officer, its account, its posts and papers."""

    region: str
    department: str
    number: int
    account: str
    colleague: str
    post: int
    proposed: int
    lent: int
    recusal: int
    delegation: int
    link: int
    program: int

    @property
    def cert_no(self) -> str:
        return officer_row(self.number).cert_no


class World:
    """The neighbours are furnished when somebody looks at them."""

    def __init__(self) -> None:
        put_norm(NormCode.LINK_HOURS, 72, NormUnit.HOUR)
        make_region("620799", "青禾县")
        make_region("620798", "邻县")
        make_region("620799400", "青禾园区")
        for department in ("SCJG", "XFJY"):
            make_department(department)
        make_department("YQ", kind=DepartmentKind.PARK)
        make_department("LX", region="620798")
        self.own = furnish(1, "SCJG", "620799")

    @cached_property
    def sibling(self) -> Furniture:
        """Of another department of the county."""
        return furnish(2, "XFJY", "620799")

    @cached_property
    def foreign(self) -> Furniture:
        """Of another county."""
        return furnish(3, "LX", "620798")


def furnish(number: int, department: str, region: str) -> Furniture:
    path = f"62/6207/{region}"
    cert_no = make_officer(number, department=department, region_path=path).cert_no
    account = make_account(f"o{number}", region, cert_no)
    colleague = make_account(f"c{number}", region)
    post = make_post(account, Role.OFFICER, department, region)
    make_post(colleague, Role.TEAM_LEADER, department, region)
    security = make_actor(Role.SECURITY_ADMIN, region=path)
    head = make_actor(Role.DEPARTMENT_HEAD, department, path)
    proposed = propose_post(security, ProposePost(colleague, Role.OFFICER, region, department), NOW).post
    lent = substitute(head, Substitute(post, colleague, "休假", NOW, NOW + WEEK), NOW).post
    clerk = make_actor(Role.DEPARTMENT_CLERK, department, path)
    recusal = declare_recusal(clerk, DeclareRecusal(cert_no, "LOC:9", "亲属"), NOW).recusal
    make_department(f"{department}-WT", region=region)
    said = (region, ("I9",), "《行政处罚法》第二十条", DAY)
    delegation = delegate_power(SYSTEM, DelegatePower(DelegationKind.ENTRUSTMENT, department, f"{department}-WT", *said), NOW).delegation
    lost_phone = IssueLink(colleague, sha256(colleague.encode()).hexdigest(), drops_factor=True)
    link = issue_link(make_actor(Role.SYSTEM_ADMIN, region=path), lost_phone, NOW).link
    program = propose_program(security, ProposeProgram("业务系统", department, (Scope.PERMITS,), DAY + WEEK), NOW).program
    return Furniture(region, department, number, account, colleague, post, proposed, lent, recusal, delegation, link, program)
