"""More phones than hands: who is served, who waits at the door, and when the others are to come."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from math import ceil

from yicha.field.api.turns import DOOR, EARLY, HANDS, LONGEST_S, Turns


def test_some_wait_at_the_door_and_go_in_when_a_hand_is_free() -> None:
    turns = Turns()

    def come() -> bool:
        with turns.turn() as now:
            return now

    with ThreadPoolExecutor(DOOR) as pool:
        with ExitStack() as hands:
            assert all(hands.enter_context(turns.turn()) for _ in range(HANDS))
            assert not turns.are_taken()
            at_the_door = [pool.submit(come) for _ in range(DOOR)]
            while not turns.are_taken():  # until they stand there
                time.sleep(0.001)
            assert come() is False, "the door is taken too"
            assert not any(one.done() for one in at_the_door)
        assert all(one.result(5) for one in at_the_door)
    assert come(), "every hand and the door are free again"


def test_who_is_sent_away_comes_behind_all_who_were_sent_before_him() -> None:
    clock = [100.0]
    turns = Turns(lambda: clock[0])
    for _ in range(30):  # that is what a request takes
        with turns.turn():
            clock[0] += 1.0
    told = [turns.come_again() for _ in range(10)]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (1, ceil(EARLY * 10 / HANDS))
    clock[0] += 10 / HANDS
    assert turns.come_again() == 1, "they have had their turn"


def test_nobody_waits_for_ever_or_in_step() -> None:
    turns = Turns(lambda: 0.0)
    told = [turns.come_again() for _ in range(5000)]
    assert max(told) <= LONGEST_S
    assert len(set(told[1000:])) > LONGEST_S / 4
