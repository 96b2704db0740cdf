"""What comes after a visit that found something."""

from datetime import datetime, timedelta

from tests.ready.world import Ready, World, do, drawn, enter, maker
from yicha.followups.queries import follow_ups
from yicha.followups.testing import circular_command, delivery, found, spread_over
from yicha.followups.types import (
    AcknowledgeCircular,
    ConcludeRecheck,
    DecideFollowUp,
    DropFollowUp,
    EducateInstead,
    FollowUpKind,
    IssueOrder,
    OrderAtDoor,
    PlanRecheck,
    RecheckMode,
    RemindOrder,
    ReportCorrection,
    SettleFollowUp,
    WithdrawOrder,
)
from yicha.inspections.testing import check, on_the_day, planned
from yicha.inspections.types import Outcome, PointResult
from yicha.kernel.actor import SYSTEM


@maker
def open_follow_ups(world: World) -> Ready:
    command = found(world.untouched)
    return Ready(command, command.checked_at)


def opened(world: World, outcome: Outcome) -> tuple[dict[FollowUpKind, int], datetime]:
    """Three hours after the check; the part is concluded by then."""
    command = found(world.untouched, outcome)
    at = command.checked_at + timedelta(hours=3)
    do("open_follow_ups", command, at)
    return {row.kind: row.id for row in follow_ups(SYSTEM, at, inspection=world.untouched.id)}, at


@maker
def decide_follow_up(world: World) -> Ready:
    kinds, at = opened(world, Outcome.PENDING)
    return Ready(DecideFollowUp(kinds[FollowUpKind.DECISION], (FollowUpKind.ORDER,), "可以改正"), at)


@maker
def settle_follow_up(world: World) -> Ready:
    kinds, at = opened(world, Outcome.NOT_FOUND)
    return Ready(SettleFollowUp(kinds[FollowUpKind.LISTING], "登记机关", "市监函〔2026〕7号", "建议列入"), at)


@maker
def drop_follow_up(world: World) -> Ready:
    kinds, at = opened(world, Outcome.NOT_FOUND)
    return Ready(DropFollowUp(kinds[FollowUpKind.LISTING], "已联系上"), at)


@maker
def educate_instead(world: World) -> Ready:
    kinds, at = opened(world, Outcome.PENDING)
    return Ready(EducateInstead(kinds[FollowUpKind.DECISION], "equipment", "没有造成后果", "当场修好"), at)


@maker
def order_at_door(world: World) -> Ready:
    enter(world.untouched)
    check(world.untouched, PointResult.FAIL, "后厨没有纱窗")
    at = on_the_day(world.untouched, 12)
    officers = tuple(one.cert_no for one in planned(world.untouched).officers if one.department == "SCJG")
    words = ("没有纱窗", "《规范》5.2.3", "装好纱窗", at.date(), at.date(), officers)
    return Ready(OrderAtDoor(world.untouched.id, "SCJG", *words, "李掌柜", "店长", "M10 20 L30 40"), at, account=drawn(world.untouched))


@maker
def issue_order(world: World) -> Ready:
    kinds, at = opened(world, Outcome.CORRECTED)
    last = at.date() + timedelta(days=10)
    return Ready(IssueOrder(kinds[FollowUpKind.ORDER], "没有纱窗", "《规范》5.2.3", "装好纱窗", last, last), at)


def issued(world: World) -> tuple[int, datetime]:
    ready = issue_order(world)
    return do("issue_order", ready.command, ready.at).order, ready.at


@maker
def deliver_order(world: World) -> Ready:
    made, at = issued(world)
    return Ready(delivery(made, at), at)


@maker
def withdraw_order(world: World) -> Ready:
    made, at = issued(world)
    return Ready(WithdrawOrder(made, "条款写错"), at)


def delivered(world: World) -> tuple[int, datetime]:
    ready = deliver_order(world)
    do("deliver_order", ready.command, ready.at)
    return ready.command.order, ready.at


@maker
def report_correction(world: World) -> Ready:
    made, at = delivered(world)
    return Ready(ReportCorrection(made, "已装好", brought_by="李掌柜"), at)


@maker
def plan_recheck(world: World) -> Ready:
    made, at = delivered(world)
    return Ready(PlanRecheck(made, "SCJG-I", at.date() + timedelta(days=10), 30), at)


@maker
def remind_order(world: World) -> Ready:
    made, at = delivered(world)
    return Ready(RemindOrder(made), at + timedelta(days=11))


@maker
def conclude_recheck(world: World) -> Ready:
    ready = report_correction(world)
    do("report_correction", ready.command, ready.at)
    team = tuple(one.cert_no for one in planned(world.untouched).officers if one.department == ready.department)
    return Ready(ConcludeRecheck(ready.command.order, RecheckMode.DOCUMENTS, corrected=True, words="属实", officers=team), ready.at)


@maker
def circulate(world: World) -> Ready:
    """The untouched one and two more have the same problem."""
    spread_over(world.inspections, 3)
    return Ready(circular_command())


def sent(world: World) -> int:
    ready = circulate(world)
    return int(do("circulate", ready.command, ready.at).circular)


@maker
def acknowledge_circular(world: World) -> Ready:
    return Ready(AcknowledgeCircular(sent(world), "XFJY", "开展专项整治"), department="XFJY")
