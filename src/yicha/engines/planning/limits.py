"""What one enterprise may still receive this year, over all its sites (P-9 … P-11; R-FREQ-1 … R-FREQ-3).

What was done this year (superior levels included) and what stands fixed has been taken off. Lines exempted by law do not count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.types import Cause, Demand, Instance, Line, Subject, Visit


@dataclass(frozen=True, slots=True)
class Limits:
    """Checks used per class, visits used per organ, the caps, and how many visits are left (None: no cap)."""

    classes: Mapping[str, int]
    organs: Mapping[str, int]
    class_cap: int
    organ_cap: int | None
    visits_left: int | None

    def class_left(self, check_class: str) -> int:
        """Visits that may still hold this class."""
        return max(0, self.class_cap - self.classes.get(check_class, 0))

    def organ_left(self, department: str) -> int | None:
        """Visits of this department that are still allowed; None without a cap."""
        return None if self.organ_cap is None else max(0, self.organ_cap - self.organs.get(department, 0))


def limits_of(instance: Instance, sites: Sequence[Subject], fixed: Iterable[Visit]) -> Limits:
    """Limits of the enterprise with these sites, after what was done and the visits that stand."""
    done = [pair for site in sites for pair in site.done]
    classes, organs = Counter(c for c, _ in done), Counter(k for _, k in done)
    counted = [lines for visit in fixed if (lines := counted_lines(instance, visit))]
    for lines in counted:
        classes.update({line.check_class for line in lines})
        organs.update({line.department for line in lines})
    visit_cap = _strictest(site.visit_cap for site in sites)
    return Limits(
        classes=classes,
        organs=organs,
        class_cap=instance.params.class_cap,
        organ_cap=_strictest(site.organ_cap for site in sites),
        visits_left=None if visit_cap is None else max(0, visit_cap - len(counted)),
    )


def _strictest(caps: Iterable[int | None]) -> int | None:
    return min((cap for cap in caps if cap is not None), default=None)


def counted_lines(instance: Instance, visit: Visit) -> list[Line]:
    """The lines of a visit that count against limits."""
    known = (instance.demands[d] for d in visit.demands if d in instance.demands)
    return [line for demand in known if counts(line := instance.lines[demand.line])]


def counts(line: Line) -> bool:
    """Does the line count against limits? Off-site work and lines exempted by law do not."""
    return line.mode.opens_door and not line.exempt


def hopeless(calendar: Calendar, limits: Limits, demand: Demand) -> Cause | None:
    """Why a demand can never be held, whatever else is planned (officer-minutes aside)."""
    line = calendar.instance.lines[demand.line]
    if not calendar.admissible[demand.id]:
        return Cause.NO_WEEK
    if line.mode.opens_door and line.minutes > calendar.instance.params.visit_minutes_max:
        return Cause.MINUTES
    if not counts(line):
        return None
    if not limits.class_left(line.check_class):
        return Cause.CLASS_DONE
    if limits.visits_left == 0:
        return Cause.VISIT_CAP
    return Cause.ORGAN_CAP if limits.organ_left(line.department) == 0 else None
