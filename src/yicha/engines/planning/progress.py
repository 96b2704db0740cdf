"""How long work tells how far it is: a callback with the stage, what is done and of how many."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, of: int) -> None:
    """Nobody watches."""
