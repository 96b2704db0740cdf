"""What a department concludes, and what corrects it (LYG-4.4a)."""

from collections.abc import Sequence

from yicha.inspections.types import Outcome, PointAnswer, PointResult, TaskStatus
from yicha.kernel.refusals import Exit, RuleBroken

WITHOUT_FINDING = frozenset({Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS, Outcome.NOT_FOUND})
FOUND = frozenset({Outcome.NOT_PUBLISHED, Outcome.FALSE_PUBLICATION, Outcome.CORRECTED, Outcome.PENDING})


def require_outcome_fits(outcome: Outcome, answers: Sequence[PointAnswer]) -> None:
    """LYG-4.4a: no problem is what no answer contradicts, and a problem has an answer that shows it."""
    failed = any(answer.result is PointResult.FAIL for answer in answers)
    if (failed and outcome in WITHOUT_FINDING) or (not failed and outcome in FOUND):
        raise RuleBroken("检查结果与逐项结论不一致", clause="LYG-4.4a", exits=(Exit("核对不合格项"), Exit("改检查结果")))


def require_correction(status: TaskStatus, before: str, outcome: Outcome) -> None:
    """LYG-4.4a: only what a head has confirmed is corrected, and into something else; before that it is returned."""
    if status is not TaskStatus.CONCLUDED:
        raise RuleBroken("结果还没有核定，不用更正", clause="LYG-4.4a", exits=(Exit("由部门负责人退回"),))
    if before == outcome:
        raise RuleBroken("更正后的结果和原来一样", clause="LYG-4.4a", exits=(Exit("选另一个结果，或不予支持"),))
