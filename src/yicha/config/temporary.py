"""Homes that are thrown away, with all that runs in them: by who made them or, if that one was killed, by the next."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from yicha.config.embedded_postgres import discard
from yicha.kernel.command_line import CannotRun

PREFIX, MARK = "yicha-", "temporary"
OF_A_HOME = ("YICHA_HOME", "DATABASE_URL")


@contextmanager
def temporary_home() -> Iterator[Path]:
    """What the environment says about homes and databases does not count inside, and is in force again afterwards."""
    _remove_orphans(Path(tempfile.gettempdir()))
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    with _held(home), _environment_aside():
        try:
            (home / MARK).touch()
            yield home
        finally:
            _remove(home)


@contextmanager
def _environment_aside() -> Iterator[None]:
    before = {name: os.environ.pop(name) for name in OF_A_HOME if name in os.environ}
    try:
        yield
    finally:
        for name in OF_A_HOME:
            os.environ.pop(name, None)
        os.environ.update(before)


@contextmanager
def _held(home: Path) -> Iterator[None]:
    """The kernel lets go when we die, however that happens. BlockingIOError: somebody else holds it."""
    folder = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(folder)


def _remove_orphans(place: Path) -> None:
    """Our own, finished making, and held by nobody. Whatever cannot be removed is left to the person."""
    for home in place.glob(f"{PREFIX}*"):
        with suppress(OSError, CannotRun):
            if (home / MARK).exists() and home.lstat().st_uid == os.geteuid():
                with _held(home):
                    _remove(home)


def _remove(home: Path) -> None:
    discard(home)
    shutil.rmtree(home)
