import hashlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw import tickets as module
from yicha.engines.draw.hashing import SHA256, SM3, Suite
from yicha.engines.draw.many import order_of_many
from yicha.engines.draw.tests.making import sid_of
from yicha.engines.draw.tickets import ticket_of, ticket_order, tickets_of

KEY = bytes(32)


def cut_off(size: int) -> Suite:
    """A hash of `size` bytes, the rest zero: it makes tickets tie."""
    return Suite(9, "cut off", lambda message: hashlib.sha256(message).digest()[:size] + bytes(32 - size))


def late(size: int) -> Suite:
    """A hash whose first eight bytes are always equal: only what comes after can decide."""
    return Suite(9, "late", lambda message: bytes(8) + hashlib.sha256(message).digest()[:size] + bytes(24 - size))


def by_definition(tickets: list[bytes], sids: list[str]) -> list[int]:
    return sorted(range(len(sids)), key=lambda place: (int.from_bytes(tickets[place], "big"), sids[place]))


SOME = [SHA256, SM3, cut_off(0), cut_off(1), late(0), late(1), late(24)]


@given(st.lists(st.integers(0, 9999), unique=True, max_size=60), st.sampled_from(SOME))
def test_the_order_is_by_ticket_then_sid(numbers: list[int], suite: Suite) -> None:
    sids = [sid_of(number) for number in numbers]
    tickets = tickets_of(suite, KEY, sids)
    assert ticket_order(tickets, sids) == order_of_many(tickets, sids) == by_definition(tickets, sids)


@pytest.mark.parametrize("suite", [SHA256, cut_off(1), cut_off(2), late(1), late(2)])
def test_the_order_of_a_long_list(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    sids = [sid_of(number * 7919 % 10_000) for number in range(3000)]
    tickets = tickets_of(suite, KEY, sids)
    monkeypatch.setattr(module, "MANY", 3000)
    assert ticket_order(tickets, sids) == by_definition(tickets, sids)


@pytest.mark.parametrize("order", [ticket_order, order_of_many])
def test_the_highest_bit_counts_as_a_bit_not_as_a_sign(order: object) -> None:
    tickets = [bytes([0x80]) + bytes(31), bytes([0x7F]) + bytes(31), bytes([0xFF]) * 32, bytes(32)]
    assert order(tickets, ["A", "B", "C", "D"]) == [3, 1, 0, 2]  # type: ignore[operator] # one of two functions


def test_tickets_are_hashes_of_key_and_sid() -> None:
    assert ticket_of(SHA256, KEY, "91A") == int(hashlib.sha256(KEY + b"91A").hexdigest(), 16)
    assert tickets_of(SHA256, KEY, ["91A", "B"]) == [hashlib.sha256(KEY + name).digest() for name in (b"91A", b"B")]
    assert ticket_of(SM3, KEY, "91A") == int.from_bytes(SM3.digest(KEY + b"91A"), "big")


def test_nobody_no_order() -> None:
    assert ticket_order([], []) == order_of_many([], []) == []


def loaded(size: int) -> bool:
    """Whether numpy is loaded after a draw from so many."""
    program = (
        "import sys; from yicha.engines.draw import *\n"
        f"sids = [f'S{{n:06d}}' for n in range({size})]\n"
        "ticket_order(tickets_of(SHA256, bytes(32), sids), sids); sys.exit(7 if 'numpy' in sys.modules else 0)"
    )
    return subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, check=False).returncode == 7


def test_a_county_does_not_wait_for_numpy() -> None:
    assert not loaded(module.MANY - 1)
    assert loaded(module.MANY)
