"""行业代码 as people say it: GB/T 4754, the code table `industry` of norms."""

from collections.abc import Mapping
from typing import Final

DIVISION: Final = 3  # characters of a division's code: H62


def industry_code(written: str, names: Mapping[str, str]) -> str:
    """LYG-4.2: `H62 餐饮业` and `餐饮` are H62; a code that says more than a division (H6210) stays as it is."""
    words = " ".join(written.split())
    code, _, name = words.partition(" ")
    if name and names.get(code.upper()) == name:
        return code.upper()
    exact = [one for one, called in names.items() if called == words]
    near = [one for one, called in names.items() if len(one) == DIVISION and words and words in called]
    found = [one for one in exact if len(one) == DIVISION] or exact or near
    return found[0] if len(found) == 1 else words


def industry_name(code: str, names: Mapping[str, str]) -> str:
    """How the division, or else the section, of a code is called; '' for what is no code of the table."""
    return names.get(code[:DIVISION].upper(), "") or names.get(code[:1].upper(), "")
