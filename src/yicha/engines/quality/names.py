"""Names of enterprises: the form for comparing, the identity of those without a code, and how near two names are."""

import hashlib
import re
import unicodedata
from enum import Enum

INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
LEGAL_FORM = re.compile(r"(集团)?(股份)?有限(责任)?公司|(农民)?专业合作社|合作社")
CORE_MIN = 2  # shorter remains say nothing


class Kinship(Enum):
    """How near two names are: EQUAL when only width, case, blanks differ; VARIANT when a region or legal form came or went."""

    EQUAL = "equal"
    VARIANT = "variant"
    OTHER = "other"


def normalised_name(text: str) -> str:
    """Return the name for comparing: full-width to half-width, capital letters, no blanks, line breaks or invisible characters."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).upper()


def local_sid(name: str, address: str) -> str:
    """Return the 主体编号 of a subject without a code: ``LOC:`` and 16 capital hex digits of SHA-256 of normalised name|address."""
    return "LOC:" + hashlib.sha256(f"{normalised_name(name)}|{address}".encode()).hexdigest()[:16].upper()


def core(normalised: str) -> str:
    """Return a normalised name without its legal form; the form may stand before 分公司 or at the end."""
    return LEGAL_FORM.sub("", normalised)


def kinship(left: str, right: str) -> Kinship:
    """Compare two normalised names. A prefix on one side only (a region, 原) makes a variant, a differing word does not."""
    if left == right:
        return Kinship.EQUAL
    short, long = sorted((core(left), core(right)), key=len)
    return Kinship.VARIANT if len(short) >= CORE_MIN and long.endswith(short) else Kinship.OTHER
