"""后续处置 in 青禾县: orders at every stage, from those that wait for the clerk to those that were rechecked."""

from datetime import datetime, timedelta
from itertools import islice

from yicha.demo.story import Story
from yicha.followups.actions.conclude_recheck import conclude_recheck
from yicha.followups.actions.deliver_order import deliver_order
from yicha.followups.actions.issue_order import issue_order
from yicha.followups.actions.report_correction import report_correction
from yicha.followups.queries import follow_ups
from yicha.followups.types import (
    ConcludeRecheck,
    DeliverOrder,
    Delivery,
    FollowUpKind,
    FollowUpRow,
    FollowUpStatus,
    IssueOrder,
    RecheckMode,
    ReportCorrection,
)
from yicha.inspections.queries import inspection
from yicha.kernel.actor import SYSTEM, Role

MANY, STAGES = 30, 6
TERM = timedelta(days=10)


def correct_some(story: Story, now: datetime) -> None:
    """The first of the desk, each as far as its place says: to be issued, to be delivered, late, correcting, reported, closed."""
    waiting = story.steady.read(lambda: follow_ups(SYSTEM, now, statuses=(FollowUpStatus.OPEN,)))
    chosen = islice((row for row in waiting if row.kind is FollowUpKind.ORDER and row.problems), MANY)
    for place, row in enumerate(sorted(chosen, key=lambda one: one.id)):
        _carry(story, row, place % STAGES, now)


def _carry(story: Story, row: FollowUpRow, stage: int, now: datetime) -> None:
    if not stage:
        return
    begun = now - (TERM + timedelta(days=2) if stage == 2 else timedelta(days=4))  # noqa: PLR2004 the one that is late
    clerk = story.who(Role.DEPARTMENT_CLERK, row.department)
    made = story.steady.do(issue_order, clerk, _order(row, begun), begun).order
    if stage > 1:
        delivered = begun + timedelta(hours=3)
        story.steady.do(deliver_order, clerk, DeliverOrder(made, Delivery.DIRECT, "店内负责人", delivered), delivered)
    if stage > 3:  # noqa: PLR2004 as the docstring of `correct_some` counts
        report = ReportCorrection(made, "已按要求改正，照片附后", brought_by="店内负责人")
        story.steady.do(report_correction, clerk, report, now - timedelta(days=2))
    if stage > 4:  # noqa: PLR2004 as above
        _recheck(story, row, made, now - timedelta(days=1))


def _order(row: FollowUpRow, begun: datetime) -> IssueOrder:
    fact = "；".join(problem.content for problem in row.problems)[:1000]
    article = row.problems[0].basis or "《优化营商环境条例》§54"
    last = (begun + TERM).date()
    return IssueOrder(row.id, fact, article[:400], "按检查单逐项改正，保留改正前后的照片", last, last + timedelta(days=3))


def _recheck(story: Story, row: FollowUpRow, made: int, at: datetime) -> None:
    """By those who were there."""
    seen = story.steady.read(lambda: inspection(SYSTEM, row.inspection))
    team = next(task.officers for task in seen.tasks if task.department == row.department)
    command = ConcludeRecheck(made, RecheckMode.DOCUMENTS, corrected=True, words="对照照片，不合格项都已改正", officers=team)
    story.steady.do(conclude_recheck, story.who(Role.DEPARTMENT_HEAD, row.department), command, at)
