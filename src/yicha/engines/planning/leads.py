"""Who leads a visit (牵头部门): least lead rank, then who has led least, then code.

If no line of the visit has a rank, nobody may claim the lead: the department with most minutes is proposed and the visit is
flagged 由政府指定牵头 (R-MERGE-1).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from yicha.engines.planning.types import Instance, Line, Visit


def with_leads(instance: Instance, visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """The same visits, each door with a lead; visits that have one keep it, and it counts as a turn."""
    turns: Counter[str] = Counter(visit.lead for visit in visits if visit.door and visit.lead)
    out = []
    for visit in visits:
        if visit.door and not visit.lead and not visit.locked:
            lead, appointed = _lead(lines_of(instance, visit), turns)
            turns[lead] += 1
            out.append(replace(visit, lead=lead, lead_appointed=appointed))
        else:
            out.append(visit)
    return tuple(out)


def lines_of(instance: Instance, visit: Visit) -> list[Line]:
    """The lines of a visit, as far as its demands still exist."""
    return [instance.lines[instance.demands[d].line] for d in visit.demands if d in instance.demands]


def _lead(lines: Iterable[Line], turns: Counter[str]) -> tuple[str, bool]:
    ranks: dict[str, int] = {}
    minutes: Counter[str] = Counter()
    for line in lines:
        minutes[line.department] += line.minutes
        if line.lead_rank is not None:
            ranks[line.department] = min(line.lead_rank, ranks.get(line.department, line.lead_rank))
    if ranks:
        return min(ranks, key=lambda department: (ranks[department], turns[department], department)), False
    return min(minutes, key=lambda department: (-minutes[department], turns[department], department)), True
