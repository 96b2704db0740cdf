"""Relief where officer-minutes cost losses or doors."""

from collections import Counter
from collections.abc import Mapping, Sequence

from yicha.engines.planning.board import Board, Placed
from yicha.engines.planning.progress import Progress
from yicha.engines.planning.scarce.choose import Column, choose, every_column
from yicha.engines.planning.units import Unit
from yicha.engines.planning.weeks import members

ROUNDS = 48
EFFORT = 0.5
START, GROWTH = 16, 4  # units of a neighbourhood, and how many more after every round that gained nothing
COLUMNS = 2_000  # of one unit, in a complete neighbourhood


def relieve(board: Board, units: Mapping[str, Unit], progress: Progress) -> None:
    """Decide small neighbourhoods again, exactly, around units that pay; stop when none pays or nothing more is gained."""
    idle = turn = 0
    for done in range(ROUNDS):
        progress("relief", done, ROUNDS)
        paying = [unit for unit in units.values() if board.pays(unit)]
        if not paying or idle >= 4 + len(paying) // 3:
            return
        paying.sort(key=lambda unit: (*(-extra for extra in board.excess(unit)), unit.key))
        seeds = [paying[(turn + i) % len(paying)] for i in range(min(3, len(paying)))]
        better = decide_again(board, _neighbourhood(board, units, seeds, START + GROWTH * idle))
        idle, turn = (0, turn) if better else (idle + 1, turn + 3)


def decide_again(board: Board, units: Sequence[Unit]) -> bool:
    """Let these units choose again within the room that the others leave; True if that was better."""
    before = {unit.key: board.lift(unit.key) for unit in units}
    room = [[cap - used for cap, used in zip(*rows, strict=True)] for rows in zip(board.calendar.capacity, board.used, strict=True)]
    pools = {unit.key: columns_for(unit, room) for unit in units}
    answer = choose(units, pools, before, room, EFFORT)
    after = answer.placed if answer and worth(units, answer.placed) < worth(units, before) else before
    for unit in units:
        board.put(unit.key, after[unit.key])
    return after is not before


def columns_for(unit: Unit, room: Sequence[Sequence[int]]) -> list[Column]:
    """Every column that fits, or those of the known patterns."""
    every = every_column(unit, room, COLUMNS)
    if every is not None:
        return every
    groups = {group.block: group for pattern in unit.patterns for group in pattern}
    return [(group, week) for group in groups.values() for week in members(group.weeks)]


def worth(units: Sequence[Unit], placed: Mapping[str, Placed]) -> tuple[int, int, int]:
    """(demands held, negative; doors; subjects with several doors): less is better."""
    doors = Counter(group.subject for unit in units for group, _ in placed[unit.key] if group.door)
    held = sum(len(group.demands) for unit in units for group, _ in placed[unit.key])
    return -held, doors.total(), sum(count > 1 for count in doors.values())


def _neighbourhood(board: Board, units: Mapping[str, Unit], seeds: Sequence[Unit], size: int) -> list[Unit]:
    """The seeds and those who use most of what the seeds lack."""
    chosen = {unit.key for unit in seeds}
    score: Counter[str] = Counter()
    for unit in seeds:
        for group in unit.patterns[0]:
            for row, minutes in group.load:
                for week in members(group.weeks):
                    if board.used[row][week] + minutes > board.calendar.capacity[row][week]:
                        score.update(board.users[row, week].keys())
    ranked = sorted(score.items(), key=lambda item: (-item[1], item[0]))
    chosen |= {key for key, _ in ranked[: max(0, size - len(chosen))]}
    return [units[key] for key in (units if len(units) <= size else sorted(chosen))]
