"""The code at the door is drawn on the phone: module for module what segno draws, and a reader gets the address back."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
import segno
from playwright.sync_api import Page

from yicha.field.tests.test_phone_visit import Phones
from yicha.inspections.rules.door_marks import door_mark

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones")]
FULL = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)  # bytes that fill versions 1 to 10 at level M
DRAW = "async ([text, mask]) => (await import('/static/field/qr.js')).qr(text, mask).map((row) => row.map(Number).join(''))"
STEPS = """async (sizes) => { const { Sha256 } = await import('/static/field/sha256.js');
  return sizes.map((size) => { const bytes = new Uint8Array(size).map((_, at) => at * 31), found = new Sha256();
    for (let at = 0; at < size; at += 997) found.update(bytes.subarray(at, at + 997));
    return found.hex(); }); }"""
MARK = """async ([seed, ms]) => { const { hmac } = await import('/static/field/crypto.js');
  const { estimated } = await import('/static/field/vault.js'), hours = 5 * 3600000;
  const moment = estimated({ seen: new Date(ms - hours).toISOString(), heard: 7 }, 7 + hours);  // its clock stands in 1970
  return (await hmac(seed, String(Math.floor(moment / 60000)))).slice(0, 8); }"""
ADDRESS = "https://yicha.example.cn/v/ABCDEFGHJKMN"
SHADES: tuple[Callable[[int, int], int], ...] = (
    lambda x, y: (x + y) % 2,
    lambda _, y: y % 2,
    lambda x, _: x % 3,
    lambda x, y: (x + y) % 3,
    lambda x, y: (y // 2 + x // 3) % 2,
    lambda x, y: x * y % 2 + x * y % 3,
    lambda x, y: (x * y % 2 + x * y % 3) % 2,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2,
)


@pytest.fixture
def page(phones: Phones) -> Page:
    return phones("a").start()


def drawn(page: Page, text: str, mask: int | None) -> Any:
    return page.evaluate(DRAW, [text, mask])


def read(rows: list[str]) -> str:
    """Of a code of one block (versions 2 and 3): unmasked, walked in its zigzag, the bytes of the text."""
    size = len(rows)
    mask = int("".join(rows[8][2:5]), 2) ^ 0b101
    shade = SHADES[mask]
    centre = size - 7

    def fixed(x: int, y: int) -> bool:
        corner = (x < 9 and y < 9) or (x > size - 9 and y < 9) or (x < 9 and y > size - 9)
        return corner or 6 in {x, y} or (abs(x - centre) < 3 and abs(y - centre) < 3)

    bits, up = "", True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for y in range(size - 1, -1, -1) if up else range(size):
            for x in (right, right - 1):
                if not fixed(x, y):
                    bits += str(int(rows[y][x]) ^ (shade(x, y) == 0))
        up = not up
    length = int(bits[4:12], 2)
    return bytes(int(bits[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


def test_it_draws_what_segno_draws(page: Page) -> None:
    for mask, size in enumerate(FULL):
        text = (ADDRESS * 6)[:size]
        twin = segno.make(text, error="m", mode="byte", mask=mask % 8, boost_error=False, micro=False)
        assert drawn(page, text, mask % 8) == ["".join(map(str, row)) for row in twin.matrix], size


def test_a_reader_gets_the_address_back(page: Page) -> None:
    for text in (ADDRESS, "http://localhost:8000/v/ZZZZ", "联合检查 2026"):
        assert read(drawn(page, text, None)) == text


def test_what_is_too_long_is_refused(page: Page) -> None:
    told = page.evaluate(
        "async (text) => { try { (await import('/static/field/qr.js')).qr(text); } catch (no) { return no.name; } }", "x" * 214
    )
    assert told == "RangeError"


def test_what_is_too_long_to_be_held_whole_has_the_same_fingerprint(page: Page) -> None:
    sizes = [0, 1, 55, 56, 63, 64, 65, 119, 120, 300_001]
    told = page.evaluate(STEPS, sizes)
    assert told == [sha256(bytes(at * 31 % 256 for at in range(size))).hexdigest() for size in sizes]


def test_the_phone_comes_to_the_mark_that_the_office_reads(page: Page) -> None:
    seed, at = "5e" * 32, datetime(2026, 4, 22, 10, 27, 31, tzinfo=UTC)
    told = page.evaluate(MARK, [seed, at.timestamp() * 1000])
    assert told == door_mark(seed, at)
