"""What a password must be. How long and of how many kinds are norms, so that a place chooses its profile (等保 or ASVS)."""

import re
from functools import cache
from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from yicha.kernel.refusals import RuleBroken

LONGEST: Final = 128
KINDS: Final = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


def require_password(word: str, username: str, length: int, classes: int) -> None:
    """WY-5.8b, quality B1: long enough, of enough kinds of characters, not the own name, not one that everybody guesses first."""
    if len(word) < length:
        raise RuleBroken(f"密码至少 {length} 位", clause="WY-5.8b")
    if len(word) > LONGEST:
        raise RuleBroken(f"密码至多 {LONGEST} 位", clause="WY-5.8b")
    if sum(bool(re.search(kind, word)) for kind in KINDS) < classes:
        raise RuleBroken(f"密码须含大写字母、小写字母、数字、符号中的至少 {classes} 种", clause="WY-5.8b")
    if username and username.lower() in word.lower():
        raise RuleBroken("密码不能含账号名", clause="WY-5.8b")
    if is_common(word):
        raise RuleBroken("这个密码太常见，换一个", clause="WY-5.8b")


def is_common(word: str) -> bool:
    try:
        _common().validate(word)
    except ValidationError:
        return True
    return False


@cache
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()
