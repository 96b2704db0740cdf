"""Codes as they are made, typed and printed; a name as the public sees it."""

import re
from hashlib import sha256

# Without 0 1 I L O U: what a person reads aloud or copies by hand is what stood there.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH, ENTERPRISE_CODE_LENGTH = 12, 16  # 59 and 78 bits
COMPOUND_FAMILIES = frozenset({"欧阳", "司马", "上官", "诸葛", "司徒", "令狐", "皇甫", "尉迟", "公孙", "慕容", "东方", "夏侯", "端木"})


def plain_code(typed: str) -> str:
    """A code as people type it: any case, with spaces or hyphens between the groups, or the whole address of a scanned QR."""
    return re.sub(r"[\s-]", "", typed.rpartition("/v/")[2].partition("?m=")[0]).upper()


def grouped(code: str) -> str:
    """In fours, as it stands on paper."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def enterprise_digest(code: str) -> str:
    """What the database holds of the firm's secret code: it has 78 bits, so a plain digest cannot be searched through."""
    return sha256(f"firm:{plain_code(code)}".encode()).hexdigest()


def masked(name: str) -> str:
    """GX-5.4b: 张某. The public sees the family name."""
    family = name[:2] if name[:2] in COMPOUND_FAMILIES else name[:1]
    return f"{family}某"
