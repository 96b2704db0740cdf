"""Weeks for the groups of units, within officer-minutes: settle, move others aside, open more doors, at last hold what fits."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from yicha.engines.planning.board import Board, Placed, doors_of
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.enterprise import Enterprise, Group
from yicha.engines.planning.groups import maximal
from yicha.engines.planning.progress import Progress
from yicha.engines.planning.types import WEEKS_MAX, Visit
from yicha.engines.planning.units import Pattern, Unit
from yicha.engines.planning.weeks import members

PATIENCE = 2  # rounds without gain
TRIES = 6  # patterns of equal doors tried, once one fits
EJECTING = 8  # patterns for which others are asked to move
MOVES = 25_000  # units asked to move in one round; where that is not enough, officers are scarce, and prices do better


def settled(calendar: Calendar, fixed: Sequence[Visit], units: Mapping[str, Unit], progress: Progress) -> Board:
    """The best board of a few rounds: who paid for capacity in one round comes earlier in the next ("squeaky wheel")."""
    turns: Counter[str] = Counter()
    best = board = _round(calendar, fixed, units, turns, progress)
    idle = 0
    while idle < PATIENCE and board.asked < MOVES and (paying := [key for key, unit in units.items() if board.pays(unit)]):
        turns.update(paying)
        board = _round(calendar, fixed, units, turns, progress)
        best, idle = (board, 0) if board.worth(units) < best.worth(units) else (best, idle + 1)
    return best


def _round(calendar: Calendar, fixed: Sequence[Visit], units: Mapping[str, Unit], turns: Mapping[str, int], progress: Progress) -> Board:
    board = Board(calendar)
    board.occupy(fixed)
    settle(board, units, turns, progress)
    return board


def settle(board: Board, units: Mapping[str, Unit], turns: Mapping[str, int], progress: Progress) -> None:
    """Place every unit, least flexible first: least doors; by moving others; more doors; as much as fits."""
    waiting = []
    for done, unit in enumerate(sorted(units.values(), key=lambda unit: (-turns.get(unit.key, 0), *_flexibility(unit)))):
        progress("settle", done, len(units))
        if not place(board, unit, unit.least.doors):
            waiting.append(unit)
    stuck = [unit for unit in waiting if not _eject(board, unit, units)]
    for unit in stuck:
        levels = sorted({_doors(pattern) for pattern in unit.patterns} - set(range(unit.least.doors + 1)))
        if not any(place(board, unit, doors) for doors in levels):
            board.put(unit.key, hold_most(board, unit))


def _flexibility(unit: Unit) -> tuple[int, int, str]:
    """Least flexible first: fewest admissible weeks, most officer-minutes, name."""
    groups = [group for pattern in unit.patterns[:4] for group in pattern]
    weeks = min((group.weeks.bit_count() for group in groups), default=WEEKS_MAX)
    return weeks, -sum(minutes for group in groups for _, minutes in group.load), unit.key


def _doors(pattern: Pattern) -> int:
    return sum(group.door for group in pattern)


def place(board: Board, unit: Unit, doors: int) -> bool:
    """Place a unit with exactly this number of doors, if its weeks have room: the best of the first patterns that fit."""
    best: tuple[tuple[int, int], Placed] | None = None
    tries = TRIES
    for pattern in unit.patterns:
        if _doors(pattern) != doors:
            continue
        if best and (tries := tries - 1) <= 0:
            break
        found = _weeks_for(board, pattern)
        if found and (best is None or found[0] < best[0]):
            best = found
    if best:
        board.put(unit.key, best[1])
    return best is not None


def _weeks_for(board: Board, pattern: Pattern) -> tuple[tuple[int, int], Placed] | None:
    """((department-visits, cost), weeks) of a pattern, least flexible group first; the board is left as it was."""
    placed: Placed = []
    cost = 0
    for group in _narrow_first(pattern):
        options = [(board.cost(group, week, doors_of(placed)), week) for week in board.options(group)]
        if not options:
            break
        price, week = min(options)
        cost += price
        board.book(group, week, 1)
        placed.append((group, week))
    for group, week in placed:
        board.book(group, week, -1)
    return ((sum(len(group.departments) for group in pattern), cost), placed) if len(placed) == len(pattern) else None


def _narrow_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (group.weeks.bit_count(), group.demands))


def _eject(board: Board, unit: Unit, units: Mapping[str, Unit]) -> bool:
    """Make room for a unit by moving others, at no cost in doors to them (depth 1)."""
    for pattern in [pattern for pattern in unit.patterns[:EJECTING] if _doors(pattern) == unit.least.doors]:
        if board.asked >= MOVES:
            break
        for group in _narrow_first(pattern):
            if not board.options(group) and not any(_clear(board, group, week, units) for week in members(group.weeks)):
                break
        if place(board, unit, unit.least.doors):
            return True
    return False


def _clear(board: Board, group: Group, week: int, units: Mapping[str, Unit]) -> bool:
    """Let users of the resources that are too full for the group look for other places; all goes back if that is not enough."""
    capacity = board.calendar.capacity
    if any(minutes > capacity[row][week] for row, minutes in group.load):
        return False
    moved: list[tuple[str, Placed]] = []
    board.book(group, week, 1)
    for row, _ in group.load:
        for key in list(board.users[row, week]):
            if board.used[row][week] <= capacity[row][week]:
                break
            moved += _move(board, units[key])
    board.book(group, week, -1)
    if board.fits(group.load, week):
        return True
    for key, before in reversed(moved):
        board.lift(key)
        board.put(key, before)
    return False


def _move(board: Board, unit: Unit) -> list[tuple[str, Placed]]:
    """Place a unit anew where nothing is too full; where it stood before, or nothing if it must stay."""
    board.asked += 1
    before = board.lift(unit.key)
    complete = sum(len(group.demands) for group, _ in before) == len(unit.demands) - unit.least.lost
    if complete and len(doors_of(before)) == unit.least.doors and place(board, unit, unit.least.doors):
        return [(unit.key, before)]
    board.put(unit.key, before)
    return []


def hold_most(board: Board, unit: Unit) -> Placed:
    """What fits, when nothing holds the whole: again and again the (week, atoms) that holds most within room and limits."""
    if unit.enterprise is None:
        return []
    wide = maximal(unit.enterprise).build
    left = unit.enterprise.everything
    placed: Placed = []
    while found := _most(board, unit.enterprise, [block & left for block in wide if block & left], placed):
        placed.append(found)
        board.book(*found, 1)
        left &= ~found[0].block
    for group, week in placed:
        board.book(group, week, -1)
    return placed


def _most(board: Board, enterprise: Enterprise, wide: Iterable[int], placed: Placed) -> tuple[Group, int] | None:
    best: tuple[tuple[int, int, int, int], Group] | None = None
    for block in dict.fromkeys(wide):
        for week in members(_any_week(enterprise, block)):
            if own := _grown(board, enterprise, block, week, [group.block for group, _ in placed]):
                group = enterprise.group(own)
                score = (-len(group.demands), board.cost(group, week, doors_of(placed)), week, own)
                best = min(best or (score, group), (score, group), key=lambda pair: pair[0])
    return (best[1], best[0][2]) if best else None


def _any_week(enterprise: Enterprise, block: int) -> int:
    mask = 0
    for i in members(block):
        mask |= enterprise.atoms[i].weeks
    return mask


def _grown(board: Board, enterprise: Enterprise, wide: int, week: int, doors: Collection[int]) -> int:
    """Atoms of a block that fit together in this week, those with most demands first."""
    block = 0
    for i in sorted(members(wide), key=lambda i: (-enterprise.sizes[i], i)):
        larger = block | 1 << i
        here = enterprise.common(larger) >> week & 1 and enterprise.lawful([*doors, larger])
        if here and board.fits(enterprise.calendar.load(enterprise.demands(larger), door=True), week):
            block = larger
    return block


def polish(board: Board, passes: int = 2) -> None:
    """Move single visits to weeks that are liked better; doors and demands stay as they are."""
    for _ in range(passes):
        for key in sorted(board.placed):
            _polish_unit(board, key)


def _polish_unit(board: Board, key: str) -> None:
    placed = board.lift(key)
    for group, week in placed:
        board.book(group, week, 1)
    for i, (group, week) in enumerate(placed):
        board.book(group, week, -1)
        others = doors_of([*placed[:i], *placed[i + 1 :]])
        options = [(board.cost(group, other, others), other != week, other) for other in board.options(group)]
        placed[i] = (group, min(options)[2] if options else week)
        board.book(*placed[i], 1)
    for group, week in placed:
        board.book(group, week, -1)
    board.put(key, placed)


def join_doors(board: Board, units: Iterable[Unit]) -> None:
    """Make one door of two wherever a unit has more than it needs and a common week has room: no pair is left apart idly."""
    for unit in units:
        if unit.enterprise and len(doors_of(board.placed[unit.key])) > unit.floor.doors:
            placed = board.lift(unit.key)
            while joined := _joined(board, unit.enterprise, placed):
                placed = joined
            board.put(unit.key, placed)


def _joined(board: Board, enterprise: Enterprise, placed: Placed) -> Placed | None:
    """The same with two doors made one, or None."""
    for pair in combinations(placed, 2):
        block = pair[0][0].block | pair[1][0].block
        rest = [column for column in placed if column not in pair]
        for group, week in rest:
            board.book(group, week, 1)
        group = enterprise.group(block)
        options = [(board.cost(group, week, doors_of(rest)), week) for week in board.options(group)]
        for other, week in rest:
            board.book(other, week, -1)
        if options:
            return [*rest, (group, min(options)[1])]
    return None
