"""What public sources say, how strong they are, and what is refused: docs/vdr1.md §7 (a real drand round and a wrong one)."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from yicha.engines.draw.beacons import LEAST_BITS, SOURCES, check_said, issues_fit, said_at, source_of
from yicha.engines.draw.drand import is_signed
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.types import Round

ROUND = 1000
SIGNATURE = bytes.fromhex("b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39")


@pytest.mark.parametrize(
    ("name", "bits"),
    [
        ("双色球", 24),
        ("大乐透", 24),
        ("快乐8", 61),
        ("七星彩", 23),
        ("排列5", 16),
        ("福彩3D", 9),
        ("drand", 256),
        ("七星彩+排列5", 40),
        ("七星彩+福彩3D", 33),
        ("排列5+福彩3D", 26),
    ],
)
def test_the_strength_of_a_source_is_counted(name: str, bits: int) -> None:
    assert source_of(name).bits == bits
    assert source_of(name).strong == (bits >= LEAST_BITS)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("双色球", "31 03,11 17 22 28 + 9", "030b11161c1f09"),
        ("大乐透", "05 12 19 27 35 | 11 02", "050c131b23020b"),
        ("福彩3D", "0 9 0", "000900"),
        ("七星彩", "1 1 2 3 5 8 14", "0101020305080e"),
        ("排列5+福彩3D", "9 0 9 0 1 + 3 2 1", "0900090001030201"),
    ],
)
def test_numbers_become_bytes_in_one_way_only(name: str, typed: str, said: str) -> None:
    source = source_of(name)
    assert source.read(typed).hex() == said
    assert source.read(source.show(bytes.fromhex(said))).hex() == said
    source.check("", bytes.fromhex(said))


@pytest.mark.parametrize(
    "typed", ["", "1 2 3 4 5 6", "1 2 3 4 5 6 7 8", "1 2 3 4 5 34 + 1", "1 2 3 4 5 5 + 1", "1 2 3 4 5 6 + 17", "123 4 5 6 7 8 9"]
)
def test_what_a_lottery_cannot_say_is_refused(typed: str) -> None:
    with pytest.raises(DrawError, match="双色球"):
        source_of("双色球").read(typed)


@pytest.mark.parametrize("said", ["", "0a1b", "060504030201ff", "01020304050600", "0102030405060701"])
def test_bytes_are_checked_like_what_is_typed(said: str) -> None:
    with pytest.raises(DrawError, match="双色球"):
        check_said(Round("双色球", "2026045"), bytes.fromhex(said))


@pytest.mark.parametrize(
    ("name", "issues", "fit"),
    [
        ("排列5+福彩3D", "26101+2026245", True),
        ("排列5+福彩3D", "2026245+26101", False),
        ("排列5+福彩3D", "26101", False),
        ("排列5+福彩3D", "26101+", False),
        ("双色球", "26101", False),
        ("双色球", "第2026101期", False),
        ("大乐透", "26101", True),
        ("大乐透", "2026101", False),
        ("drand", "50000000", True),
        ("drand", "050000000", False),
        ("drand", "", False),
        ("", "2026101", False),
        ("双色球", "2026101+2026102", False),
        ("双色球", "2026101", True),
        ("", "", True),
    ],
)
def test_of_each_lottery_the_very_issue_is_named(name: str, issues: str, *, fit: bool) -> None:
    assert issues_fit(Round(name, issues)) is fit


def test_numbers_of_two_lotteries_are_told_apart_by_their_count() -> None:
    for typed in ("9 0 9 0 1", "9 0 9 0 1 3 2", "9 0 9 0 1 3 2 1 1"):
        with pytest.raises(DrawError, match="排列5"):
            source_of("排列5+福彩3D").read(typed)


def test_dice_are_no_beacon() -> None:
    assert "骰子" not in SOURCES
    with pytest.raises(DrawError, match="不认得"):
        source_of("骰子")


def test_a_round_of_drand_tells_when_it_is_said_and_a_lottery_does_not() -> None:
    """Round 1000 of quicknet: 999 rounds of three seconds after 2023-08-23 15:09:27 UTC."""
    assert said_at(Round("drand", "1000")) == datetime(2023, 8, 23, 15, 59, 24, tzinfo=UTC)
    assert said_at(Round("drand", "1")) == datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)
    for nothing in (Round("双色球", "1000"), Round("drand", "x"), Round("drand", "0"), Round("drand", "9" * 40), Round("drand", "²")):
        assert said_at(nothing) is None


def test_a_round_of_drand_is_verified_and_another_rounds_signature_refused() -> None:
    check_said(Round("drand", str(ROUND)), SIGNATURE)
    for wrong in (ROUND + 1, ROUND - 1):
        with pytest.raises(DrawError, match=str(wrong)):
            check_said(Round("drand", str(wrong)), SIGNATURE)
    spoilt = SIGNATURE[:-1] + bytes([SIGNATURE[-1] ^ 1])
    assert not is_signed(ROUND, spoilt)
    assert not is_signed(ROUND, b"\xc0" + bytes(47)), "the point at infinity signs nothing"


def test_verifying_leaves_the_limit_of_recursion_as_it_was() -> None:
    """In a fresh process, because only the first loading raises it: nested JSON is still refused, not fatal."""
    program = (
        "import sys; from yicha.engines.draw.drand import is_signed; from yicha.engines.draw.canonical import read_json\n"
        f"before = sys.getrecursionlimit(); assert is_signed({ROUND}, bytes.fromhex('{SIGNATURE.hex()}'))\n"
        "assert sys.getrecursionlimit() == before\n"
        "try: read_json('f', b'[' * 100_000)\n"
        "except Exception as refused: sys.exit(0 if type(refused).__name__ == 'DrawError' else 7)"
    )
    assert subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, check=False).returncode == 0


@pytest.mark.parametrize(
    ("round_number", "signature"), [("x", SIGNATURE), ("²", SIGNATURE), ("0", SIGNATURE), (str(2**64), SIGNATURE), ("1000", b"")]
)
def test_no_round_and_no_signature(round_number: str, signature: bytes) -> None:
    with pytest.raises(DrawError, match=f"第 {round_number} 轮的签名"):
        check_said(Round("drand", round_number), signature)


def test_signatures_are_typed_as_people_copy_them() -> None:
    assert source_of("drand").read(f" {SIGNATURE.hex().upper()[:40]}\n{SIGNATURE.hex()[40:]}") == SIGNATURE
    for typed in ("", "no hex", "abc"):
        with pytest.raises(DrawError, match="十六进制"):
            source_of("drand").read(typed)
