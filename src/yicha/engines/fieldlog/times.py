"""FIELD1 §9: between which moments something was done. No clock of a phone decides anything: it is bounded by what the office saw."""

from datetime import datetime, timedelta

from yicha.engines.fieldlog.operations import Operation


def earliest(op: Operation, before: tuple[Operation, datetime] | None, received: datetime) -> datetime | None:
    """Not before the last moment that the phone had heard from the office, nor before its predecessor in the lane; within one session of
    the page the running counter adds what passed (it may stop in sleep, so it is a lower bound). None: nothing is known.
    """
    bounds = [moment for moment in (moment_of(op.seen), _after(op, before)) if moment]
    return min(max(bounds), received) if bounds else None


def _after(op: Operation, before: tuple[Operation, datetime] | None) -> datetime | None:
    if before is None:
        return None
    last, moment = before
    passed = op.mono - last.mono if op.session and op.session == last.session else 0
    return moment + timedelta(milliseconds=max(0, min(passed, 10**11)))


def about(op: Operation, first: datetime | None, received: datetime) -> datetime:
    """What the phone's clock says, as far as it can be true; else the nearest moment that can. “约” on screens."""
    said = moment_of(op.at) or received
    return min(max(said, first or said), received)


def moment_of(text: str) -> datetime | None:
    """ISO 8601 with a zone; anything else says nothing."""
    try:
        found = datetime.fromisoformat(text)
        return found if found.utcoffset() is not None and found.year > 1 else None
    except ValueError:
        return None
