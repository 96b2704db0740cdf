"""What must hold before something is shown to the public, or taken away again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yicha.disclosure.types import PublicationStatus
from yicha.engines.deadlines import WorkingCalendar, add_months, due
from yicha.inspections.types import Outcome
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import require_own_department
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce

GRAVITY = (
    Outcome.NO_PROBLEM,
    Outcome.NO_SUCH_BUSINESS,
    Outcome.CORRECTED,
    Outcome.NOT_PUBLISHED,
    Outcome.NOT_FOUND,
    Outcome.PENDING,
    Outcome.FALSE_PUBLICATION,
    Outcome.REFUSED,
)


# How grave a result is, as 信用修复管理办法 tells breaches apart; absent: it is public without end.
TERMS: Mapping[Outcome, NormCode] = {
    Outcome.CORRECTED: NormCode.RESULT_TERM_LIGHT,
    Outcome.NOT_PUBLISHED: NormCode.RESULT_TERM_GENERAL,
    Outcome.NOT_FOUND: NormCode.RESULT_TERM_GENERAL,
    Outcome.PENDING: NormCode.RESULT_TERM_GENERAL,
    Outcome.FALSE_PUBLICATION: NormCode.RESULT_TERM_SERIOUS,
    Outcome.REFUSED: NormCode.RESULT_TERM_SERIOUS,
}


def public_until(outcome: str, published_on: date, norms: NormsInForce) -> date | None:
    """R-PUB-1: a result that found something is public for the term of its class, counted from the first publication."""
    code = TERMS.get(Outcome(outcome))
    return add_months(published_on, norms.whole(code)) if code else None


def earlier(until: date | None, withdraw_by: date) -> date:
    """R-PUB-1: what was annulled is public no longer than the law lets it stand, whether somebody withdraws it or not."""
    return min(until or withdraw_by, withdraw_by)


def gravest(outcomes: Iterable[str]) -> str:
    """LYG-4.4c: a check of several departments is shown by the gravest result, so that nothing hides behind a clean one."""
    return max(outcomes, key=lambda outcome: GRAVITY.index(Outcome(outcome)))


@dataclass(frozen=True)
class Clocks:
    """The last days of the three duties that one check starts (domain §2.7)."""

    file_by: date
    push_by: date
    publish_by: date


def clocks_of(checked_at: datetime, norms: NormsInForce, calendar: WorkingCalendar) -> Clocks:
    """YX-2.12: 2 working days to file; LYG-4.4c: 5 days to push; 20 working days to publish. The numbers are norms."""
    codes = (NormCode.ACTION_FILING, NormCode.RESULT_PUSH_PLATFORM, NormCode.RESULT_PUBLICATION)
    return Clocks(*(due(checked_at, [norms.term(code)], calendar).day for code in codes))


def require_own(actor: Actor, department: str) -> None:
    require_own_department(actor, department, "LYG-4.4c", "谁检查、谁公开：只能公示本部门的结果")


def require_correction(status: PublicationStatus, before: str, outcome: str, reason: str) -> None:
    """LYG-4.4c: what was taken back is not corrected; a correction changes something and says why."""
    if status is PublicationStatus.WITHDRAWN:
        raise RuleBroken("公示已撤回，不再更正", clause="LYG-4.4c")
    if outcome == before:
        raise RuleBroken("更正后的结果和原来一样", clause="LYG-4.4c", exits=(Exit("选另一个结果，或不予支持"),))
    if not reason.strip():
        raise RuleBroken("更正公示必须说明原因", clause="LYG-4.4c")


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("撤回公示必须说明原因", clause="LYG-4.4c")
