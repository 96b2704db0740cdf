"""Atoms: demands of one department at one site that the law merges anyway and that nothing can tell apart (R-MERGE-1).

Same department, same period → one visit. Demands are told apart by their admissible weeks, announcement, enemies (lines with
which they may not share a door) and exemption; by their class, if the enterprise has it more than once (the cap may then
hold one and not the other); and one by one, if they stand alone or the department's work is too long for one visit.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.planning.barriers import barred
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.limits import counts
from yicha.engines.planning.types import Demand, Line


@dataclass(frozen=True, slots=True)
class Atom:
    """Demands that stay together. ``weeks``: their admissible weeks; ``classes``: those that count against the class cap."""

    subject: str
    department: str
    weeks: int
    demands: tuple[Demand, ...]
    minutes: int
    classes: frozenset[str]

    @property
    def size(self) -> int:
        """Number of demands."""
        return len(self.demands)

    @property
    def counted(self) -> bool:
        """Does a visit that holds it count against limits?"""
        return bool(self.classes)


def atoms_of(calendar: Calendar, demands: Sequence[Demand]) -> tuple[Atom, ...]:
    """Atoms of one enterprise, least flexible first. Linear in the demands but for the pairs at one site."""
    lines = calendar.instance.lines
    classes = Counter(lines[d.line].check_class for d in demands)
    sites: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        sites[demand.subject].append(demand)
    atoms = [atom for own in sites.values() for atom in _site_atoms(calendar, own, classes)]
    return tuple(sorted(atoms, key=lambda atom: (atom.weeks.bit_count(), atom.weeks, atom.demands[0].id)))


def _site_atoms(calendar: Calendar, demands: Sequence[Demand], classes: Mapping[str, int]) -> list[Atom]:
    lines = calendar.instance.lines
    minutes: Counter[str] = Counter()
    for demand in demands:
        minutes[lines[demand.line].department] += lines[demand.line].minutes
    buckets: dict[Hashable, list[Demand]] = defaultdict(list)
    for demand, enemies in zip(demands, _enemies([lines[d.line] for d in demands]), strict=True):
        line = lines[demand.line]
        alone = line.exclusive or minutes[line.department] > calendar.instance.params.visit_minutes_max
        shared = line.check_class if classes[line.check_class] > 1 else ""
        kind = (line.department, line.announced, line.exempt, shared, demand.id if alone else "")
        buckets[kind, calendar.admissible[demand.id], enemies].append(demand)
    return [_atom(calendar, own) for own in buckets.values()]


def _enemies(lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """For each line the places of those it may not meet. Announcement is told apart elsewhere, so plain lines have none here."""
    barring = {i for i, line in enumerate(lines) if line.exclusive or line.not_with}
    return [
        tuple(j for j, other in enumerate(lines) if i != j and (i in barring or j in barring) and barred(line, other)) if barring else ()
        for i, line in enumerate(lines)
    ]


def _atom(calendar: Calendar, demands: Sequence[Demand]) -> Atom:
    lines = [calendar.instance.lines[d.line] for d in demands]
    return Atom(
        subject=demands[0].subject,
        department=lines[0].department,
        weeks=calendar.admissible[demands[0].id],
        demands=tuple(sorted(demands, key=lambda d: d.id)),
        minutes=sum(line.minutes for line in lines),
        classes=frozenset(line.check_class for line in lines if counts(line)),
    )
