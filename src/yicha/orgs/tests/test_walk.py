"""Every use case of the room, walked by every role, into another region and into another department."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.permissions import permissions_of
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW
from yicha.kernel.use_case import UseCase, all_use_cases
from yicha.orgs.testing import BEGINNING, make_actor, officer_row
from yicha.orgs.tests.world import DAY, MISSING, NEIGHBOUR, WEEK, Furniture, World, quick_hash
from yicha.orgs.types import (
    AppointWitness,
    ApprovePost,
    ApproveProgram,
    AskExport,
    AskRedaction,
    ChooseColumns,
    CloseDepartment,
    ConfirmLink,
    CreateAccount,
    CreateDepartment,
    DecideExport,
    DecideRecusal,
    DecideRedaction,
    DeclareRecusal,
    DelegatePower,
    DelegationKind,
    DepartmentKind,
    DisableAccount,
    DismissWitness,
    DropView,
    EndDelegation,
    EndOwnSessions,
    EndPost,
    EndProgram,
    EndSessions,
    EndSubstitution,
    FinishExport,
    FoundAdministration,
    HandOver,
    IssueLink,
    LoadRegions,
    NewAccount,
    OrgPermission,
    OrgRegister,
    ProposePost,
    ProposeProgram,
    RecordLeave,
    RecordRefusedSignIns,
    RefusePost,
    RegionRow,
    RegisterOfficers,
    ReleaseOfficer,
    RenewCertificate,
    SaveView,
    Scope,
    SetPassword,
    SignIn,
    Substitute,
    TakeBackOfficers,
    TakeBackPlaces,
    TakeExport,
    Taking,
    TurnOffFactor,
    TurnOnFactor,
    UrgeDepartment,
    UseLink,
)

Make = Callable[[Furniture], Any]
NEW = NewAccount("neu", "新人", "工号neu")
GHOST = Furniture("620797", "NOWHERE", 77, "ghost", "ghost2", MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING)


@dataclass(frozen=True)
class Case:
    """`make` names the thing of some furniture; `departmental`: another department of the region may not either."""

    make: Make
    role: Role
    departmental: bool = False


def instrument(thing: Furniture) -> DelegatePower:
    said = (thing.region, ("I1",), "《行政处罚法》第二十条", DAY)
    return DelegatePower(DelegationKind.ENTRUSTMENT, thing.department, f"{thing.department}-WT", *said)


CASES: dict[str, Case] = {
    "load_regions": Case(lambda x: LoadRegions("s", (RegionRow(f"{x.region}105", "新镇"),), DAY), Role.SYSTEM_ADMIN),
    "create_department": Case(
        lambda x: CreateDepartment("NEW", "新局", "新", x.region, DepartmentKind.DEPARTMENT, BEGINNING), Role.SYSTEM_ADMIN
    ),
    "close_department": Case(lambda x: CloseDepartment(x.department, DAY, "撤并"), Role.SYSTEM_ADMIN),
    "register_officers": Case(
        lambda x: RegisterOfficers(f"62/6207/{x.region}", "s", (officer_row(50, department=x.department),)),
        Role.DEPARTMENT_CLERK,
    ),
    "release_officer": Case(lambda x: ReleaseOfficer(x.cert_no, "调离"), Role.DEPARTMENT_CLERK, departmental=True),
    "renew_certificate": Case(lambda x: RenewCertificate(x.cert_no, DAY + 500 * WEEK), Role.DEPARTMENT_CLERK, departmental=True),
    "record_leave": Case(lambda x: RecordLeave(x.cert_no, DAY, DAY), Role.TEAM_LEADER, departmental=True),
    "declare_recusal": Case(lambda x: DeclareRecusal(x.cert_no, "LOC:1", "亲属"), Role.DEPARTMENT_CLERK, departmental=True),
    "decide_recusal": Case(lambda x: DecideRecusal(x.recusal, upheld=True, reason="属实"), Role.DEPARTMENT_HEAD, departmental=True),
    "create_account": Case(lambda x: CreateAccount(x.region, NEW), Role.SYSTEM_ADMIN),
    "disable_account": Case(lambda x: DisableAccount(x.account, "调离"), Role.SYSTEM_ADMIN),
    "propose_post": Case(lambda x: ProposePost(x.account, Role.OFFICER, x.region, x.department), Role.SECURITY_ADMIN),
    "approve_post": Case(lambda x: ApprovePost(x.proposed), Role.AUDIT_ADMIN),
    "refuse_post": Case(lambda x: RefusePost(x.proposed, "材料不全"), Role.AUDIT_ADMIN),
    "end_post": Case(lambda x: EndPost(x.post, "调离"), Role.SECURITY_ADMIN),
    "delegate_power": Case(instrument, Role.DEPARTMENT_HEAD, departmental=True),
    "end_delegation": Case(lambda x: EndDelegation(x.delegation, "期满"), Role.DEPARTMENT_HEAD, departmental=True),
    "substitute": Case(
        lambda x: Substitute(x.post, x.colleague, "休假", NOW + 2 * WEEK, NOW + 3 * WEEK), Role.DEPARTMENT_HEAD, departmental=True
    ),
    "end_substitution": Case(lambda x: EndSubstitution(x.lent, "提前回岗"), Role.DEPARTMENT_HEAD, departmental=True),
    "propose_program": Case(lambda x: ProposeProgram("监管平台", x.department, (Scope.PERMITS,), DAY), Role.SECURITY_ADMIN),
    "approve_program": Case(lambda x: ApproveProgram(x.program, "a" * 64), Role.AUDIT_ADMIN),
    "end_program": Case(lambda x: EndProgram(x.program, "换系统"), Role.SECURITY_ADMIN),
    "end_sessions": Case(lambda x: EndSessions(x.account, "手机丢失"), Role.SECURITY_ADMIN),
    "issue_link": Case(lambda x: IssueLink(x.account, "d" * 64), Role.SYSTEM_ADMIN),
    "confirm_link": Case(lambda x: ConfirmLink(x.link, "w" * 64), Role.AUDIT_ADMIN),
    "hand_over": Case(lambda x: HandOver(x.account, x.colleague, "调离"), Role.DEPARTMENT_HEAD, departmental=True),
}
ALONE = {
    "found_administration": FoundAdministration("620799", NEW, NewAccount("b", "乙", "b"), NewAccount("c", "丙", "c")),
    "set_password": SetPassword(quick_hash("x")),
    "sign_in": SignIn(known_device=False, place=""),
    "record_refused_sign_ins": RecordRefusedSignIns("o1", 1, 0),
    "end_own_sessions": EndOwnSessions(),
    "turn_on_factor": TurnOnFactor("", 1),
    "turn_off_factor": TurnOffFactor(1),
    "urge_department": UrgeDepartment("62/6207/620799", "SCJG", "missed", "按计划上门 3 次", "/visits/"),
    "ask_export": AskExport(Taking("subjects", "subjects.subject.read", "/", "全部", 1900), "交审计局"),
    "decide_export": DecideExport(1, release=True),
    "take_export": TakeExport(Taking("subjects", "subjects.subject.read", "/", "全部", 9)),
    "finish_export": FinishExport(1, fault="x"),
    "ask_redaction": AskRedaction(UUID(int=1), "本人要求"),
    "decide_redaction": DecideRedaction(1, take_out=True),
    "use_link": UseLink("d" * 64, quick_hash("x")),
    "appoint_witness": AppointWitness("a.example+00000000+AAAA", "http://127.0.0.1:1"),
    "dismiss_witness": DismissWitness(1, "不再作证"),
    "choose_columns": ChooseColumns("items", ("share",)),
    "save_view": SaveView("items", "餐饮的", "q=餐饮"),
    "drop_view": DropView(1),
    "take_back_officers": TakeBackOfficers("62/6207/620799", "s", (), ()),
    "take_back_places": TakeBackPlaces("62/6207/620799", OrgRegister.REGIONS, "s", ()),
}


@cache
def use_cases() -> dict[str, UseCase[Any, Any]]:
    return {found.name: found for found in all_use_cases()}


def use_case(name: str) -> UseCase[Any, Any]:
    return use_cases()[f"yicha.orgs.actions.{name}.{name}"]


def refused(actor: Actor, name: str, command: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        use_case(name)(actor, command, NOW)
    return caught.value


def said(refusal: Refusal) -> tuple[object, ...]:
    return type(refusal), refusal.message, refusal.clause, refusal.exits


def test_the_walk_leaves_no_use_case_out() -> None:
    assert {found.name.rsplit(".", 1)[-1] for found in all_use_cases() if ".orgs." in found.name} == {*CASES, *ALONE}


def test_every_permission_of_the_room_is_somebodys_and_belongs_to_a_use_case_or_a_query() -> None:
    held = frozenset[str]().union(*(permissions_of(role) for role in Role))
    assert set(OrgPermission) - held == {
        OrgPermission.FINISH_EXPORT,
        OrgPermission.FOUND_ADMINISTRATION,
        OrgPermission.RECORD_REFUSED,
        OrgPermission.TAKE_BACK_OFFICERS,
        OrgPermission.TAKE_BACK_PLACES,
    }
    asked = {found.may for found in all_use_cases() if ".orgs." in found.name}
    assert set(OrgPermission) - asked == {
        OrgPermission.EXPORT_ACCOUNTS,
        OrgPermission.EXPORT_SAFEGUARDS,
        OrgPermission.READ,
        OrgPermission.READ_ACCOUNTS,
        OrgPermission.READ_PROGRAMS,
        OrgPermission.READ_REDACTIONS,
    }


LACKING = [(name, role) for name in [*CASES, *ALONE] for role in Role]


@pytest.mark.parametrize(("name", "role"), LACKING)
def test_who_lacks_the_permission_is_refused_before_anything_is_looked_up(name: str, role: Role) -> None:
    """Without a database: a query would fail."""
    if use_case(name).may not in permissions_of(role):
        command = ALONE.get(name) or CASES[name].make(GHOST)
        assert isinstance(refused(make_actor(role), name, command), NotPermitted)


def walk(check: Callable[[str, Case], object], *, departmental: bool = False) -> dict[str, object]:
    """What `check` says of each use case, each undone before the next: one world serves them all."""
    found: dict[str, object] = {}
    for name, case in CASES.items():
        if case.departmental or not departmental:
            with transaction.atomic():
                found[name] = check(name, case)
                transaction.set_rollback(True)
    return found


def all_true(answers: dict[str, object]) -> bool:
    return answers == dict.fromkeys(answers, True) and answers != {}


def test_who_may_does_it_and_one_entry_says_so(crowded: World) -> None:
    before = list(Entry.objects.values_list("run", flat=True))

    def check(name: str, case: Case) -> bool:
        actor, action = make_actor(case.role), use_case(name)
        event = action(actor, case.make(crowded.own), NOW)
        entry = Entry.objects.exclude(run__in=before).get()
        what = (entry.use_case, entry.about, entry.clause) == (action.name, event.about, action.clause)
        return what and (entry.actor, entry.region) == (actor.id, actor.region)

    assert all_true(walk(check))


def test_another_county_is_as_if_it_were_not_there(crowded: World) -> None:
    def check(name: str, case: Case) -> bool:
        foreign = refused(make_actor(case.role), name, case.make(crowded.foreign))
        missing = refused(make_actor(case.role), name, case.make(GHOST))
        return isinstance(foreign, NotFound) and said(foreign) == said(missing)

    assert all_true(walk(check))


def test_and_its_own_people_reach_it(crowded: World) -> None:
    def check(name: str, case: Case) -> bool:
        use_case(name)(make_actor(case.role, crowded.foreign.department, NEIGHBOUR), case.make(crowded.foreign), NOW)
        return True

    assert all_true(walk(check))


def test_another_department_is_as_if_it_were_not_there(crowded: World) -> None:
    def check(name: str, case: Case) -> bool:
        foreign = refused(make_actor(case.role), name, case.make(crowded.sibling))
        missing = refused(make_actor(case.role), name, case.make(GHOST))
        return isinstance(foreign, NotFound) and said(foreign) == said(missing)

    assert all_true(walk(check, departmental=True))


def test_nobody_without_a_region_reaches_anything(crowded: World) -> None:
    def check(name: str, case: Case) -> bool:
        homeless = Actor("x", "x", role=case.role, whole_region=True, permissions=permissions_of(case.role))
        return isinstance(refused(homeless, name, case.make(crowded.own)), NotFound)

    assert all_true(walk(check))


def test_a_clerk_registers_officers_of_no_other_department(crowded: World) -> None:
    messages = {
        refused(
            make_actor(Role.DEPARTMENT_CLERK),
            "register_officers",
            RegisterOfficers("62/6207/620799", "s", (officer_row(50, department=department),)),
        ).message.replace(department, "X")
        for department in ("XFJY", "NOWHERE")
    }
    assert len(messages) == 1


def test_the_city_reaches_into_its_counties_and_a_county_not_into_the_city(crowded: World) -> None:
    city = make_actor(Role.SYSTEM_ADMIN, region="62/6207")
    use_case("disable_account")(city, DisableAccount(crowded.foreign.account, "调离"), NOW)
    town = make_actor(Role.SYSTEM_ADMIN, region="62/6207/620799/620799400")
    assert isinstance(refused(town, "disable_account", DisableAccount(crowded.own.account, "调离")), NotFound)


def test_the_first_administrators_are_founded_by_the_system_alone(crowded: World) -> None:
    command = ALONE["found_administration"]
    assert use_case("found_administration")(SYSTEM, command, NOW).accounts == ("neu", "b", "c")
    again = FoundAdministration("620798", *(NewAccount(f"x{n}", "丁", f"x{n}") for n in range(3)))
    assert said(refused(SYSTEM, "found_administration", again))[::2] == (RuleBroken, "WY-5.8b")
