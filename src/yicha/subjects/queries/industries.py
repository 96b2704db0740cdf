"""行业: the code table of norms, as people call its codes."""

from datetime import date
from typing import Final

from yicha.norms.queries import dictionary
from yicha.subjects.rules.industries import industry_name

TABLE: Final = "industry"


def industries(region_path: str, on: date) -> dict[str, str]:
    """Code → what it is called."""
    return {entry.value: entry.label for entry in dictionary(TABLE, region_path, on)}


def industry_called(code: str, region_path: str, on: date) -> str:
    """Of a code as the register has it; '' for what the table does not know."""
    return industry_name(code, industries(region_path, on))
