"""From prices to a programme: shares are made whole, then exact neighbourhoods around what is scarce choose again and again.

Never worse than what stood.
"""

from collections.abc import Mapping

from yicha.engines.planning.board import Placed
from yicha.engines.planning.progress import Progress
from yicha.engines.planning.scarce.linear import Solution
from yicha.engines.planning.scarce.master import Master
from yicha.engines.planning.scarce.neighbours import Neighbours
from yicha.engines.planning.scarce.prices import LOST
from yicha.engines.planning.scarce.standing import Standing

STRICT_ROUNDS = 8
ENOUGH = 0.5  # doors
LAPS = 2  # through all neighbourhoods without gain


def dive(master: Master, turns: int, progress: Progress) -> Mapping[int, Placed]:
    """The best places found for the units of the master."""
    solution = _strict(master)
    standing = Standing(master)
    if solution:
        standing.round_off(solution)
    neighbours = Neighbours(standing)
    turn = idle = 0
    while turn < turns and idle < LAPS and (lap := neighbours.lap()):
        before = standing.worth()
        for again in lap[: turns - turn]:
            progress("relief", turn, turns)
            again(turn)
            turn += 1
        idle = 0 if standing.worth() < before else idle + 1
    return standing.now


def _strict(master: Master) -> Solution | None:
    """Prices when the units outside stay where they are; cells that this makes dear draw in their users."""
    solution = master.solve(LOST, strict=True)
    for _ in range(STRICT_ROUNDS):
        if solution is None:
            break
        dear = master.dear(solution.prices)
        master.widen(dear)
        master.columns.add(master.improving(solution.prices))
        before, solution = solution, master.solve(LOST, strict=True)
        if not dear and solution and solution.value > before.value - ENOUGH:
            break
    return solution
