"""Each rule by a decision table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from yicha.followups.rules import follow_ups, orders, spread
from yicha.followups.types import (
    OPENS,
    DeliverOrder,
    FollowUpKind,
    IssueOrder,
    OrderAtDoor,
    ProblemRow,
    RecheckMode,
)
from yicha.inspections.types import DeliveryWay, Outcome, PointResult
from yicha.kernel.actor import Role
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor

TODAY = NOW.date()
IN_TIME = TODAY + timedelta(days=10)
ORDER = IssueOrder(1, "没有纱窗", "《规范》5.2.3", "装好", IN_TIME, IN_TIME)
DELIVERY = DeliverOrder(1, DeliveryWay.DIRECT, "李掌柜", NOW)
PROBLEM = ProblemRow("I", "P", "后厨没有纱窗", "", "", NOW, 1)


def allowed(rule: Callable[..., Any], *values: Any, **named: Any) -> bool:
    try:
        rule(*values, **named)
    except RuleBroken as broken:
        return not broken.exits  # every refusal says what is allowed instead
    return True


def test_every_result_says_what_it_opens() -> None:
    assert set(OPENS) == set(Outcome)
    assert [outcome for outcome, kinds in OPENS.items() if not kinds] == [Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS]


def test_who_checked_follows_up() -> None:
    follow_ups.require_own(make_actor(Role.DEPARTMENT_CLERK), "SCJG")
    with pytest.raises(NotPermitted):
        follow_ups.require_own(make_actor(Role.DEPARTMENT_CLERK), "XFJY")


@pytest.mark.parametrize(
    ("kind", "kinds", "fine"),
    [
        (FollowUpKind.DECISION, (FollowUpKind.ORDER,), True),
        (FollowUpKind.DECISION, (FollowUpKind.ORDER, FollowUpKind.CASE, FollowUpKind.REFERRAL), True),
        (FollowUpKind.DECISION, (), False),
        (FollowUpKind.DECISION, (FollowUpKind.DECISION,), False),
        (FollowUpKind.DECISION, (FollowUpKind.ORDER, FollowUpKind.LISTING), False),
        (FollowUpKind.ORDER, (FollowUpKind.CASE,), False),
    ],
)
def test_deciding_what_follows(kind: FollowUpKind, kinds: tuple[FollowUpKind, ...], fine: bool) -> None:
    assert allowed(follow_ups.require_choice, kind, kinds) is fine


@pytest.mark.parametrize("kind", FollowUpKind)
def test_what_is_settled_by_hand(kind: FollowUpKind) -> None:
    assert allowed(follow_ups.require_settled_by_hand, kind) is (kind not in {FollowUpKind.ORDER, FollowUpKind.DECISION})


@pytest.mark.parametrize(
    ("kind", "recipient", "fine"),
    [
        (FollowUpKind.REFERRAL, "XFJY", True),
        (FollowUpKind.REFERRAL, "SCJG", False),  # to itself
        (FollowUpKind.REFERRAL, "别处的局", False),
        (FollowUpKind.LISTING, "登记机关", True),
        (FollowUpKind.CASE, "XFJY", True),
        (FollowUpKind.CASE, "SCJG", True),  # its own case office
        (FollowUpKind.LISTING, " ", False),
    ],
)
def test_recipients(kind: FollowUpKind, recipient: str, fine: bool) -> None:
    assert allowed(follow_ups.require_recipient, kind, recipient, ("SCJG", "XFJY"), "SCJG") is fine


@pytest.mark.parametrize(
    ("kind", "matter", "fine"),
    [
        (FollowUpKind.CASE, "sign", True),
        (FollowUpKind.DECISION, "sign", True),
        (FollowUpKind.ORDER, "sign", False),
        (FollowUpKind.LISTING, "sign", False),
        (FollowUpKind.CASE, "arson", False),
    ],
)
def test_what_is_slight(kind: FollowUpKind, matter: str, fine: bool) -> None:
    assert allowed(follow_ups.require_slight, kind, matter, ("sign", "label")) is fine


def test_first_is_what_nothing_precedes() -> None:
    assert allowed(follow_ups.require_first, [], NOW)
    with pytest.raises(RuleBroken, match=r"2026-11-10.*后厨没有纱窗.*2024"):
        earlier = replace(PROBLEM, checked_at=NOW - timedelta(days=10))
        follow_ups.require_first([PROBLEM, earlier], NOW.replace(year=2024))


@pytest.mark.parametrize(("corrected", "running", "fine"), [("已修", False, True), ("已修", True, False), (" ", False, False)])
def test_what_is_put_right(corrected: str, running: bool, fine: bool) -> None:
    assert allowed(follow_ups.require_put_right, corrected, open_order=running) is fine


@pytest.mark.parametrize("ordered", [True, False])
def test_an_order_does_not_hang_in_the_air(ordered: bool) -> None:
    assert allowed(follow_ups.require_droppable, ordered=ordered) is not ordered


@pytest.mark.parametrize("kind", FollowUpKind)
def test_only_an_order_is_ordered(kind: FollowUpKind) -> None:
    assert allowed(orders.require_order, kind) is (kind is FollowUpKind.ORDER)


@pytest.mark.parametrize("lacking", [None, "fact", "article", "demand"])
def test_an_order_is_whole(lacking: str | None) -> None:
    blank: dict[str, Any] = {lacking: " "} if lacking else {}
    command = replace(ORDER, **blank)
    assert allowed(orders.require_whole, command) is (lacking is None)


@pytest.mark.parametrize(
    ("correct_by", "recheck_on", "fine"),
    [
        (TODAY, TODAY, True),
        (TODAY - timedelta(days=1), IN_TIME, False),
        (TODAY + timedelta(days=90), TODAY + timedelta(days=90), True),
        (TODAY + timedelta(days=91), TODAY + timedelta(days=91), False),
        (IN_TIME, IN_TIME - timedelta(days=1), False),
    ],
)
def test_terms(correct_by: date, recheck_on: date, fine: bool) -> None:
    assert allowed(orders.require_term, TODAY, correct_by, recheck_on, 90) is fine


@pytest.mark.parametrize(
    ("values", "fine"),
    [
        ({}, True),
        ({"recipient": " "}, False),
        ({"delivered_at": NOW - timedelta(hours=2)}, False),  # before it was issued
        ({"delivered_at": NOW - timedelta(hours=1)}, True),  # a page knows minutes: 8:00 for 8:00:40
        ({"delivered_at": NOW + timedelta(hours=2)}, False),
        ({"way": DeliveryWay.LEFT}, False),
        ({"way": DeliveryWay.LEFT, "witness": "村干部"}, True),
        ({"way": DeliveryWay.ELECTRONIC}, False),
        ({"way": DeliveryWay.ELECTRONIC, "proof": "同意书 7"}, True),
        ({"way": DeliveryWay.MAIL}, True),
        ({"way": DeliveryWay.NOTICE}, True),
    ],
)
def test_deliveries(values: dict[str, Any], fine: bool) -> None:
    assert allowed(orders.require_delivery, replace(DELIVERY, **values), NOW - timedelta(minutes=59, seconds=20), NOW) is fine


@pytest.mark.parametrize(("name", "own", "fine"), [("", True, True), ("李掌柜", False, True), (" ", False, False)])
def test_who_brings_paper_is_named(name: str, own: bool, fine: bool) -> None:
    assert allowed(orders.require_brought, name, on_its_own=own) is fine


@pytest.mark.parametrize(
    ("kinds", "fine"),
    [([], True), (["image/jpeg"] * 9, True), (["image/jpeg"] * 10, False), (["image/png", "application/pdf"], False)],
)
def test_photographs(kinds: list[str], fine: bool) -> None:
    assert allowed(orders.require_photos, kinds, 9) is fine


@pytest.mark.parametrize(
    ("mode", "reports", "visit_on", "fine"),
    [
        (RecheckMode.DOCUMENTS, 1, None, True),
        (RecheckMode.DOCUMENTS, 0, TODAY, False),
        (RecheckMode.VISIT, 0, TODAY, True),
        (RecheckMode.VISIT, 1, None, False),
        (RecheckMode.VISIT, 1, IN_TIME, False),
    ],
)
def test_what_was_seen(mode: RecheckMode, reports: int, visit_on: date | None, fine: bool) -> None:
    assert allowed(orders.require_seen, mode, reports, visit_on, TODAY) is fine


@pytest.mark.parametrize(
    ("officers", "fine"), [(("A", "B"), True), (("A",), False), (("A", "A"), False), (("A", "X"), False), (("A", "B", "C"), True)]
)
def test_who_rechecks(officers: tuple[str, ...], fine: bool) -> None:
    assert allowed(orders.require_team, officers, ("A", "B", "C"), 2) is fine


@pytest.mark.parametrize(
    ("again_by", "corrected", "fine"),
    [(None, True, True), (None, False, True), (IN_TIME, False, True), (IN_TIME, True, False), (TODAY - timedelta(days=1), False, False)],
)
def test_more_time(again_by: date | None, corrected: bool, fine: bool) -> None:
    assert allowed(orders.require_again, again_by, TODAY, 90, corrected=corrected) is fine


@pytest.mark.parametrize(
    ("reminded_on", "due"), [(None, TODAY + timedelta(days=1)), (TODAY + timedelta(days=1), TODAY + timedelta(days=4))]
)
def test_reminders(reminded_on: date | None, due: date) -> None:
    assert orders.reminder_due(TODAY, reminded_on, 3) == due
    assert allowed(orders.require_reminding, due, due)
    assert not allowed(orders.require_reminding, due - timedelta(days=1), due)


@pytest.mark.parametrize(("visit", "fine"), [(None, True), (7, False)])
def test_one_recheck_at_the_door(visit: int | None, fine: bool) -> None:
    assert allowed(orders.require_no_visit, visit) is fine


@pytest.mark.parametrize(("subjects", "fine"), [(0, False), (2, False), (3, True), (30, True)])
def test_what_many_have(subjects: int, fine: bool) -> None:
    assert allowed(spread.require_spread, subjects, 3) is fine


@pytest.mark.parametrize(
    ("government", "recipients", "words", "fine"),
    [
        ("县人民政府", ("XFJY",), "建议整治", True),
        ("县人民政府", ("XFJY", "WSJK"), "建议整治", True),
        (" ", ("XFJY",), "建议整治", False),
        ("县人民政府", ("XFJY",), " ", False),
        ("县人民政府", (), "建议整治", False),
        ("县人民政府", ("SCJG",), "建议整治", False),  # itself
        ("县人民政府", ("XFJY", "外县的局"), "建议整治", False),
    ],
)
def test_who_is_told_of_it(government: str, recipients: tuple[str, ...], words: str, fine: bool) -> None:
    assert allowed(spread.require_told, government, recipients, ("SCJG", "XFJY", "WSJK"), "SCJG", words) is fine


@pytest.mark.parametrize(("measures", "fine"), [("开展整治", True), (" ", False)])
def test_a_receipt_says_what_is_done(measures: str, fine: bool) -> None:
    assert allowed(spread.require_measures, measures) is fine


@pytest.mark.parametrize("answered", [True, False])
def test_one_receipt_of_each(answered: bool) -> None:
    assert allowed(spread.require_unanswered, answered=answered) is not answered


TAKEN = {"person": "李掌柜", "strokes": "M10 20 L30 40"}
LEFT = {"refused_because": "不收", "witness": "居委会王某"}


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        (TAKEN, True),
        (LEFT, True),
        ({}, False),
        (TAKEN | {"person": " "}, False),
        (TAKEN | {"strokes": "M10 20"}, False),
        (TAKEN | LEFT, False),
        (LEFT | {"witness": ""}, False),
        (LEFT | {"refused_because": ""}, False),
    ],
    ids=["signed", "left", "neither", "no name", "no stroke", "both", "no witness", "no reason"],
)
def test_an_order_at_the_door_is_received(said: dict[str, Any], fine: bool) -> None:
    day = date(2026, 3, 2)
    command = OrderAtDoor(1, "SCJG", "事实", "条款", "要求", day, day, ("A", "B"), **said)
    assert allowed(orders.require_received, command) is fine


@pytest.mark.parametrize(
    ("signer", "officers", "fine"),
    [("A", ("A", "B"), True), ("A", ("A",), False), ("A", ("A", "A"), False), ("A", ("A", "X"), False), ("X", ("A", "B"), False)],
    ids=["two drawn", "one", "one twice", "one of another", "signed by another"],
)
def test_an_order_at_the_door_is_given_by_who_was_drawn(signer: str, officers: tuple[str, ...], fine: bool) -> None:
    assert allowed(orders.require_drawn, signer, officers, {"A", "B", "C"}, 2) is fine


def test_an_order_at_the_door_rests_on_what_was_signed_and_found() -> None:
    assert allowed(orders.require_signed, True)
    assert not allowed(orders.require_signed, False)
    assert allowed(orders.require_found, [PointResult.PASS, PointResult.FAIL])
    assert not allowed(orders.require_found, [PointResult.PASS])
    assert not allowed(orders.require_found, [])
