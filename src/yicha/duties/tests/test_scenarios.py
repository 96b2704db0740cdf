"""职责分工 and 职责争议, clause by clause."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.duties.actions.decide_dispute import decide_dispute
from yicha.duties.actions.end_duty import end_duty
from yicha.duties.actions.review_dispute import review_dispute
from yicha.duties.actions.state_claim import state_claim
from yicha.duties.actions.withdraw_dispute import withdraw_dispute
from yicha.duties.queries import dispute as dispute_of
from yicha.duties.queries import duties_in_force, items_to_propose, lead_for, matrix
from yicha.duties.testing import make_dispute, make_duty
from yicha.duties.types import (
    DecideDispute,
    DisputeKind,
    DutyAssigned,
    EndDuty,
    Finding,
    Part,
    ReviewDispute,
    Stance,
    StateClaim,
    WithdrawDispute,
)
from yicha.items.testing import item_row, make_items
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.testing import make_actor
from yicha.orgs.types import CloseDepartment

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/duties.feature", "features/disputes.feature")

TOWN = f"{REGION}/620799101"
AREAS = {"县": REGION, "东川镇": TOWN}
JUSTICE = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")


@dataclass
class Story:
    duty: DutyAssigned | None = None
    dispute: int = 0
    silent: tuple[str, ...] = ()
    refusal: Refusal | None = None

    def tries(self, attempt: Any) -> Any:
        try:
            return attempt()
        except Refusal as refusal:
            self.refusal = refusal
            return None


@pytest.fixture
def story() -> Story:
    return Story()


def morning(day: str) -> datetime:
    return NOW.replace(year=int(day[:4]), month=int(day[5:7]), day=int(day[8:]))


@given("青禾县有市场监管局和消防大队的事项")
def _() -> None:
    """The fixture made them."""


@given(parsers.parse("{place}把I001的检查定给“{department}”，自{day}起"))
def _(story: Story, place: str, department: str, day: str) -> None:
    area = TOWN if place == "东川镇" else REGION
    story.duty = make_duty(area=area, department=department, first_day=date.fromisoformat(day))


@given("消防大队也有一项“食品安全”类的事项")
def _() -> None:
    make_items(item_row(3, department="XFJY"))


@given("县里让“XFJY”配合I001的检查")
def _() -> None:
    make_duty(part=Part.ASSIST, share="核查疏散通道")


@when(parsers.parse("自{day}起免去这项职责"))
def _(story: Story, day: str) -> None:
    assert story.duty is not None
    command = EndDuty(story.duty.duties[0], date.fromisoformat(day), "机构改革")
    story.tries(lambda: end_duty(SYSTEM, command, NOW))


@when(parsers.parse("“{department}”于{day}撤销"))
def _(department: str, day: str) -> None:
    close_department(SYSTEM, CloseDepartment(department, date.fromisoformat(day), "机构改革"), NOW)


@when("卫健局就I001向市场监管局提出职责争议")
def _(story: Story) -> None:
    clerk = make_actor(Role.DEPARTMENT_CLERK, "WSJK")
    story.dispute = make_dispute(clerk, raised_by="WSJK", parties=("SCJG",)).dispute


@when("卫健局就“密室逃脱”提出新业态研判")
def _(story: Story) -> None:
    clerk = make_actor(Role.DEPARTMENT_CLERK, "WSJK")
    story.dispute = make_dispute(clerk, raised_by="WSJK", kind=DisputeKind.NEW_BUSINESS, item="", steps=(), parties=("XFJY",)).dispute


@when("双方陈述意见")
def _(story: Story) -> None:
    for party in dispute_of(SYSTEM, story.dispute).parties:
        clerk = make_actor(Role.DEPARTMENT_CLERK, party.department)
        state_claim(clerk, StateClaim(story.dispute, party.department, Stance.NEITHER, "三定规定没有此项"), NOW)


@when(parsers.parse("司法局于{day}研判"))
def _(story: Story, day: str) -> None:
    done = story.tries(lambda: review_dispute(JUSTICE, ReviewDispute(story.dispute), morning(day)))
    story.silent = done.silent if done else ()


@when(parsers.parse("司法局于{day}裁定由“{lead}”牵头、“{other}”配合"))
def _(story: Story, day: str, lead: str, other: str) -> None:
    named = {"item": "I900", "item_name": "密室逃脱场所安全检查"}
    command = DecideDispute(story.dispute, lead, ((other, "共享登记信息"),), "按主要行为特征", **named)
    story.tries(lambda: decide_dispute(JUSTICE, command, morning(day)))


@when("卫健局撤回")
def _(story: Story) -> None:
    clerk = make_actor(Role.DEPARTMENT_CLERK, "WSJK")
    story.tries(lambda: withdraw_dispute(clerk, WithdrawDispute(story.dispute, "已协商一致"), NOW))


@when(parsers.parse("“{department}”的事项“{code}”公布"))
def _(department: str, code: str) -> None:
    make_items(item_row(900, department=department))
    assert code == "I900"


@then(parsers.parse("{day}在“{place}”检查{item}由“{department}”牵头"))
def _(day: str, place: str, item: str, department: str) -> None:
    lead = lead_for(SYSTEM, item, AREAS[place], "check", date.fromisoformat(day))
    assert lead is not None
    assert lead.department == department


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@then(parsers.parse("{day}没有无主的事项"))
def _(day: str) -> None:
    assert matrix(SYSTEM, REGION, date.fromisoformat(day)).having(Finding.UNOWNED) == ()


@then(parsers.parse("{day}无主的事项是“{item}”"))
def _(day: str, item: str) -> None:
    assert [row.item for row in matrix(SYSTEM, REGION, date.fromisoformat(day)).having(Finding.UNOWNED)] == [item]


@then(parsers.parse("{day}有{count:d}处职责交叉"))
def _(day: str, count: int) -> None:
    found = matrix(SYSTEM, REGION, date.fromisoformat(day))
    assert len(found.overlaps) == count
    assert bool(found.having(Finding.OVERLAP)) == bool(count)


@then(parsers.parse("临时牵头的是“{department}”"))
def _(story: Story, department: str) -> None:
    assert dispute_of(SYSTEM, story.dispute).answers_now == department


@then(parsers.parse("陈述意见到{opinions}，裁定到{decision}"))
def _(story: Story, opinions: str, decision: str) -> None:
    row = dispute_of(SYSTEM, story.dispute)
    assert (row.opinions_by.isoformat(), row.decide_by.isoformat()) == (opinions, decision)


@then(parsers.parse("没有表态的是“{names}”"))
def _(story: Story, names: str) -> None:
    assert story.silent == tuple(names.split("、"))


@then(parsers.parse("“{department}”配合检查{item}"))
def _(department: str, item: str) -> None:
    found = duties_in_force(REGION, NOW.date() + timedelta(days=9), item)
    assert department in {row.department for row in found if row.part is Part.ASSIST}


@then(parsers.parse("“{department}”欠提出事项“{item}”"))
def _(department: str, item: str) -> None:
    assert [row.item for row in items_to_propose(make_actor(Role.DEPARTMENT_CLERK, department), NOW.date())] == [item]


@then(parsers.parse("“{department}”不欠事项"))
def _(department: str) -> None:
    assert items_to_propose(make_actor(Role.DEPARTMENT_CLERK, department), NOW.date()) == []
