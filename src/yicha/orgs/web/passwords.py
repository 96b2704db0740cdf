"""Looking at passwords: always with the same effort, and never so many at once that others wait for their pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, is_password_usable, make_password

from yicha.kernel.refusals import Refusal

PATIENCE_SECONDS = 1.0


class Argon2(Argon2PasswordHasher):
    """argon2id as OWASP advises it for servers: 19 MiB, two passes, one lane; some 30 ms, so that two cores bear a morning's rush."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class Crowded(Refusal):
    """Nothing is wrong: too many sign in at this very moment."""

    status = 503
    title = "登录的人太多"


class Gate:
    """At most so many at once in this process; the others wait a moment and are then asked to come again."""

    def __init__(self) -> None:
        self.inside = 0
        self.left = threading.Condition()

    @contextmanager
    def entered(self, most: int, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
        with self.left:
            if not self.left.wait_for(lambda: self.inside < most, patience):
                raise Crowded("登录的人太多，几秒后再试")
            self.inside += 1
        try:
            yield
        finally:
            with self.left:
                self.inside -= 1
                self.left.notify()


GATE = Gate()


@cache
def nobodys() -> str:
    """A hash that no password fits, to look at where there is no account: it takes as long."""
    return make_password("nobody's, and long enough")


def is_right(word: str, encoded: str, at_once: int) -> bool:
    """`encoded` empty or unusable: looks as long and says no."""
    real = bool(encoded) and is_password_usable(encoded)
    with GATE.entered(at_once):
        fits = check_password(word, encoded if real else nobodys())
    return fits and real
