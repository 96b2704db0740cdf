"""Makers for the tests of other rooms. `make_actor` needs no database; everything else goes through the use cases."""

from datetime import date, datetime
from typing import Any

from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.permissions import permissions_of
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.approve_program import approve_program
from yicha.orgs.actions.create_account import create_account
from yicha.orgs.actions.create_department import create_department
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.propose_program import propose_program
from yicha.orgs.actions.register_officers import register_officers
from yicha.orgs.queries import token_digest
from yicha.orgs.rules.places import path_of
from yicha.orgs.types import (
    ADMINISTRATORS,
    WHOLE_REGION,
    ApprovePost,
    ApproveProgram,
    CreateAccount,
    CreateDepartment,
    DelegatePower,
    DelegationKind,
    DepartmentKind,
    LoadRegions,
    NewAccount,
    OfficerRow,
    ProposePost,
    ProposeProgram,
    RegionRow,
    RegisterOfficers,
    Scope,
)

BEGINNING = date(2020, 1, 1)
COUNTY = REGION.rpartition("/")[2]


def make_actor(role: Role, department: str = "SCJG", region: str = REGION, name: str = "") -> Actor:
    """A person in a post, as `actor_for` would return it. Administrators and enterprises have no department."""
    place = "" if role in ADMINISTRATORS else department
    who = name or "-".join(filter(None, (role.value, place, region.rpartition("/")[2])))
    return Actor(who, who, region, place, role, whole_region=role in WHOLE_REGION, permissions=permissions_of(role))


def make_region(code: str = COUNTY, name: str = "青禾县") -> str:
    """With all regions above it; returns the path."""
    *above, own = path_of(code).split("/")
    rows = (*(RegionRow(found, f"区划{found}") for found in above), RegionRow(own, name))
    load_regions(SYSTEM, LoadRegions("0" * 64, rows, BEGINNING), NOW)
    return path_of(code)


def make_department(code: str = "SCJG", region: str = COUNTY, **values: Any) -> str:
    plain: dict[str, Any] = {"name": f"{code}局", "short_name": code, "kind": DepartmentKind.DEPARTMENT, "valid_from": BEGINNING}
    create_department(SYSTEM, CreateDepartment(code=code, region=region, **(plain | values)), NOW)
    return code


def officer_row(number: int = 0, **values: Any) -> OfficerRow:
    plain: dict[str, Any] = {
        "cert_no": f"62079{number:05d}",
        "name": f"执法员{number}",
        "department": "SCJG",
        "valid_to": date(2028, 12, 31),
        "skills": ("食品",),
    }
    return OfficerRow(**(plain | values))


def make_officers(*rows: OfficerRow, region_path: str = REGION) -> tuple[OfficerRow, ...]:
    register_officers(SYSTEM, RegisterOfficers(region_path, "0" * 64, rows), NOW)
    return rows


def make_officer(number: int = 0, region_path: str = REGION, **values: Any) -> OfficerRow:
    return make_officers(officer_row(number, **values), region_path=region_path)[0]


def make_program(token: str, *scopes: Scope, department: str = "SCJG", region_path: str = REGION, until: date = date(2099, 12, 31)) -> int:
    """Proposed by one administrator and approved by another; returns its number."""
    security, audit = (make_actor(role, region=region_path) for role in (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN))
    proposed = propose_program(security, ProposeProgram("业务系统", department, scopes, until), NOW).program
    return approve_program(audit, ApproveProgram(proposed, token_digest(token)), NOW).program


def instrument(**values: Any) -> DelegatePower:
    """The market bureau entrusts the department that has no part in anything else of these tests."""
    plain: dict[str, Any] = {"items": ("I001",), "legal_basis": "行政处罚法第二十条", "first_day": NOW.date()}
    parties = {"kind": DelegationKind.ENTRUSTMENT, "from_department": "SCJG", "to_department": "SLJ", "area": COUNTY}
    return DelegatePower(**(parties | plain | values))


def make_account(username: str, region: str = COUNTY, cert_no: str = "") -> str:
    create_account(SYSTEM, CreateAccount(region, NewAccount(username, f"人员{username}", f"工号{username}"), cert_no), NOW)
    return username


def make_post(account: str, role: Role, department: str = "SCJG", region: str = COUNTY, at: datetime = NOW, **values: Any) -> int:
    """Proposed by one administrator and approved by another; returns the number of the post."""
    province = path_of(region)[:2]
    place = "" if role in ADMINISTRATORS or role is Role.ENTERPRISE else department
    proposed = propose_post(make_actor(Role.SECURITY_ADMIN, region=province), ProposePost(account, role, region, place, **values), at)
    return approve_post(make_actor(Role.AUDIT_ADMIN, region=province), ApprovePost(proposed.post), at).post
