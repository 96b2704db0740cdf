"""Data homes: where they lie, who may look in, who is at work in them. No Django and no database here."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yicha.kernel.command_line import CannotRun

ROOM = 256 << 20
FIRST = "first"  # the work before pages are served


class HomeRefused(CannotRun):
    """The home cannot be used now."""


def default_home() -> Path:
    """`YICHA_HOME`, else the place that the desktop standard gives to data; a relative one there is to be ignored."""
    if named := os.environ.get("YICHA_HOME"):
        return Path(named).absolute()
    place = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (place if place.is_absolute() else Path.home() / ".local/share") / "yicha"


def open_home(home: Path) -> Path:
    """Make what is missing. Closed to others; as root, whose server runs as `nobody`, others may pass through but not look."""
    try:
        home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        home = home.resolve()
        if home.stat().st_uid != os.geteuid():
            raise HomeRefused(f"数据目录属于另一个用户，请用该用户运行 · the data home belongs to another user, run as that user: {home}")
        if shutil.disk_usage(home).free < ROOM:
            raise HomeRefused(f"磁盘空间不足，请清理后重试 · the disk is full, make room and try again: {home}")
        for name in ("keys", "files", "logs"):
            (home / name).mkdir(mode=0o700, exist_ok=True)
        _make_key(home / "keys/web")
    except OSError as problem:
        raise HomeRefused(f"数据目录不可用 · the data home cannot be used: {problem}") from problem
    return home


def _make_key(path: Path) -> None:
    """Signs cookies. Written beside and linked, so that two starts at once agree on one and nobody reads half of it."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@contextmanager
def locked(home: Path, work: str) -> Iterator[None]:
    """Wait for others at the same work in this home; the kernel lets go when a holder dies."""
    with (home / f"{work}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
