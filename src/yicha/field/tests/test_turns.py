"""More phones than hands: who is served, who waits at the door, and when the others are to come."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

from yicha.field.api.turns import HANDS, LONGEST_S, Turns


def test_one_waits_at_the_door_and_goes_in_when_a_hand_is_free() -> None:
    turns, inside = Turns(), Event()

    def come() -> bool:
        with turns.turn() as now:
            inside.set()
            return now

    with ThreadPoolExecutor(1) as pool:
        with ExitStack() as hands:
            assert all(hands.enter_context(turns.turn()) for _ in range(HANDS))
            at_the_door = pool.submit(come)
            while turns._door.acquire(blocking=False):  # until he stands there
                turns._door.release()
            assert come() is False, "the door is taken too"
            inside.clear()
            assert not at_the_door.done()
        assert at_the_door.result(5)
    assert come(), "every hand and the door are free again"


def test_who_is_sent_away_comes_behind_all_who_were_sent_before_him() -> None:
    clock = [100.0]
    turns = Turns(lambda: clock[0])
    for _ in range(30):  # that is what a request takes
        with turns.turn():
            clock[0] += 1.0
    told = [turns.come_again() for _ in range(10)]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (1, 10 // HANDS)
    clock[0] += 10 / HANDS
    assert turns.come_again() == 1, "they have had their turn"


def test_nobody_waits_for_ever_or_in_step() -> None:
    turns = Turns(lambda: 0.0)
    told = [turns.come_again() for _ in range(5000)]
    assert max(told) <= LONGEST_S
    assert len(set(told[1000:])) > LONGEST_S / 4
