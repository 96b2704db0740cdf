"""四个时限: what of the year's results was filed, pushed, published and, once annulled, taken off in time, by department
(YX-2.12, LYG-4.4c, R-PUB-1).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from yicha.appraisal.types import Deadline, Kept, Standing
from yicha.disclosure.queries import publications_standing, withdrawals_kept
from yicha.duties.queries import names_of
from yicha.engines.deadlines import Term
from yicha.exchange.queries import by_provider
from yicha.inspections.queries import filings_standing
from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode

CODES: Final[Mapping[Deadline, NormCode]] = {
    Deadline.FILE: NormCode.ACTION_FILING,
    Deadline.PUSH: NormCode.RESULT_PUSH_PLATFORM,
    Deadline.PUBLISH: NormCode.RESULT_PUBLICATION,
    Deadline.WITHDRAW: NormCode.PENALTY_WITHDRAW,
}
NOTHING: Final = Kept(0, 0, 0, 0)


def terms(region_path: str, at: datetime) -> dict[Deadline, Term]:
    """How long each of them is, by the norms of the day."""
    norms = norms_in_force(region_path, working_days().day_of(at))
    return {deadline: norms.term(code) for deadline, code in CODES.items()}


def standings(actor: Actor, at: datetime) -> list[Standing]:
    """Of the actor's department, or of all for who acts for the region; who is late most comes first."""
    today = working_days().day_of(at)
    found = {
        Deadline.FILE: {one.department: Kept(one.open, one.late, one.done, one.in_time) for one in filings_standing(actor, today.year, at)},
        Deadline.PUSH: {
            one.department: Kept(one.total - one.accepted - one.withdrawn, one.late, one.accepted, one.in_time)
            for one in by_provider(actor, today, today.year)
        },
        Deadline.PUBLISH: {
            one.department: Kept(one.drafts, one.late, one.published, one.in_time) for one in publications_standing(actor, today)
        },
        Deadline.WITHDRAW: {one.department: Kept(one.open, one.late, one.done, one.in_time) for one in withdrawals_kept(actor, today)},
    }
    names = names_of(actor.region, today)
    codes = {code for kept in found.values() for code in kept}
    rows = [Standing(code, names.get(code, code), {one: found[one].get(code, NOTHING) for one in Deadline}) for code in codes]
    return sorted(rows, key=lambda row: (-sum(kept.late for kept in row.kept.values()), row.department))
