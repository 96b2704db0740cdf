"""What the machine's rules are told: by hypothesis, which shrinks what it found, or by plain chance, which is many times as quick.

The state machine of thousands of sequences is played by chance: `storm(seed)` is the same one every time.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

Told = st.SearchStrategy[Any]
BY_CHANCE: dict[Told, Callable[[Random], Any]] = {}
FEWEST = 5  # rules of a storm: where all take part, what wants one of them five times in a row never comes


def known(told: Told, drawn: Callable[[Random], Any]) -> Told:
    BY_CHANCE[told] = drawn
    return told


def one_of(*options: Any) -> Told:
    return known(st.sampled_from(options), lambda mix: mix.choice(options))


def number(least: int, most: int) -> Told:
    return known(st.integers(least, most), lambda mix: mix.randint(least, most))


def coin() -> Told:
    return known(st.booleans(), lambda mix: mix.random() < 1 / 2)


def chance() -> Told:
    return known(st.randoms(use_true_random=False), lambda mix: Random(mix.random()))


def several(of: Told, least: int, most: int) -> Told:
    return known(st.lists(of, min_size=least, max_size=most), lambda mix: [by_chance(of, mix) for _ in range(mix.randint(least, most))])


def together(*of: Told) -> Told:
    return known(st.tuples(*of), lambda mix: tuple(by_chance(one, mix) for one in of))


def either(*of: Told) -> Told:
    return known(st.one_of(*of), lambda mix: by_chance(mix.choice(of), mix))


def by_chance(told: Told, mix: Random) -> Any:
    return BY_CHANCE[told](mix)


def storm(machine: type[RuleBasedStateMachine], seed: int, steps: int = 50) -> None:
    """A sequence of some of the rules, with every invariant after every step."""
    mix, world = Random(seed), machine()
    for begin in machine.setup_state().initializers:
        begin.function(world)
    rules = mix.sample(world.rules, mix.randint(FEWEST, len(world.rules)))
    try:
        for _ in range(steps):
            rule = mix.choice(rules)
            rule.function(world, **{name: by_chance(told, mix) for name, told in rule.arguments.items()})
            for one in world.invariants:
                one.function(world)
    except BaseException as fault:
        fault.add_note(f"storm {seed}")
        raise
