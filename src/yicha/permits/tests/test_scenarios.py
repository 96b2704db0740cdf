"""审批、监管、执法、信用闭环, clause by clause."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.duties.testing import make_duty
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.permits.actions.define_permit_kind import define_permit_kind
from yicha.permits.actions.receive_permits import receive_permits
from yicha.permits.actions.record_permit_check import record_permit_check
from yicha.permits.queries import checks_owed, permits_of
from yicha.permits.rules import sid_of
from yicha.permits.testing import permit_kind, permit_row
from yicha.permits.types import PermitRow, PermitsReceived, PermitStatus, ReceivePermits, RecordPermitCheck
from yicha.subjects.queries import subject
from yicha.subjects.testing import make_subjects
from yicha.subjects.types import SubjectRow

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/permits.feature")
ROW = permit_row(7)
SID = sid_of(ROW)
STEWARD = make_actor(Role.DATA_STEWARD, "SJJ")


@dataclass
class Story:
    event: PermitsReceived | None = None
    refusal: Refusal | None = None

    def send(self, row: PermitRow) -> None:
        try:
            self.event = receive_permits(STEWARD, ReceivePermits(REGION, "审批局", (row,)), NOW)
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def story() -> Story:
    return Story()


@given("青禾县登记了“食品经营许可”，适用事项I001")
def _() -> None:
    define_permit_kind(STEWARD, permit_kind(), NOW)


@given(parsers.parse("名录里已有持有人，地址是“{address}”"))
def _(address: str) -> None:
    make_subjects(SubjectRow(sid=SID, name=ROW.name, address=address))


@given("县里把I001的检查定给“XFJY”")
def _() -> None:
    make_duty()


@when(parsers.re("审批局推送一件(?P<day>[0-9-]+)的许可"))
def _(story: Story, day: str) -> None:
    story.send(replace(ROW, granted_on=date.fromisoformat(day)))


@when("审批局推送它的注销")
def _(story: Story) -> None:
    story.send(replace(ROW, status=PermitStatus.CANCELLED))


@when("审批局推送一件类别不明的许可")
def _(story: Story) -> None:
    story.send(replace(ROW, kind="XXXX"))


@when(parsers.parse("“{department}”于{day}办结对持有人的检查"))
def _(department: str, day: str) -> None:
    checked_at = datetime.combine(date.fromisoformat(day), NOW.timetz())
    record_permit_check(SYSTEM, RecordPermitCheck(SID, department, checked_at.toordinal(), checked_at), NOW)


@then(parsers.parse("名录里有持有人，标签是“{tag}”"))
def _(tag: str) -> None:
    found = subject(SYSTEM, SID)
    assert (found.name, found.tags) == (ROW.name, (tag,))


@then("持有人没有标签")
def _() -> None:
    assert subject(SYSTEM, SID).tags == ()


@then(parsers.parse("持有人的地址是“{address}”"))
def _(address: str) -> None:
    assert subject(SYSTEM, SID).address == address


@then(parsers.parse("核查期限是{day}，由“{department}”核查"))
def _(day: str, department: str) -> None:
    (row,) = permits_of(SYSTEM, SID, NOW.date())
    assert (row.check_by, row.department) == (date.fromisoformat(day), department)


@then(parsers.parse("新增{new:d}件、未变{same:d}件"))
def _(story: Story, new: int, same: int) -> None:
    assert story.event is not None
    assert (story.event.new, story.event.unchanged, story.event.subjects) == (new, same, ())


@then(parsers.parse("核查日期是{day}"))
def _(day: str) -> None:
    (row,) = permits_of(SYSTEM, SID, NOW.date())
    assert row.checked_at is not None
    assert row.checked_at.date().isoformat() == day


@then(parsers.parse("“{department}”欠{count:d}件核查"))
def _(department: str, count: int) -> None:
    assert len(checks_owed(make_actor(Role.DEPARTMENT_CLERK, department))) == count


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
