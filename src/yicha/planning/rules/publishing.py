"""公布 of the annual plan (R-PLAN-1): the joint programme is published when it is adopted, by the day that the norm says."""

from datetime import date

from yicha.norms.types import NormCode, NormsInForce


def publish_by(year: int, norms: NormsInForce) -> date:
    """R-PLAN-1: the last day on which the plan of a year is lawfully published. `norms`: in force on the first day of that year."""
    return date.fromisoformat(f"{year}-{norms.text(NormCode.ANNUAL_PLAN_PUBLISH)}")


def is_late(last_day: date | None, published_on: date) -> bool:
    """R-PLAN-1, R-SPEC-1: published after the term: it is published all the same, and the lateness shows."""
    return last_day is not None and published_on > last_day
