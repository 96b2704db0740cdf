"""动态码: what the code on an officer's phone carries beside the number of the visit, another one each minute; and the sign at a door."""

import hmac
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

MARK = 8  # hexadecimal digits: with those of a week it is guessed once in 400,000 tries
MINUTE = timedelta(minutes=1)
FRESH = timedelta(minutes=5)
SIGN = re.compile(r"/d/([^/?#\s]+)/([A-Za-z2-7]+)")


def door_seed(secret: bytes, code: str) -> str:
    """R-PROC-3: of this visit alone; it travels to the phones of its officers, so that they need no network at the door."""
    return hmac.digest(secret, code.encode(), "sha256").hex()


def door_mark(seed: str, at: datetime) -> str:
    """R-PROC-3: of the minute in which `at` lies."""
    minute = int(at.timestamp()) // 60
    return hmac.digest(bytes.fromhex(seed), f"{minute}".encode(), "sha256").hex()[:MARK]


def minute_of(seed: str, mark: str, minutes: Iterable[datetime]) -> datetime | None:
    """R-PROC-3: the first of these minutes whose mark it is."""
    wanted = mark.lower().encode()
    return next((one for one in minutes if hmac.compare_digest(door_mark(seed, one).encode(), wanted)), None)


def minutes_between(first: date, last: date, zone: tzinfo) -> Iterable[datetime]:
    """Every minute of the visit's days, their last one included."""
    begins = datetime.combine(first, time(), zone)
    count = ((last - first).days + 1) * 24 * 60
    return (begins + number * MINUTE for number in range(count))


def sign_at_door(shown: str) -> str:
    """GX-5.4b: what the sign at a door says, number and mark; nothing if it is no address of a sign."""
    found = SIGN.search(shown)
    return f"{found[1]}/{found[2].upper()}" if found else ""
