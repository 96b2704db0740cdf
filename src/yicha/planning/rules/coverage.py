"""全覆盖周期 (LYG-5.4, YX-2.10): a key item is checked at everybody of a pool once in so many years, evenly, nobody before it is needed.

terms   share: the pool divided by the cycle, rounded up; deadline: the year of the last check plus the cycle
rule    as many with known deadlines, the earliest first, as the years up to the end of the cycle cannot take at a share each;
what is left of the year's share goes to those who were never checked
plan    the years of a cycle, each as if those of the years before it had been checked when it was their turn
claims  planned so every year, a pool that does not change is checked within each cycle, and from the second year on no year
takes more than a share (tests/test_coverage.py plays decades)
cost    one sort of the pool
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cycle:
    """Everybody who matches a condition, a class of check, once in so many years."""

    check_class: str
    scope_query: str
    years: int


@dataclass(frozen=True)
class Turn:
    """Whose turn it is. `last`: when the class was last checked there; None: never, as far as is known."""

    sid: str
    last: date | None
    overdue: bool


def due_in(year: int, cycle: int, pool: Sequence[str], last: Mapping[str, date]) -> list[Turn]:
    """LYG-5.4: whose turn a year is, the most urgent first; whoever was checked this year is done."""
    share = -(-len(pool) // cycle)
    open_ones = sorted(sid for sid in pool if sid not in last or last[sid].year < year)
    known = sorted((sid for sid in open_ones if sid in last), key=lambda sid: (last[sid], sid))
    deadlines = [last[sid].year + cycle for sid in known]
    needed = max(bisect_right(deadlines, year + ahead) - share * ahead for ahead in range(cycle))
    turns = [Turn(sid, last[sid], last[sid].year + cycle < year) for sid in known[: max(0, needed)]]
    room = share - (len(pool) - len(open_ones)) - len(turns)
    never = (Turn(sid, None, overdue=False) for sid in open_ones if sid not in last)
    return [*turns, *list(never)[: max(0, room)]]


def cycle_from(year: int, cycle: int, pool: Sequence[str], last: Mapping[str, date]) -> list[tuple[int, list[Turn]]]:
    """LYG-5.4: whose turn it is in each year of the cycle that begins with this one."""
    known, planned = dict(last), []
    for one in range(year, year + cycle):
        turns = due_in(one, cycle, pool, known)
        planned.append((one, turns))
        known |= {turn.sid: date(one, 12, 31) for turn in turns}
    return planned
