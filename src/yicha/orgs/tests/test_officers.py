"""The register of officers: import, leave, certificates, recusals, coverage, who can be drawn."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.kernel.actor import Actor, Role
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.decide_recusal import decide_recusal
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.disable_account import disable_account
from yicha.orgs.actions.record_leave import record_leave
from yicha.orgs.actions.register_officers import register_officers
from yicha.orgs.actions.release_officer import release_officer
from yicha.orgs.actions.renew_certificate import renew_certificate
from yicha.orgs.models import Leave, Recusal
from yicha.orgs.queries import account_coverage, actor_for, officers, officers_available, preview_officers, signing_officer
from yicha.orgs.testing import make_account, make_actor, make_department, make_officer, make_officers, make_post, make_region, officer_row
from yicha.orgs.types import (
    CloseDepartment,
    DecideRecusal,
    DeclareRecusal,
    DisableAccount,
    OfficerAvailable,
    OfficerRow,
    OfficersRegistered,
    RecordLeave,
    RegisterOfficers,
    ReleaseOfficer,
    RenewCertificate,
)

CLERK = make_actor(Role.DEPARTMENT_CLERK)
HEAD = make_actor(Role.DEPARTMENT_HEAD)
LEADER = make_actor(Role.TEAM_LEADER)
COORDINATOR = make_actor(Role.COORDINATOR, "LXB")
DAY = NOW.date()
ONE = timedelta(days=1)
ROW = officer_row(1)


@pytest.fixture(autouse=True)
def county(db: None) -> None:
    make_region()
    make_department("SCJG", name="市场监督管理局", short_name="市监局")
    make_department("XFJY", name="消防救援大队", short_name="消防")


def register(*rows: OfficerRow, by: Actor = CLERK) -> OfficersRegistered:
    return register_officers(by, RegisterOfficers(REGION, "f" * 64, rows), NOW)


def available(year: int = 2027, by: Actor = COORDINATOR) -> dict[str, OfficerAvailable]:
    return {officer.cert_no: officer for officer in officers_available(by, year)}


@pytest.mark.clause("LYG-4.2", "YX-2.7")
def test_an_import_counts_what_is_new_changed_and_unchanged() -> None:
    assert register(ROW, officer_row(2)) == OfficersRegistered(REGION, "f" * 64, 2, 0, 0)
    assert register(replace(ROW, name="改名"), officer_row(2), officer_row(3)) == OfficersRegistered(REGION, "f" * 64, 1, 1, 1)
    assert [officer.name for officer in officers(CLERK)] == ["改名", "执法员2", "执法员3"]


rows = st.builds(
    lambda number, name, department, end, skills, per_week, sids, span: officer_row(
        number,
        name=name,
        department=department,
        valid_to=end,
        skills=tuple(skills),
        days_per_week=per_week,
        recusals=tuple(sids),
        leave=tuple((begin, begin + ONE) for begin in span),
    ),
    st.integers(0, 4),
    st.sampled_from(["甲", "乙"]),
    st.sampled_from(["SCJG", "XFJY"]),
    st.none() | st.just(date(2028, 1, 1)),
    st.lists(st.sampled_from(["食品", "特种设备"]), unique=True),
    st.sampled_from([Decimal(5), Decimal("2.5")]),
    st.lists(st.sampled_from(["LOC:1", "LOC:2"]), unique=True),
    st.lists(st.sampled_from([DAY, DAY + 7 * ONE]), unique=True),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows, min_size=1, unique_by=lambda row: row.cert_no))
def test_importing_the_same_again_changes_nothing_and_the_preview_said_so(found: list[OfficerRow]) -> None:
    command = RegisterOfficers(REGION, "f" * 64, tuple(found))
    preview = preview_officers(COORDINATOR, command, DAY)
    event = register_officers(COORDINATOR, command, NOW)
    assert (event.new, event.changed, event.unchanged) == (len(preview.new), len(preview.changed), len(preview.unchanged))
    again = register_officers(COORDINATOR, command, NOW)
    assert (again.new, again.changed, again.unchanged) == (0, 0, len(found))


@pytest.mark.parametrize("written", ["SCJG", "市场监督管理局", "市监局"])
def test_a_department_is_known_by_code_name_or_short_name(written: str) -> None:
    register(replace(ROW, department=written))
    assert officers(CLERK)[0].department == "SCJG"


def test_a_name_that_two_departments_bear_must_be_written_as_a_code() -> None:
    make_region("620799101", "东川镇")
    make_department("SCJG-DC", region="620799101", name="市场监督管理局", short_name="东川所")
    with pytest.raises(RuleBroken, match="不唯一"):
        register(replace(ROW, department="市场监督管理局"), by=COORDINATOR)
    register(replace(ROW, department="东川所"), officer_row(2, department="市监局"), by=COORDINATOR)


def test_a_closed_department_registers_nobody() -> None:
    close_department(make_actor(Role.SYSTEM_ADMIN), CloseDepartment("SCJG", DAY - ONE, "撤并"), NOW)
    with pytest.raises(RuleBroken, match="没有登记"):
        register(ROW)


def test_one_wrong_row_and_nothing_is_kept() -> None:
    with pytest.raises(RuleBroken, match="XFJY"):
        register(ROW, officer_row(2, department="XFJY"))
    assert officers(COORDINATOR) == ()


def test_no_department_takes_another_ones_officer_until_it_lets_go() -> None:
    make_officer(1, department="XFJY")
    with pytest.raises(RuleBroken, match="其他部门"):
        register(ROW)
    release_officer(make_actor(Role.DEPARTMENT_CLERK, "XFJY"), ReleaseOfficer(ROW.cert_no, "调入市监局"), NOW)
    assert register(ROW).new == 1
    assert [(officer.department, officer.in_post) for officer in officers(CLERK)] == [("SCJG", True)]


def test_the_coordinator_moves_an_officer_between_departments() -> None:
    make_officer(1, department="XFJY")
    assert register(ROW, by=COORDINATOR).changed == 1
    assert officers(make_actor(Role.DEPARTMENT_CLERK, "XFJY")) == ()


def test_the_preview_is_for_those_who_may_import() -> None:
    with pytest.raises(NotPermitted):
        preview_officers(HEAD, RegisterOfficers(REGION, "", (ROW,)), DAY)
    with pytest.raises(NotFound):
        preview_officers(CLERK, RegisterOfficers("62/6207/620798", "", (ROW,)), DAY)


@pytest.mark.clause("R-SUB-2")
def test_who_has_left_is_not_drawn_and_may_come_back() -> None:
    make_officer(1)
    release_officer(CLERK, ReleaseOfficer(ROW.cert_no, "调离"), NOW)
    assert available() == {}
    assert [officer.in_post for officer in officers(CLERK)] == [False]
    for again in (lambda: release_officer(CLERK, ReleaseOfficer(ROW.cert_no, "再次"), NOW), lambda: record(DAY, DAY)):
        with pytest.raises(NotFound):
            again()
    register(ROW)
    assert list(available()) == [ROW.cert_no]


def record(first_day: date, last_day: date) -> None:
    record_leave(LEADER, RecordLeave(ROW.cert_no, first_day, last_day), NOW)


@pytest.mark.clause("LYG-4.2")
def test_leave_and_the_days_without_certificate_are_absences() -> None:
    make_officer(1, valid_to=date(2027, 6, 30), leave=((date(2026, 12, 28), date(2027, 1, 3)),))
    record(date(2027, 5, 1), date(2027, 5, 5))
    found = available()[ROW.cert_no]
    assert found.absences == (
        (date(2027, 1, 1), date(2027, 1, 3)),
        (date(2027, 5, 1), date(2027, 5, 5)),
        (date(2027, 7, 1), date(2027, 12, 31)),
    )
    with pytest.raises(RuleBroken, match="已登记"):
        record(date(2027, 5, 1), date(2027, 5, 5))
    with pytest.raises(RuleBroken, match="早于"):
        record(date(2027, 5, 2), date(2027, 5, 1))
    assert Leave.objects.count() == 2


@pytest.mark.clause("R-SUB-3")
@pytest.mark.parametrize(
    ("valid_to", "drawn"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 12, 31), True), (None, True)]
)
def test_who_has_no_certificate_in_the_year_is_not_drawn(valid_to: date | None, *, drawn: bool) -> None:
    make_officer(1, valid_to=valid_to)
    assert (ROW.cert_no in available()) is drawn


@pytest.mark.clause("R-SUB-3")
def test_a_renewed_certificate_brings_the_officer_back() -> None:
    make_officer(1, valid_to=date(2026, 12, 31))
    renew_certificate(CLERK, RenewCertificate(ROW.cert_no, date(2030, 12, 31)), NOW)
    assert available()[ROW.cert_no].absences == ()
    with pytest.raises(RuleBroken, match="晚于"):
        renew_certificate(CLERK, RenewCertificate(ROW.cert_no, date(2030, 12, 31)), NOW)
    renew_certificate(make_actor(Role.LEGAL_SUPERVISOR, "SFJ"), RenewCertificate(ROW.cert_no, date(2031, 12, 31)), NOW)


@pytest.mark.clause("R-SUB-3")
def test_only_a_valid_certificate_in_post_signs() -> None:
    make_officer(1, valid_to=DAY)
    make_account("o1", cert_no=ROW.cert_no)
    make_account("c1")
    actor = actor_for("o1", make_post("o1", Role.OFFICER), NOW)
    assert signing_officer(actor, DAY).cert_no == ROW.cert_no
    with pytest.raises(RuleBroken, match="到期"):
        signing_officer(actor, DAY + ONE)
    for other in (actor_for("c1", make_post("c1", Role.TEAM_LEADER), NOW), make_actor(Role.OFFICER)):
        with pytest.raises(RuleBroken, match="没有在岗"):
            signing_officer(other, DAY)
    release_officer(CLERK, ReleaseOfficer(ROW.cert_no, "调离"), NOW)
    with pytest.raises(RuleBroken, match="没有在岗"):
        signing_officer(actor, DAY)


ENTERPRISE = make_actor(Role.ENTERPRISE, "subject:LOC:1")


def declare(sid: str = "LOC:1", by: Actor = CLERK) -> int:
    return declare_recusal(by, DeclareRecusal(ROW.cert_no, sid, "亲属"), NOW).recusal


@pytest.mark.clause("R-SUB-3")
def test_what_the_department_declares_counts_until_the_head_rejects_it() -> None:
    make_officer(1)
    recusal = declare()
    assert available()[ROW.cert_no].recusals == ("LOC:1",)
    with pytest.raises(RuleBroken, match="已申报"):
        declare()
    decide_recusal(HEAD, DecideRecusal(recusal, upheld=False, reason="不属实"), NOW)
    assert available()[ROW.cert_no].recusals == ()
    with pytest.raises(RuleBroken, match="状态"):
        decide_recusal(HEAD, DecideRecusal(recusal, upheld=True, reason="改判"), NOW)
    assert declare() > recusal


@pytest.mark.clause("R-SUB-3")
def test_what_an_enterprise_asks_for_counts_when_the_head_upholds_it() -> None:
    make_officer(1)
    recusal = declare(by=ENTERPRISE)
    assert available()[ROW.cert_no].recusals == ()
    decide_recusal(HEAD, DecideRecusal(recusal, upheld=True, reason="属实"), NOW)
    assert available()[ROW.cert_no].recusals == ("LOC:1",)
    with pytest.raises(RuleBroken, match="本企业"):
        declare("LOC:2", by=ENTERPRISE)


def test_an_officer_declares_for_himself_only_and_nobody_decides_his_own_declaration() -> None:
    make_officers(officer_row(1), officer_row(2))
    make_account("o1", cert_no=ROW.cert_no)
    actor = actor_for("o1", make_post("o1", Role.OFFICER), NOW)
    recusal = declare(by=actor)
    with pytest.raises(NotFound):
        declare_recusal(actor, DeclareRecusal(officer_row(2).cert_no, "LOC:1", "亲属"), NOW)
    with pytest.raises(RuleBroken, match="不能自己决定"):
        decide_recusal(replace(HEAD, id="o1"), DecideRecusal(recusal, upheld=False, reason="x"), NOW)


def test_an_import_declares_recusals_and_lifts_none() -> None:
    make_officer(1, recusals=("LOC:1",))
    register(replace(ROW, recusals=("LOC:2",)))
    assert available()[ROW.cert_no].recusals == ("LOC:1", "LOC:2")
    assert set(Recusal.objects.values_list("status", "declared_by")) == {("declared", "system"), ("declared", CLERK.id)}


@pytest.mark.clause("YX-2.13")
def test_coverage_counts_certified_officers_in_post_and_shows_the_very_rows() -> None:
    make_officers(*(officer_row(number) for number in (1, 2, 3)), officer_row(4, valid_to=DAY - ONE), officer_row(5, department="XFJY"))
    for number in (1, 2, 4):
        make_account(f"o{number}", cert_no=officer_row(number).cert_no)
    release_officer(CLERK, ReleaseOfficer(officer_row(3).cert_no, "调离"), NOW)
    disable_account(make_actor(Role.SYSTEM_ADMIN), DisableAccount("o2", "离职"), NOW)
    own, whole = account_coverage(CLERK, DAY), account_coverage(COORDINATOR, DAY)
    assert (own.covered, own.total) == (1, 2)
    assert (whole.covered, whole.total) == (1, 3)
    assert [(row.cert_no[-1], row.has_account) for row in whole.rows] == [("1", True), ("2", False), ("5", False)]


def test_every_department_sees_its_own_officers_only() -> None:
    make_officers(ROW, officer_row(2, department="XFJY"))
    for query in (
        officers,
        lambda actor: officers_available(actor, 2027),
        lambda actor: account_coverage(actor, DAY).rows,
    ):
        assert [row.cert_no for row in query(CLERK)] == [ROW.cert_no]
        assert len(query(COORDINATOR)) == 2
        assert query(replace(COORDINATOR, region="62/6207/620798")) == ()
        with pytest.raises(NotPermitted):
            query(ENTERPRISE)


def test_a_register_of_a_province_is_one_use_case_with_few_queries(django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    many = tuple(officer_row(number, recusals=("LOC:1",), leave=((DAY, DAY),)) for number in range(300))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        register(*many)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        register(*(replace(row, name="改名") for row in many))
