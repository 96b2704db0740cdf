"""What is done at the door and binds: an order to correct, and the conclusion for who has entrusted (`order`, `conclude` with `dept`)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.field.models import Receipt
from yicha.field.testing import Phone
from yicha.field.tests.visiting import Visit
from yicha.followups.actions.open_follow_ups import open_follow_ups
from yicha.followups.queries import follow_ups, pdf_of
from yicha.followups.types import FollowUpKind, OpenFollowUps, OrderRow, OrderStatus
from yicha.inspections.actions.entrust_check import entrust_check
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.queries import inspection
from yicha.inspections.testing import check, conclude, make_simple, on_the_day, planned
from yicha.inspections.types import Answer, DeliveryWay, EntrustCheck, InspectionRow, Outcome, PointResult, RecordAnswers, TaskStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.orgs.testing import make_actor

scenarios("features/door.feature")
STROKES = "M10 20 L30 40 L50 20"
TAKEN = {"person": "李掌柜", "position": "店长", "strokes": STROKES}
LEFT = {"refused_because": "说要先问老板", "witness": "居委会王某"}


@dataclass
class Story:
    """`received`: of the last operation."""

    received: list[tuple[str, str]] = field(default_factory=list)
    visit: Visit | None = None


@pytest.fixture
def story() -> Story:
    return Story()


def team(visit: Visit, department: str) -> list[str]:
    return [one.cert_no for one in planned(visit.row).officers if one.department == department]


def order(visit: Visit, phone: Phone, department: str, **said: Any) -> str:
    """A whole order; what is said otherwise is said otherwise."""
    day = visit.at.date()
    body = {
        "fact": "后厨没有纱窗",
        "article": "《餐饮服务食品安全操作规范》5.2.3",
        "demand": "装好纱窗",
        "correct_by": (day + timedelta(days=10)).isoformat(),
        "recheck_on": (day + timedelta(days=15)).isoformat(),
        "officers": team(visit, department),
    }
    phone.pull(visit.row.id)
    return phone.make(
        visit.id, "order", body=body | {"covers": phone.covers(visit.id, department)} | (TAKEN | said if "witness" not in said else said)
    )


def standing(visit: Visit, department: str) -> OrderRow | None:
    """What became of it, as the department's clerk reads it."""
    rows = follow_ups(make_actor(Role.DEPARTMENT_CLERK, department), visit.later(hours=5), inspection=visit.row.id)
    found = [one for one in rows if (one.department, one.kind) == (department, FollowUpKind.ORDER)]
    assert len(found) <= 1
    return found[0].order if found else None


@given("检查中有不合格项，企业还没有签字")
def found(visit: Visit) -> None:
    """Of what the lead department alone asks."""
    said = Answer(visit.own[2:], PointResult.FAIL, "后厨没有纱窗")
    record_answers(visit.zhang.actor, RecordAnswers(visit.row.id, (said,)), visit.at)


@given("企业在有不合格项的记录上签了字")
def signed(visit: Visit) -> None:
    found(visit)
    check(visit.row)
    visit.at = visit.later(hours=2)
    for phone in (visit.zhang, visit.su, visit.bai):
        phone.at = visit.at


@when("执法人员在手机上责令改正，企业签收")
def ordered(visit: Visit, story: Story) -> None:
    story.received = visit.zhang.send(order(visit, visit.zhang, visit.lead))


@when("执法人员在手机上责令改正，企业不收")
def refused(visit: Visit, story: Story) -> None:
    story.received = visit.zhang.send(order(visit, visit.zhang, visit.lead, **LEFT))


@when("同一部门的另一名执法人员也责令改正")
def again(visit: Visit, story: Story) -> None:
    assert story.received == [("applied", "")]
    story.received = visit.su.send(order(visit, visit.su, visit.lead))


@when("没有不合格项的部门在手机上责令改正")
def without_a_finding(visit: Visit, story: Story) -> None:
    story.received = visit.bai.send(order(visit, visit.bai, visit.other))


@then("办公室给出文号，从签收时起算，企业和部门都看得到")
def given_at_the_door(visit: Visit, story: Story) -> None:
    assert story.received == [("applied", "")]
    made = standing(visit, visit.lead)
    assert made is not None
    assert (made.status, made.way, made.recipient) == (OrderStatus.DELIVERED, DeliveryWay.DIRECT, "李掌柜")
    assert made.delivered_at == made.issued_at == visit.at
    visit.bai.pull(visit.row.id)
    assert visit.bai.visits[visit.id]["parts"][visit.lead]["order"] == made.number
    assert visit.bai.visits[visit.id]["recheck"] == []  # it is for the visit after this one


@then("通知书上有企业的签字和两名执法人员")
def on_paper(visit: Visit) -> None:
    made = standing(visit, visit.lead)
    assert made is not None
    assert all(words in made.paper for words in (STROKES, *team(visit, visit.lead)))
    pdf = pdf_of(made.paper)
    assert pdf.startswith(b"%PDF")
    assert pdf == pdf_of(made.paper)


@then("部门负责人核定以后不另开一件")
def concluded_later(visit: Visit) -> None:
    made = standing(visit, visit.lead)
    conclude(visit.row, visit.lead, Outcome.CORRECTED)
    open_follow_ups(
        SYSTEM, OpenFollowUps(visit.row.id, visit.lead, planned(visit.row).sid, Outcome.CORRECTED, visit.at), visit.later(hours=4)
    )
    assert standing(visit, visit.lead) == made


@then("按留置送达，写着见证人和原因")
def left(visit: Visit, story: Story) -> None:
    made = standing(visit, visit.lead)
    assert story.received == [("applied", "")]
    assert made is not None
    assert (made.way, made.witness, made.proof) == (DeliveryWay.LEFT, LEFT["witness"], LEFT["refused_because"])


@then(parsers.parse("留给人定，因为“{words}”"))
def kept(story: Story, words: str) -> None:
    assert story.received == [("review", "rule")]
    assert words in Receipt.objects.filter(final=True).order_by("pk").last().detail  # type: ignore[union-attr] # there is one


@given("配合部门委托牵头部门检查，企业签了字")
def entrusted(row: InspectionRow, story: Story) -> None:
    lead, other = planned(row).departments[:2]
    make_simple(other)
    entrust_check(make_actor(Role.DEPARTMENT_HEAD, other), EntrustCheck(row.id, other, lead, "处罚法§20"), on_the_day(row))
    story.visit = visit = Visit(row, on_the_day(row))
    assert visit.zhang.send(visit.zhang.make(row.id, "arrive", body={"code": row.code})) == [("applied", "")]
    check(row)
    visit.zhang.at = visit.at = visit.later(hours=2)


def result(visit: Visit, phone: Phone, department: str, officers: list[str], **named: str) -> str:
    phone.pull(visit.row.id)
    body = {"outcome": "no_problem", "officers": officers, "note": "", "covers": phone.covers(visit.id, department)}
    return phone.make(visit.id, "conclude", body=body | named)


@when("牵头部门的执法人员在手机上给两个部门下结论")
def concludes_both(story: Story) -> None:
    visit = story.visit
    assert visit is not None
    own = team(visit, visit.lead)
    assert visit.zhang.send(result(visit, visit.zhang, visit.lead, own)) == [("applied", "")]  # as an older phone: it names none
    part = visit.zhang.visits[visit.id]["parts"][visit.other]
    assert (part["by"], [one["cert"] for one in part["officers"]]) == (visit.lead, own)
    story.received = visit.zhang.send(result(visit, visit.zhang, visit.other, own, dept=visit.other))


@then("两个部门的结论都由牵头部门的执法人员签名")
def both_concluded(story: Story) -> None:
    visit = story.visit
    assert visit is not None
    assert story.received == [("applied", "")]
    tasks = {one.department: one for one in inspection(SYSTEM, visit.row.id).tasks}
    for department in (visit.lead, visit.other):
        assert (tasks[department].status, list(tasks[department].officers)) == (TaskStatus.SUBMITTED, team(visit, visit.lead))


@then("委托出去的部门自己再下结论，留给人定")
def not_its_own_any_more(story: Story) -> None:
    visit = story.visit
    assert visit is not None
    visit.bai.at = visit.at
    own = team(visit, visit.other)
    assert visit.bai.send(result(visit, visit.bai, visit.other, own)) == [("review", "not_yours")]
    assert visit.bai.send(result(visit, visit.bai, visit.lead, own, dept=visit.lead)) == [("review", "not_yours")]


@pytest.mark.parametrize(
    "said",
    [
        {"correct_by": "明天"},
        {"correct_by": 20260401},
        {"correct_by": "2126-04-01", "recheck_on": "2126-04-02"},
        {"demand": " "},
        {"fact": "字" * 1001},
        {"officers": []},
        {"officers": "QH0001"},
        {"strokes": 'M0 0"/><script>'},
        {"person": ""},
        {"strokes": ""},
    ],
    ids=["no day", "a number", "too long", "no demand", "long words", "nobody", "no list", "no strokes of a pen", "no name", "unsigned"],
)
def test_what_is_no_order_is_kept_and_orders_nothing(visit: Visit, said: dict[str, Any]) -> None:
    signed(visit)
    assert visit.zhang.send(order(visit, visit.zhang, visit.lead, **said)) == [("review", "rule")]
    assert standing(visit, visit.lead) is None


def test_nobody_orders_over_what_he_has_not_seen(visit: Visit) -> None:
    """I-8."""
    signed(visit)
    assert visit.zhang.send(order(visit, visit.zhang, visit.lead, covers="0" * 64)) == [("review", "unseen")]
