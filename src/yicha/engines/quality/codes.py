"""统一社会信用代码 (GB 32100-2015) and the 15-digit 注册号 (GS 15-2006), as people write them.

A USCC has 18 characters of ``ALPHABET``: registrar, kind, six digits of region, nine of the organisation code (GB 11714, with a
check character of its own) and a check character over all. On 39,633 real codes of one province both checks held for all but two
typing errors, so that the inner check serves to weigh suggestions; it never refuses a code that the standard's own check accepts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from operator import getitem

from stdnum.iso7064 import mod_11_10

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES, BASE = {letter: value for value, letter in enumerate(ALPHABET)}, len(ALPHABET)
LETTERS = frozenset(ALPHABET)
WEIGHTS = (*(pow(3, place, BASE) for place in range(17)), 1)
WEIGHED = tuple({letter: weight * value for letter, value in VALUES.items()} for weight in WEIGHTS)
USCC_LENGTH, REGISTRATION_LENGTH = 18, 15
REGION, ORGANISATION = slice(2, 8), slice(8, 17)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NOT_OF_A_CODE = re.compile(r"[^0-9A-Z.+]")
SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d{1,2}")
MISREAD = {"O": "0", "I": "1", "S": "5", "Z": "2", "V": "UY"}
ALIKE = {"8": "B", "B": "8", "0": "DQ", "D": "0", "Q": "0", "6": "G", "G": "6", "1": "L", "L": "1", "U": "V", "5": "S", "2": "Z"}
MISREAD_MAX, SUGGESTIONS_MAX = 3, 3


class CodeFault(StrEnum):
    """What is wrong with a code."""

    LENGTH = "length"
    LETTER = "letter"
    CHECK_DIGIT = "check_digit"
    DIGITS_LOST = "digits_lost"


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a cell holds: a valid ``uscc``, or an old ``registration`` number, or ``written`` text with a ``fault``, or nothing.

    ``suggestions``: valid codes that differ only by letters easily misread; for people to choose from.
    """

    written: str = ""
    uscc: str = ""
    registration: str = ""
    fault: CodeFault | None = None
    suggestions: tuple[str, ...] = ()


def read_code(text: str) -> CodeReading:
    """Read a cell that should hold a code.

    Blanks, quotes and invisible characters are dropped, full-width becomes half-width, small letters capital. Text without any
    digit ("无", "待办", "/") says that there is no code. Linear in the length of the text, but for a bounded number of suggestions.
    """
    written = NOT_OF_A_CODE.sub("", unicodedata.normalize("NFKC", text).upper())
    if not any("0" <= letter <= "9" for letter in written):
        return CodeReading()
    if SCIENTIFIC.fullmatch(written):
        return CodeReading(written, fault=CodeFault.DIGITS_LOST)
    if len(written) == REGISTRATION_LENGTH and written.isdecimal():
        return CodeReading(written, registration=written)
    fault = _fault(written)
    if fault is None:
        return CodeReading(written, uscc=written)
    return CodeReading(written, fault=fault, suggestions=() if fault is CodeFault.LENGTH else tuple(_suggestions(written)))


def uscc_check_holds(code: str) -> bool:
    """GB 32100: the last of 18 characters of the alphabet is 31 minus the weighted sum (weights 3^i mod 31), mod 31."""
    return sum(map(getitem, WEIGHED, code)) % BASE == 0


def inner_check_holds(code: str) -> bool:
    """GB 11714: the ninth character of the organisation code in a USCC; 10 is written X and 11 is written 0."""
    organisation = code[ORGANISATION]
    total = sum(
        ORGANISATION_ALPHABET.index(letter) * weight for letter, weight in zip(organisation[:-1], ORGANISATION_WEIGHTS, strict=True)
    )
    return organisation[-1] == "0123456789X0"[11 - total % 11]


def registration_check_holds(number: str) -> bool:
    """GS 15-2006: ISO 7064 MOD 11,10 over 15 digits."""
    return bool(mod_11_10.is_valid(number))


def _fault(written: str) -> CodeFault | None:
    if len(written) != USCC_LENGTH:
        return CodeFault.LENGTH
    if not LETTERS.issuperset(written):
        return CodeFault.LETTER
    return None if uscc_check_holds(written) else CodeFault.CHECK_DIGIT


def _suggestions(written: str) -> list[str]:
    """Return codes for which both checks hold: misread letters replaced, and if that is not enough one more that looks alike."""
    if sum(letter in MISREAD for letter in written) > MISREAD_MAX:
        return []
    replaced = ["".join(letters) for letters in product(*(MISREAD.get(letter, letter) for letter in written))]
    for candidates in (replaced, [other for code in replaced for other in _one_changed(code)]):
        good = [code for code in candidates if _fault(code) is None and inner_check_holds(code) and code[REGION].isdecimal()]
        if good:
            return good[:SUGGESTIONS_MAX]
    return []


def _one_changed(code: str) -> Iterator[str]:
    for place, letter in enumerate(code):
        for other in ALIKE.get(letter, ""):
            yield code[:place] + other + code[place + 1 :]
