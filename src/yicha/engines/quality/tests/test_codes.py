import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.quality import CodeFault, CodeReading, inner_check_holds, read_code, registration_check_holds, uscc_check_holds
from yicha.engines.quality.codes import ALPHABET
from yicha.engines.quality.tests.makers import USCCS, invented_uscc, with_check

FULL_WIDTH = {ord(letter): ord(letter) + 0xFEE0 for letter in ALPHABET}


@given(USCCS)
def test_a_right_code_is_read_and_both_checks_hold(code: str) -> None:
    assert read_code(code).uscc == code
    assert uscc_check_holds(code)
    assert inner_check_holds(code)


@given(USCCS, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assert (read_code(wrong).fault is CodeFault.CHECK_DIGIT) is (wrong != code)


@given(USCCS, st.integers(0, 15))
def test_two_swapped_neighbours_are_found_by_one_of_the_checks(code: str, place: int) -> None:
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        assert not (uscc_check_holds(wrong) and inner_check_holds(wrong))


@given(USCCS)
def test_the_way_of_writing_does_not_matter(code: str) -> None:
    for written in (
        code.lower(),
        code.translate(FULL_WIDTH),
        f"  {code}\u3000\t",
        f"'{code}",
        f"{code[:6]} {code[6:11]}\xa0{code[11:]}",
        f"\ufeff{code}\u200b",
        f"{code[:8]}-{code[8:]}",
        f"{code}\n",
    ):
        assert read_code(written).uscc == code


@pytest.mark.parametrize("text", ["", "  ", "/", "无", "待办", "—", "\u3000", "N/A", "未办理", "-", "null"])
def test_text_without_digits_says_that_there_is_no_code(text: str) -> None:
    assert read_code(text) == read_code("")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("9.15062E+17", CodeFault.DIGITS_LOST),
        ("9.11508217794928E+17", CodeFault.DIGITS_LOST),
        ("9E17", CodeFault.DIGITS_LOST),
        ("９．１５０６２Ｅ＋１７", CodeFault.DIGITS_LOST),
        ("9199999900000000", CodeFault.LENGTH),
        ("91999999000000001XX", CodeFault.LENGTH),
        ("1234567890123", CodeFault.LENGTH),
        ("12345678901234A", CodeFault.LENGTH),
        ("见附件3", CodeFault.LENGTH),
        ("91999999I00000000X", CodeFault.LETTER),
        ("9199.999900000000X", CodeFault.LETTER),
        ("910000000000000000", CodeFault.CHECK_DIGIT),
    ],
)
def test_faults(text: str, fault: CodeFault) -> None:
    assert read_code(text).fault is fault
    assert read_code(text).uscc == ""


def test_an_old_number_is_kept_beside() -> None:
    reading = read_code(" 110108000000016 ")
    assert (reading.registration, reading.uscc, reading.fault) == ("110108000000016", "", None)
    assert registration_check_holds("110108000000016")
    assert not registration_check_holds("110108000000017")


@given(st.integers(0, 10**14 - 1))
def test_the_check_of_old_numbers(body: int) -> None:
    """ISO 7064 MOD 11,10: of the ten last digits exactly one holds."""
    assert sum(registration_check_holds(f"{body:014d}{digit}") for digit in range(10)) == 1


@pytest.mark.parametrize(("place", "digit", "letter"), [(9, "0", "O"), (12, "1", "I"), (15, "5", "S"), (10, "2", "Z"), (14, "8", "B")])
def test_confusable_letters_are_suggested_and_never_repaired(place: int, digit: str, letter: str) -> None:
    code = next(code for number in range(10_000) if (code := invented_uscc(31_412_580 + number * 9_973))[place] == digit)
    reading = read_code(code[:place] + letter + code[place + 1 :])
    assert reading.uscc == ""
    assert reading.suggestions == (code,)


@settings(max_examples=100)
@given(st.text(alphabet=ALPHABET + "OISZV", min_size=18, max_size=18))
def test_suggestions_are_few_and_hold(text: str) -> None:
    suggestions = read_code(text).suggestions
    assert len(suggestions) <= 3
    assert all(read_code(code).uscc == code and inner_check_holds(code) and code[2:8].isdecimal() for code in suggestions)


def test_a_code_of_many_misread_letters_costs_no_time() -> None:
    began = time.process_time()
    for _ in range(100):
        assert read_code("V" * 17 + "1") == CodeReading("V" * 17 + "1", fault=CodeFault.LETTER)
    assert time.process_time() - began < 1


def test_the_inner_check_never_refuses() -> None:
    """A code made with a free organisation code is one to the standard of the whole."""
    code = next(code for number in range(50) if not inner_check_holds(code := with_check(f"919999990000000{number:02d}")))
    assert read_code(code).uscc == code


@given(st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    reading = read_code(text)
    assert (reading.uscc != "") + (reading.registration != "") + (reading.fault is not None) <= 1
