import io

import pytest

from yicha.kernel.progress import Watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_gets_a_bar_that_fills() -> None:
    stream, clock = Terminal(), Clock()
    with Watched({"cover": "合并 · merging"}, stream, clock) as watched:
        watched("cover", 0, 4)
        clock.now += 1
        watched("cover", 2, 4)
        clock.now += 1
        watched("cover", 4, 4)
    bars = stream.getvalue().split("\r")[1:]
    assert [bar.count("█") for bar in bars] == [0, 12, 24]
    assert all(bar.startswith("合并 · merging ") for bar in bars)
    assert "4/4 2 s" in bars[-1]
    assert bars[-1].endswith("\n")


def test_a_bar_is_not_drawn_more_often_than_eyes_can_follow() -> None:
    stream, clock = Terminal(), Clock()
    with Watched({}, stream, clock) as watched:
        for done in range(1000):
            clock.now += 0.001
            watched("x", done, 1000)
    assert 5 <= stream.getvalue().count("\r") <= 15


def test_a_half_drawn_bar_leaves_the_next_words_a_line_of_their_own() -> None:
    stream = Terminal()
    with pytest.raises(ZeroDivisionError), Watched({}, stream, Clock()) as watched:
        watched("x", 1, 2)
        raise ZeroDivisionError
    assert stream.getvalue().endswith("\n")


def test_elsewhere_there_are_lines_now_and_then() -> None:
    stream, clock = io.StringIO(), Clock()
    with Watched({"search": "求解 · solving"}, stream, clock) as watched:
        for done in range(25):
            watched("search", done, 25)
            clock.now += 1
        watched("search", 25, 25)
        watched("write", 1, 1)
    lines = stream.getvalue().splitlines()
    assert lines == [
        "求解 · solving 0/25 0 s",
        "求解 · solving 10/25 10 s",
        "求解 · solving 20/25 20 s",
        "求解 · solving 25/25 25 s",
        "write 1/1 0 s",
    ]
    assert "\r" not in stream.getvalue()


def test_nothing_to_do_is_done() -> None:
    stream = Terminal()
    Watched({}, stream, Clock())("x", 0, 0)
    assert "0/0" in stream.getvalue()
