"""Heads are a function of the set (I-3): every order comes to the same, and to what a naive reading says."""

from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.fieldlog import Merge, Operation, Register, read
from yicha.engines.fieldlog.tests.world import name, text

NAMES = [f"{number:032x}" for number in range(1, 5)]


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Each names some of the others, also some that nobody has."""
    found = []
    for known in NAMES[: draw(st.integers(1, 4))]:
        others = [other for other in [*NAMES, "f" * 32] if other != known]
        base = draw(st.lists(st.sampled_from(others), unique=True, max_size=3))
        found.append(read(text(id=known, base=base, body={"v": draw(st.sampled_from(["pass", "fail"]))})))
    return found


def after(ops: Any, merge: Merge = Merge.ONE) -> dict[str, Any]:
    register = Register()
    for op in ops:
        register.put(op, merge)
    return register.heads


@given(histories())
def test_the_order_of_arrival_says_nothing(ops: list[Operation]) -> None:
    naive = {op.id: op.body for op in ops if not any(op.id in other.base for other in ops)}
    assert all(after(order) == naive for order in permutations(ops))


@given(histories())
def test_a_set_only_grows_and_twice_is_once(ops: list[Operation]) -> None:
    assert after([*ops, *ops], Merge.SET) == {op.id: op.body for op in ops}


def test_a_void_strikes_out_whatever_came_first() -> None:
    photo = read(text(id=NAMES[0], kind="answer"))
    void = read(text(id=name(), kind="void", base=[photo.id], body={"reason": "拍错了"}))
    assert after([photo, void], Merge.SET) == after([void, photo], Merge.SET) == {}
