"""What must hold when an enterprise rates a visit, and when somebody wants to know which enterprise said what."""

from collections.abc import Collection, Mapping, Sequence

from yicha.feedback.types import DepartmentRating
from yicha.inspections.types import InspectionRow, InspectionStatus, TaskStatus
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

LIMITS: Mapping[str, Limit] = {
    "rating_once": Limit("R-PROC-6", "这次检查已经评过，评价不能改", (Exit("有新的情况，用申诉或 12345 反映"),)),
    "feedback_opening_pkey": Limit("R-PROC-6", "这份评价已经开封", (Exit("看已开封的评价"),)),
}
CHECKED = frozenset({TaskStatus.SUBMITTED, TaskStatus.CONCLUDED})


def rateable(row: InspectionRow) -> tuple[str, ...]:
    """R-PROC-6: departments that were at the door and have finished there; of a visit that was stopped or ended, all that came."""
    if not row.started_at:
        return ()
    over = row.status is not InspectionStatus.STARTED
    return tuple(task.department for task in row.tasks if over or task.status in CHECKED)


def require_ratings(ratings: Sequence[DepartmentRating], departments: Collection[str], rules: Collection[str]) -> None:
    """R-PROC-6: each department once, of those that came and have finished; rules of conduct that there are."""
    named = [one.department for one in ratings]
    if not named or len(set(named)) != len(named) or not set(named) <= set(departments):
        raise RuleBroken("只能评价来查过、现场已结束的部门，每个部门一次", clause="R-PROC-6", exits=(Exit("检查结束后再评"),))
    if any(code not in rules for one in ratings for code in one.broken):
        raise RuleBroken("没有这一条行为规范", clause="R-PROC-6")


def require_reason(reason: str, clause: str) -> None:
    """R-PROC-6: who was promised that nobody looks is told why somebody did."""
    if not reason.strip():
        raise RuleBroken("请写明理由", clause=clause)
