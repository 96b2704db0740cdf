"""Concluded checks that a permit may find when it arrives."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeAlias

from yicha.norms.queries import working_days
from yicha.permits.models import ConcludedCheck
from yicha.subjects.queries import numbers_of

DatedCheck: TypeAlias = tuple[date, ConcludedCheck]


def checks_lock(region_path: str) -> str:
    """Held by whoever brings a permit or a concluded check, or the two could miss each other (kernel/locks)."""
    return f"permit checks:{region_path}"


def checks_of(sids: Collection[str]) -> Mapping[tuple[str, str], list[DatedCheck]]:
    """(number, department) → the checks of that subject with their days; of merged registrations too."""
    numbers = numbers_of(sids)
    asked = {number: sid for sid in sids for number in numbers.get(sid, (sid,))}
    found: dict[tuple[str, str], list[DatedCheck]] = defaultdict(list)
    calendar = working_days()
    for check in ConcludedCheck.objects.filter(sid__in=asked).order_by("checked_at"):
        found[asked[check.sid], check.department].append((calendar.day_of(check.checked_at), check))
    return found
