"""How many guesses are looked at. Counted in the database at once, whatever becomes of the request.

Buckets after GCRA: a sixth of the allowance may come in one burst, the rest as the window goes by, so that in no window more are
looked at than the norm allows. What turns out right is given back. A guess goes through the bucket of its source, of the account
(of any name that is typed, existing or not) and of the whole house; on a device where this person has signed in before it goes
through a bucket of its own, so a stranger's guesses shut nobody out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from yicha.kernel.access import source_of
from yicha.norms.queries import norms_in_force
from yicha.norms.types import COUNTRY, NormCode

BURST_SHARE = 6
TAKE = """
INSERT INTO orgs_attempt AS held (key, account, due, admitted, failed, turned_away)
VALUES (%(key)s, %(account)s, %(at)s + %(step)s, true, 0, 0)
ON CONFLICT (key) DO UPDATE SET
    admitted = greatest(held.due, %(at)s) - %(at)s <= %(slack)s,
    due = greatest(held.due, %(at)s) + CASE WHEN greatest(held.due, %(at)s) - %(at)s <= %(slack)s THEN %(step)s ELSE 0 END,
    turned_away = held.turned_away + CASE WHEN greatest(held.due, %(at)s) - %(at)s <= %(slack)s THEN 0 ELSE 1 END
RETURNING admitted
"""
GIVE_BACK = "UPDATE orgs_attempt SET due = due - %s WHERE key = %s"
NOTE_FAILED = "UPDATE orgs_attempt SET failed = failed + 1 WHERE key = %s"


@dataclass(frozen=True)
class Bucket:
    """`step`: seconds that one guess fills; `slack`: how full it may be and still take one."""

    key: str
    account: str
    step: float
    slack: float


def bucket(kind: str, name: str, most: int, window: float, account: str = "") -> Bucket:
    burst = max(1, most // BURST_SHARE)
    step = window / max(1, most - burst)
    return Bucket(sha256(f"{kind}:{name}".encode()).hexdigest(), account, step, (burst - 1) * step)


def buckets_of(request: HttpRequest, name: str, account: str, device: str, at: datetime) -> tuple[Bucket, ...]:
    """`name` as it was typed; `account`: the same, if it exists; `device`: a mark of this person's known device, or empty."""
    norms = norms_in_force(COUNTRY, timezone.localdate(at))
    window, most = norms.whole(NormCode.GUESSES_WINDOW_MINUTES) * 60, norms.whole(NormCode.GUESSES_MAX)
    if device:
        return (bucket("device", f"{device}:{name}", most, window, account),)
    return (
        bucket("source", source_of(request), norms.whole(NormCode.GUESSES_PER_SOURCE_MAX), window),
        bucket("account", name, most, window, account),
        bucket("everywhere", "", norms.whole(NormCode.GUESSES_EVERYWHERE_MAX), window),
    )


def admitted(buckets: Sequence[Bucket], at: datetime) -> bool:
    """Whether this guess may be looked at; it stops at the first full bucket."""
    taken: list[Bucket] = []
    with connection.cursor() as cursor:
        for one in buckets:
            cursor.execute(TAKE, {"key": one.key, "account": one.account, "at": at.timestamp(), "step": one.step, "slack": one.slack})
            row = cursor.fetchone()
            if not (row and row[0]):
                give_back(taken)
                return False
            taken.append(one)
    return True


def give_back(buckets: Sequence[Bucket]) -> None:
    """It was right after all, or was not looked at."""
    with connection.cursor() as cursor:
        for one in buckets:
            cursor.execute(GIVE_BACK, [one.step, one.key])


def note_failed(buckets: Sequence[Bucket]) -> None:
    """Once, where it can be named: for the trail."""
    one = next((named for named in buckets if named.account), buckets[0])
    with connection.cursor() as cursor:
        cursor.execute(NOTE_FAILED, [one.key])
