from enum import StrEnum

import pytest

from yicha.kernel.refusals import RuleBroken
from yicha.kernel.states import mermaid, reachable, step


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    DARK = "dark"


TABLE = {(Light.RED, "go"): Light.GREEN, (Light.GREEN, "stop"): Light.RED, (Light.GREEN, "break"): Light.DARK}


@pytest.mark.parametrize("status", Light)
@pytest.mark.parametrize("verb", ["go", "stop", "break", "dance"])
def test_each_status_and_verb(status: Light, verb: str) -> None:
    if (status, verb) in TABLE:
        assert step(TABLE, status, verb) is TABLE[status, verb]
        return
    with pytest.raises(RuleBroken) as caught:
        step(TABLE, status, verb, clause="T-1")
    assert caught.value.clause == "T-1"
    assert all(known in caught.value.message for held, known in TABLE if held is status)


def test_where_nothing_is_possible_it_says_so() -> None:
    with pytest.raises(RuleBroken, match="可以：无"):
        step(TABLE, Light.DARK, "go")


def test_what_can_be_reached() -> None:
    assert reachable(TABLE, Light.RED) == frozenset(Light)
    assert reachable(TABLE, Light.DARK) == {Light.DARK}
    assert reachable({}, Light.RED) == {Light.RED}


def test_the_diagram_is_the_table() -> None:
    assert mermaid(TABLE, Light.RED).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> red",
        "    red --> green: go",
        "    green --> red: stop",
        "    green --> dark: break",
    ]
