"""What a parameter of an address stands for: something that exists in the county of `tests/ready.py`, and a twin that nobody has.

A parameter that is not listed here makes `tests/test_routes.py` fail: say where one of its things lives. Looked up by
"room:parameter" first, then by the parameter alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.ready import SID, World

NONE_SUCH = 999_999_999


@dataclass(frozen=True)
class Known:
    """`unknown` makes the twin of what exists; None: it names no thing (a year, a page)."""

    exists: Callable[[World], Any]
    unknown: Callable[[Any], Any] | None


def no_text(value: Any) -> str:
    """The last characters turned: it is as long and has the same form."""
    text = str(value)
    return text[:-4] + "".join(chr(ord("A") + (ord(letter) * 7 + 3) % 26) for letter in text[-4:])


def number(exists: Callable[[World], int]) -> Known:
    return Known(exists, lambda _: NONE_SUCH)


def text(exists: Callable[[World], str]) -> Known:
    return Known(exists, no_text)


def plain(value: Any) -> Known:
    """Nothing in the county: any value will do."""
    return Known(lambda _: value, None)


THINGS: dict[str, Known] = {
    "sid": text(lambda _: SID),
    "plan": number(lambda world: world.plan),
    "programme": number(lambda world: world.programme),
    "visit": number(lambda world: world.untouched.visit),
    "inspection": number(lambda world: world.untouched.id),
    "year": plain(2026),
}


def known(room: str, parameter: str) -> Known | None:
    return THINGS.get(f"{room}:{parameter}") or THINGS.get(parameter)
