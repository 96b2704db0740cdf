"""结果与证据互认: what was found not long ago is not looked for again without a reason."""

from collections.abc import Sequence

from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.types import ValidResult


def require_not_known(earlier: Sequence[ValidResult], again_because: str) -> None:
    """R-EVID-1: a valid result of the same item at the same subject, whoever found it, is offered; checking again needs a reason."""
    if earlier and not again_because.strip():
        last = max(earlier, key=lambda one: one.checked_on)
        raise RuleBroken(
            f"{last.checked_on} {last.department} 已查过同一事项（{last.number}），结果在 {last.valid_until} 前有效",
            clause="R-EVID-1",
            exits=(Exit("采用已有的结果和证据，不再检查", last.number), Exit("写明为什么还要再查")),
        )
