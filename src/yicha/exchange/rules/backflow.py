"""回流: where an accepted row goes, and what of it."""

from collections.abc import Collection, Mapping
from typing import Final

PERSON: Final = "1"  # counterparty_kind: a natural person
NATURE: Final = "administrative_cp_na"
NUMBERS: Final = frozenset({"administrative_cp_ui_code", "address_registered"})


def goes_to(region_path: str, home: str, earlier: Collection[str]) -> tuple[str, ...]:
    """GX-5.2b: where the subject is at home, and wherever an earlier version went; to the region itself where neither is known."""
    below = {path for path in (home, *earlier) if path.startswith(f"{region_path}/")}
    return tuple(sorted(below)) or (region_path,)


def columns_back(content: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """GX-5.2b 保密: of a natural person neither number nor home goes back; nothing that is empty does."""
    hidden = NUMBERS if content.get(NATURE) == PERSON else frozenset[str]()
    return tuple((name, said) for name, said in content.items() if said and name not in hidden)
