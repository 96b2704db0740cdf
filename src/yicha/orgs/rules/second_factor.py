"""TOTP (RFC 6238): six digits, 30 seconds, SHA-1, as every authenticator has it."""

import hmac
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from yicha.kernel.refusals import RuleBroken

STEP_SECONDS: Final = 30
DIGITS: Final = 6
SECRET_BYTES: Final = 20
AROUND: Final = (0, -1, 1)  # a clock may be half a minute off


def code_of(secret: bytes, step: int) -> str:
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS).generate(step * STEP_SECONDS).decode()  # noqa: S303 RFC 6238 has SHA-1; it keeps no secret


def matching_step(secret: bytes, code: str, seconds: float) -> int | None:
    """The step whose code this is, now or one step beside; None: of none. `seconds` since 1970, of the real clock."""
    now, matching = int(seconds // STEP_SECONDS), None
    for offset in AROUND:
        if hmac.compare_digest(code_of(secret, now + offset).encode(), code.encode()):
            matching = now + offset
    return matching


def require_fresh(step: int | None, last_step: int) -> int:
    """WY-5.8b, quality B2: a code opens once. Who read it over a shoulder is too late."""
    if step is None:
        raise RuleBroken("须填动态口令", clause="WY-5.8b")
    if step <= last_step:
        raise RuleBroken("这个动态口令已用过，等下一个", clause="WY-5.8b")
    return step
