"""For tests of pages: people with passwords, a browser of theirs, and a clock that obeys."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.http import HttpResponse
from django.test import Client

from yicha.kernel.testing import NOW
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormUnit
from yicha.orgs import leaving
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.queries import person_for
from yicha.orgs.tests.world import quick_hash
from yicha.orgs.types import SetPassword
from yicha.orgs.web import accounts, actors, enterprise, links, own_account, posts, sign_in

WORD = "Qinghe-2026!"
CLOCKED = (accounts, actors, enterprise, leaving, links, own_account, posts, sign_in)
NUMBERS = {
    NormCode.IDLE_MINUTES: (30, NormUnit.MINUTE),
    NormCode.ABSOLUTE_HOURS: (12, NormUnit.HOUR),
    NormCode.PARALLEL_MAX: (3, NormUnit.COUNT),
    NormCode.GUESSES_MAX: (60, NormUnit.COUNT),
    NormCode.GUESSES_WINDOW_MINUTES: (10, NormUnit.MINUTE),
    NormCode.GUESSES_PER_SOURCE_MAX: (60, NormUnit.COUNT),
    NormCode.GUESSES_EVERYWHERE_MAX: (90, NormUnit.COUNT),
    NormCode.CHECKS_AT_ONCE: (2, NormUnit.COUNT),
    NormCode.PASSWORD_LENGTH_MIN: (10, NormUnit.COUNT),
    NormCode.PASSWORD_CLASSES_MIN: (3, NormUnit.COUNT),
    NormCode.EXPORT_APPROVAL_ROWS: (1000, NormUnit.ROW),
}


def put_numbers() -> None:
    for code, (amount, unit) in NUMBERS.items():
        put_norm(code, amount, unit)


def give_password(username: str, word: str = WORD) -> None:
    """Weakly hashed, since tests have many."""
    set_password(person_for(username), SetPassword(quick_hash(word)), NOW)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The interfaces read this moment."""
    held = [patch.object(module, "now", lambda: moment) for module in CLOCKED]
    for one in held:
        one.start()
    try:
        yield
    finally:
        for one in held:
            one.stop()


def enter(client: Client, username: str, word: str = WORD, code: str = "", **extra: str) -> HttpResponse:
    answer: HttpResponse = client.post("/sign-in/", {"username": username, "password": word, "code": code}, **extra)  # type: ignore[arg-type, assignment] # headers by name
    return answer
