"""The scenarios of 三员分立, 代办与移交, 执法证与回避, played by people through their own posts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.create_account import create_account
from yicha.orgs.actions.decide_recusal import decide_recusal
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.disable_account import disable_account
from yicha.orgs.actions.end_post import end_post
from yicha.orgs.actions.end_substitution import end_substitution
from yicha.orgs.actions.found_administration import found_administration
from yicha.orgs.actions.hand_over import hand_over
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.record_leave import record_leave
from yicha.orgs.actions.release_officer import release_officer
from yicha.orgs.actions.renew_certificate import renew_certificate
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.queries import account_coverage, actor_for, hand_overs, officers_available, posts_of, signing_officer
from yicha.orgs.testing import make_account, make_actor, make_department, make_officer, make_post, make_region
from yicha.orgs.types import (
    ADMINISTRATORS,
    ROLE_NAMES,
    ApprovePost,
    CreateAccount,
    DecideRecusal,
    DeclareRecusal,
    DisableAccount,
    EndPost,
    EndSubstitution,
    FoundAdministration,
    HandOver,
    NewAccount,
    OfficerAvailable,
    OrgPermission,
    ProposePost,
    RecordLeave,
    ReleaseOfficer,
    RenewCertificate,
    Substitute,
)

pytestmark = pytest.mark.django_db
scenarios("features/administrators.feature", "features/certificate.feature", "features/substitution.feature")

ROLES = {name: role for role, name in ROLE_NAMES.items()}
DEPARTMENTS = {"市监局": "SCJG", "消防大队": "XFJY"}
PERMISSIONS = {"申报回避": OrgPermission.DECLARE_RECUSAL, "登记请假": OrgPermission.RECORD_LEAVE}
NAMES = ["系统管理员", "安全管理员", "审计管理员", "王五", "赵六", "钱局长", "张三", "李四", "孙七"]
USERS = {name: f"u{number}" for number, name in enumerate(NAMES)}
CERTIFICATES = {"张三": "ZS001", "李四": "LS001", "王五": "WW001"}
HEAD, CLERK = make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DEPARTMENT_CLERK)


@dataclass
class Stage:
    now: datetime = NOW
    posts: dict[str, int] = field(default_factory=dict)
    lent: dict[str, int] = field(default_factory=dict)
    refusal: Refusal | None = None
    recusal: int = 0

    def actor(self, name: str) -> Actor:
        return actor_for(USERS[name], self.posts[name], self.now)

    def substitute_of(self, name: str) -> Actor:
        return actor_for(USERS[name], self.lent[name], self.now)

    @contextmanager
    def trying(self) -> Iterator[None]:
        """What is refused is remembered; a later step says that it should have been."""
        try:
            yield
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def stage() -> Iterator[Stage]:
    found = Stage()
    yield found
    assert found.refusal is None, found.refusal


def on(text: str) -> date:
    return datetime.strptime(text, "%Y年%m月%d日").replace(tzinfo=NOW.tzinfo).date()


# 三员


@given("青禾县已设首任系统管理员、安全管理员、审计管理员")
def _(stage: Stage) -> None:
    make_region()
    make_department("SCJG")
    make_department("XFJY")
    three = [NewAccount(USERS[name], name, name) for name in NAMES[:3]]
    event = found_administration(SYSTEM, FoundAdministration("620799", *three), NOW)
    stage.posts |= dict(zip(NAMES[:3], event.posts, strict=True))


@given(parsers.parse("系统管理员为“{name}”建立账号"))
@when(parsers.parse("系统管理员为“{name}”建立账号"))
def _(stage: Stage, name: str) -> None:
    create_account(stage.actor("系统管理员"), CreateAccount("620799", NewAccount(USERS[name], name, name)), NOW)


@given(parsers.re("(?P<by>系统管理员|安全管理员)提出“(?P<name>[^”]+)”任(?P<place>[^“]*)“(?P<role>[^”]+)”"))
@when(parsers.re("(?P<by>系统管理员|安全管理员)提出“(?P<name>[^”]+)”任(?P<place>[^“]*)“(?P<role>[^”]+)”"))
def _(stage: Stage, by: str, name: str, place: str, role: str) -> None:
    department = "" if ROLES[role] in ADMINISTRATORS else DEPARTMENTS.get(place, "SCJG")
    with stage.trying():
        stage.posts[name] = propose_post(stage.actor(by), ProposePost(USERS[name], ROLES[role], "620799", department), NOW).post


@given(parsers.re("(?P<by>系统管理员|安全管理员|审计管理员)批准“(?P<name>[^”]+)”的任职"))
@when(parsers.re("(?P<by>系统管理员|安全管理员|审计管理员)批准“(?P<name>[^”]+)”的任职"))
def _(stage: Stage, by: str, name: str) -> None:
    with stage.trying():
        approve_post(stage.actor(by), ApprovePost(stage.posts[name]), NOW)


@given(parsers.parse("“{name}”是{place}“{role}”"))
def _(stage: Stage, name: str, place: str, role: str) -> None:
    make_account(USERS[name])
    stage.posts[name] = make_post(USERS[name], ROLES[role], DEPARTMENTS[place])


@when(parsers.parse("安全管理员结束“{name}”的任职"))
def _(stage: Stage, name: str) -> None:
    end_post(stage.actor("安全管理员"), EndPost(stage.posts[name], "免职"), NOW)


@when(parsers.parse("系统管理员停用“{name}”的账号"))
def _(stage: Stage, name: str) -> None:
    with stage.trying():
        disable_account(stage.actor("系统管理员"), DisableAccount(USERS[name], "离职"), NOW)


@then(parsers.parse("“{name}”没有任何权限"))
def _(stage: Stage, name: str) -> None:
    assert posts_of(USERS[name], stage.now) == ()
    assert name not in stage.posts or not stage.actor(name).permissions


@then(parsers.re("“(?P<name>[^”]+)”可以“(?P<what>[^”]+)”"))
def _(stage: Stage, name: str, what: str) -> None:
    assert stage.actor(name).may(PERMISSIONS[what])


@then("被拒绝，因为没有权限")
def _(stage: Stage) -> None:
    assert isinstance(stage.refusal, NotPermitted)
    stage.refusal = None


@then(parsers.parse("被拒绝，依据“{clause}”，说明“{said}”"))
def _(stage: Stage, clause: str, said: str) -> None:
    assert isinstance(stage.refusal, RuleBroken)
    assert stage.refusal.clause == clause
    assert said in stage.refusal.message
    stage.refusal = None


# 代办与移交


@given(parsers.parse("“{head}”安排“{name}”代办“{holder}”的任职{days:d}天"))
@when(parsers.parse("“{head}”安排“{name}”代办“{holder}”的任职{days:d}天"))
def _(stage: Stage, head: str, name: str, holder: str, days: int) -> None:
    command = Substitute(stage.posts[holder], USERS[name], "休假", NOW, NOW + timedelta(days=days))
    with stage.trying():
        stage.lent[name] = substitute(stage.actor(head), command, NOW).post


@when(parsers.parse("“{head}”安排“{name}”再代办“{holder}”代办的任职"))
def _(stage: Stage, head: str, name: str, holder: str) -> None:
    command = Substitute(stage.lent[holder], USERS[name], "休假", NOW, NOW + timedelta(days=1))
    with stage.trying():
        substitute(stage.actor(head), command, NOW)


@when(parsers.parse("“{head}”结束“{name}”的代办"))
def _(stage: Stage, head: str, name: str) -> None:
    end_substitution(stage.actor(head), EndSubstitution(stage.lent[name], "提前回岗"), NOW)


@when(parsers.parse("过了{days:d}天"))
def _(stage: Stage, days: int) -> None:
    stage.now += timedelta(days=days)


@when(parsers.parse("“{name}”代办时为“{officer}”登记请假"))
def _(stage: Stage, name: str, officer: str) -> None:
    make_officer(1, cert_no=CERTIFICATES[officer])
    today = NOW.date()
    record_leave(stage.substitute_of(name), RecordLeave(CERTIFICATES[officer], today, today), NOW)


@when(parsers.parse("“{head}”把“{name}”的全部事项移交给“{successor}”"))
def _(stage: Stage, head: str, name: str, successor: str) -> None:
    with stage.trying():
        hand_over(stage.actor(head), HandOver(USERS[name], USERS[successor], "调离"), NOW)


@then(parsers.parse("“{name}”代办时的姓名是“{said}”"))
def _(stage: Stage, name: str, said: str) -> None:
    assert stage.substitute_of(name).name.replace("人员", "") == said.replace("李四", USERS["李四"]).replace("张三", USERS["张三"])


@then(parsers.re("“(?P<name>[^”]+)”代办时可以“(?P<what>[^”]+)”"))
def _(stage: Stage, name: str, what: str) -> None:
    assert stage.substitute_of(name).may(PERMISSIONS[what])


@then(parsers.parse("“{name}”不能再代办"))
def _(stage: Stage, name: str) -> None:
    assert not stage.substitute_of(name).permissions


@then(parsers.parse("审计记录写明“{name}”代“{holder}”"))
def _(name: str, holder: str) -> None:
    entry = Entry.objects.get(event__endswith="LeaveRecorded")
    assert (entry.actor, entry.stands_in_for) == (USERS[name], USERS[holder])


@then(parsers.parse("移交记录写明由“{successor}”接手“{name}”"))
def _(stage: Stage, successor: str, name: str) -> None:
    assert [(row.account, row.successor) for row in hand_overs(stage.actor("钱局长"))] == [(USERS[name], USERS[successor])]


# 执法证与回避


@given(parsers.parse("市监局执法人员“{name}”的执法证有效期至{day}日"))
def _(stage: Stage, name: str, day: str) -> None:
    make_region()
    make_department("SCJG")
    make_officer(1, cert_no=CERTIFICATES[name], valid_to=on(f"{day}日"))
    make_account(USERS[name], cert_no=CERTIFICATES[name])
    stage.posts[name] = make_post(USERS[name], Role.OFFICER)


@given(parsers.parse("市监局执法人员“{name}”的执法证有效期至{day}日，还没有账号"))
def _(name: str, day: str) -> None:
    make_officer(2, cert_no=CERTIFICATES[name], valid_to=on(f"{day}日"))


@when(parsers.parse("科室把“{name}”的执法证延期至{day}日"))
def _(stage: Stage, name: str, day: str) -> None:
    with stage.trying():
        renew_certificate(CLERK, RenewCertificate(CERTIFICATES[name], on(f"{day}日")), NOW)


@when(parsers.parse("科室登记“{name}”离岗"))
def _(name: str) -> None:
    release_officer(CLERK, ReleaseOfficer(CERTIFICATES[name], "调离"), NOW)


@when(parsers.re("“(?P<name>[^”]+)”申报对“(?P<sid>[^”]+)”回避"))
def _(stage: Stage, name: str, sid: str) -> None:
    stage.recusal = declare_recusal(stage.actor(name), DeclareRecusal(CERTIFICATES[name], sid, "亲属"), NOW).recusal


@when(parsers.parse("企业“{sid}”申请“{name}”回避"))
def _(stage: Stage, sid: str, name: str) -> None:
    firm = make_actor(Role.ENTERPRISE, f"subject:{sid}")
    stage.recusal = declare_recusal(firm, DeclareRecusal(CERTIFICATES[name], sid, "利害关系"), NOW).recusal


@when(parsers.re("负责人(?P<verb>同意|驳回)该回避"))
def _(stage: Stage, verb: str) -> None:
    decide_recusal(HEAD, DecideRecusal(stage.recusal, upheld=verb == "同意", reason="已核实"), NOW)


@then(parsers.parse("{day}日“{name}”可以签字"))
def _(stage: Stage, day: str, name: str) -> None:
    assert signing_officer(stage.actor(name), on(f"{day}日")).cert_no == CERTIFICATES[name]


@then(parsers.parse("{day}日“{name}”不能签字，依据“{clause}”"))
def _(stage: Stage, day: str, name: str, clause: str) -> None:
    with pytest.raises(RuleBroken) as said:
        signing_officer(stage.actor(name), on(f"{day}日"))
    assert said.value.clause == clause


def drawn(year: int, name: str) -> OfficerAvailable | None:
    return next((found for found in officers_available(CLERK, year) if found.cert_no == CERTIFICATES[name]), None)


@then(parsers.parse("{year:d}年可以抽取“{name}”，但{first}日至{last}日不在岗"))
def _(year: int, name: str, first: str, last: str) -> None:
    found = drawn(year, name)
    assert found is not None
    assert found.absences == ((on(f"{first}日"), on(f"{last}日")),)


@then(parsers.parse("{year:d}年可以抽取“{name}”，全年在岗"))
def _(year: int, name: str) -> None:
    found = drawn(year, name)
    assert found is not None
    assert found.absences == ()


@then(parsers.parse("{year:d}年不能抽取“{name}”"))
def _(year: int, name: str) -> None:
    assert drawn(year, name) is None


@then(parsers.parse("抽取时“{name}”回避“{sid}”"))
def _(name: str, sid: str) -> None:
    found = drawn(2027, name)
    assert found is not None
    assert found.recusals == (sid,)


@then(parsers.parse("抽取时“{name}”不回避任何主体"))
def _(name: str) -> None:
    found = drawn(2027, name)
    assert found is not None
    assert found.recusals == ()


@then(parsers.parse("{day}日账号覆盖率是{covered:d}/{total:d}，缺“{name}”"))
def _(day: str, covered: int, total: int, name: str) -> None:
    found = account_coverage(CLERK, on(f"{day}日"))
    assert (found.covered, found.total) == (covered, total)
    assert [row.cert_no for row in found.rows if not row.has_account] == [CERTIFICATES[name]]
