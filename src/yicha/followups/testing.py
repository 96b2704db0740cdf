"""Makers for the tests of other rooms: a visit that found something, and the order that follows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from yicha.followups.actions.conclude_recheck import conclude_recheck
from yicha.followups.actions.deliver_order import deliver_order
from yicha.followups.actions.issue_order import issue_order
from yicha.followups.actions.open_follow_ups import open_follow_ups
from yicha.followups.actions.report_correction import report_correction
from yicha.followups.models import Problem
from yicha.followups.queries import follow_ups, order
from yicha.followups.types import (
    Circulate,
    ConcludeRecheck,
    CorrectionReported,
    DeliverOrder,
    FollowUpKind,
    FollowUpRow,
    IssueOrder,
    OpenFollowUps,
    OrderIssued,
    OrderRow,
    RecheckConcluded,
    RecheckMode,
    ReportCorrection,
)
from yicha.inspections.testing import answer, check, on_the_day, planned, start
from yicha.inspections.testing import conclude as conclude_part
from yicha.inspections.types import DeliveryWay, InspectionRow, Outcome, PointResult
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import REGION, RUN_SQL, Sql, actor, made_once, run_sql
from yicha.orgs.testing import make_actor

DEPARTMENT = "SCJG"
CLERK, HEAD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD)


@made_once
def found(row: InspectionRow, outcome: Outcome = Outcome.CORRECTED, department: str = DEPARTMENT) -> OpenFollowUps:
    """The visit carried out: the department finds what is wrong, its head agrees. What follows is still to be opened."""
    start(row)
    if outcome not in {Outcome.NOT_FOUND, Outcome.REFUSED}:
        answer(row, department, PointResult.FAIL, "后厨没有纱窗")
    check(row)
    conclude_part(row, department, outcome)
    return OpenFollowUps(row.id, department, planned(row).sid, outcome, on_the_day(row, 11))


@made_once
def opened(row: InspectionRow, outcome: Outcome = Outcome.CORRECTED) -> dict[FollowUpKind, FollowUpRow]:
    """What the result opened, by kind."""
    command = found(row, outcome)
    open_follow_ups(SYSTEM, command, after(row))
    return matters(row)


def matters(row: InspectionRow) -> dict[FollowUpKind, FollowUpRow]:
    return {one.kind: one for one in follow_ups(CLERK, after(row), inspection=row.id)}


def after(row: InspectionRow, days: int = 0, hour: int = 14) -> datetime:
    """So many days after the visit."""
    return on_the_day(row, hour) + timedelta(days=days)


def order_command(row: InspectionRow, **values: Any) -> IssueOrder:
    plain: dict[str, Any] = {
        "follow_up": matters(row)[FollowUpKind.ORDER].id,
        "fact": "后厨没有纱窗",
        "article": "《餐饮服务食品安全操作规范》5.2.3",
        "demand": "装好纱窗",
        "correct_by": after(row, 10).date(),
        "recheck_on": after(row, 15).date(),
    }
    return IssueOrder(**(plain | values))


@made_once
def ordered(row: InspectionRow) -> OrderIssued:
    opened(row)
    return issue_order(CLERK, order_command(row), after(row))


def delivery(made: int, at: datetime, **values: Any) -> DeliverOrder:
    plain: dict[str, Any] = {"way": DeliveryWay.DIRECT, "recipient": "李掌柜", "delivered_at": at}
    return DeliverOrder(made, **(plain | values))


@made_once
def delivered(row: InspectionRow) -> int:
    made = ordered(row).order
    deliver_order(CLERK, delivery(made, after(row, hour=15)), after(row, hour=16))
    return made


def reported(row: InspectionRow, made: int, days: int = 5) -> CorrectionReported:
    return report_correction(CLERK, ReportCorrection(made, "纱窗已装好", brought_by="李掌柜"), after(row, days))


def team(row: InspectionRow) -> tuple[str, ...]:
    return tuple(one.cert_no for one in planned(row).officers if one.department == DEPARTMENT)


def rechecked(row: InspectionRow, made: int, *, days: int = 6, **values: Any) -> RecheckConcluded:
    plain: dict[str, Any] = {"mode": RecheckMode.DOCUMENTS, "corrected": True, "words": "照片属实", "officers": team(row)}
    return conclude_recheck(HEAD, ConcludeRecheck(made, **(plain | values)), after(row, days))


def standing(row: InspectionRow, made: int, days: int = 0) -> OrderRow:
    return order(CLERK, made, after(row, days))


COPY = """
INSERT INTO followups_problem (region_path, inspection_id, department, subject_id, item_code, point, content, basis, note, checked_at)
SELECT region_path, %s, department, %s, item_code, point, content, basis, note, checked_at FROM followups_problem WHERE inspection_id = %s
"""


def spread_over(rows: Sequence[InspectionRow], count: int) -> None:
    """The problem of the first, at so many subjects."""
    if not matters(rows[0]):
        opened(rows[0])
    others = {planned(row).sid: row for row in rows[1:] if planned(row).sid != planned(rows[0]).sid}
    for sid, row in list(others.items())[: count - 1]:
        run_sql(actor(RUN_SQL), Sql(COPY, (row.id, sid, rows[0].id)), after(rows[0]))


def circular_command() -> Circulate:
    one = Problem.objects.all()[0]
    return Circulate(REGION, DEPARTMENT, one.item_code, one.point, "青禾县人民政府", ("XFJY",), "普遍没有纱窗，建议专项整治")
