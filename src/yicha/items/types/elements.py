"""What may be wrong with the elements of an item (YX-2.3)."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    CODE_FORM = "code_form"
    CATALOGUE_CODE = "catalogue_code"
    NO_DEPARTMENT = "no_department"
    NO_SHARE = "no_share"
    NOT_IN_DICTIONARY = "not_in_dictionary"
    NO_INSTRUMENT = "no_instrument"
    UNVERIFIED = "unverified"
    ENDED = "ended"
    RATIO = "ratio"


@dataclass(frozen=True)
class Doubt:
    """An element that is filled and cannot be right; `value`: what it says, or which part of it is meant."""

    element: str
    fault: Fault
    value: str = ""
