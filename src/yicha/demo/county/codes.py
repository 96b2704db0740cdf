"""统一社会信用代码 of a county that does not exist: GB 32100 in every digit, under a region code that GB/T 2260 does not assign."""

from yicha.demo.county.chance import Chance

PROVINCE, CITY, COUNTY = "99", "9904", "990421"
REGION_PATH = f"{PROVINCE}/{CITY}/{COUNTY}"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def organisation_code(body: str) -> str:
    """GB 11714: the eight characters and their check character."""
    total = sum(weight * _ORGANISATION.index(character) for weight, character in zip(_ORGANISATION_WEIGHTS, body, strict=True))
    return body + "0123456789X0"[11 - total % 11]


def unified_code(kind: str, body: str) -> str:
    """GB 32100: `kind` is the authority and sort (91 enterprise, 92 individual, 93 cooperative, 52 private school or home, 12 public)."""
    first = kind + COUNTY + organisation_code(body)
    total = sum(pow(3, place, 31) * _ALPHABET.index(character) for place, character in enumerate(first))
    return first + _ALPHABET[-total % 31]


def organisation_body(chance: Chance, number: int) -> str:
    """Eight characters as new registrations have them, unlike for unlike numbers below 31**3."""
    luck = "".join(chance.pick(_ALPHABET) for _ in range(3))
    digits = number // 961 % 31, number // 31 % 31, number % 31
    return "MA" + luck + "".join(_ALPHABET[digit] for digit in digits)
