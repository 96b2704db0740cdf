"""Seconds of the processors that programs and their children have taken so far, from what the system keeps of them."""

import os
from contextlib import suppress
from pathlib import Path

from django.db import connection

PARENT, USER, SYSTEM = 1, 11, 12  # places in /proc/…/stat after the name
TICKS = os.sysconf("SC_CLK_TCK")


def spent(*roots: int) -> float:
    """By these processes and all that live because of them."""
    told = {int(path.name): _told(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    mine = set(roots)
    while more := {one for one, said in told.items() if said and int(said[PARENT]) in mine} - mine:
        mine |= more
    return sum(int(told[one][USER]) + int(told[one][SYSTEM]) for one in mine if told.get(one)) / TICKS


def database_process() -> int:
    """The one from which all of PostgreSQL's come: the parent of who answers us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    return int(_told(Path(f"/proc/{backend}"))[PARENT])


def _told(process: Path) -> list[str]:
    """Empty where it has ended meanwhile."""
    with suppress(OSError):
        return (process / "stat").read_text().rpartition(")")[2].split()
    return []
