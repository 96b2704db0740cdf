"""kill -9 of real processes: what was acknowledged is there, what was not is there whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from yicha.kernel.actor import Actor
from yicha.kernel.fsck import fsck
from yicha.kernel.jobs import sweep
from yicha.kernel.ledger import sequence
from yicha.kernel.models import Entry, Leaf, Payload, Unsequenced
from yicha.kernel.testing import NOW, RUN_SQL, by_the_clock, jobs, sql, until, work_off
from yicha.kernel.tests.sample import CLERK, AddThing, Note, Thing, ThingAdded, add_thing
from yicha.kernel.use_case import use_case

storms = pytest.mark.parametrize("storms", [2, pytest.param(50, marks=pytest.mark.nightly)])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.YICHA_HOME = tmp_path
    return tmp_path


@contextmanager
def program(url: str, home: Path, name: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "DATABASE_URL": url,
        "YICHA_HOME": f"{home}",
        "DJANGO_SETTINGS_MODULE": "yicha.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "yicha.kernel.tests.program", name]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_killed_between_commit_and_dispatch_the_event_still_reaches_its_handler(own_room: str, home: Path) -> None:
    with program(own_room, home, "die-after-commit") as process:
        assert process.wait() == -signal.SIGKILL
    assert (Thing.objects.count(), jobs()) == (1, ["todo"])
    work_off()
    assert [note.title for note in Note.objects.all()] == ["just committed"]


def test_killed_before_its_commit_it_never_was(own_room: str, home: Path) -> None:
    with program(own_room, home, "die-before-commit") as process:
        assert process.wait() == -signal.SIGKILL
    assert not Note.objects.exists()
    assert not Entry.objects.exists()


@storms
def test_killed_at_any_moment_what_was_acknowledged_is_there_and_nothing_is_half(own_room: str, home: Path, storms: int) -> None:
    acknowledged: list[int] = []
    for seed in range(storms):
        with program(own_room, home, "write") as process:
            assert process.stdout is not None
            acknowledged.append(int(process.stdout.readline()))
            time.sleep(random.Random(seed).uniform(0.05, 0.3))
            process.kill()
            acknowledged += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    things = set(Thing.objects.values_list("pk", flat=True))
    assert len(acknowledged) > storms
    assert set(acknowledged) <= things
    assert len(things) - len(acknowledged) <= storms, "at most one each was committed and not yet acknowledged"
    assert len(things) == Entry.objects.count() == Payload.objects.count() == Unsequenced.objects.count() == len(jobs())


def test_a_worker_killed_in_the_middle_loses_nothing(own_room: str, home: Path) -> None:
    add_thing(CLERK, AddThing("x"), NOW)
    with program(own_room, home, "work-slowly") as process:
        until(lambda: jobs() == ["doing"])
        process.kill()
    until(lambda: not other_sessions())
    work_off()
    assert jobs() == ["doing"], "nobody takes it before the sweep"
    by_the_clock(sweep, seconds=0)
    work_off()
    assert jobs() == ["succeeded"]
    assert Note.objects.count() == 1


@storms
def test_a_sequencer_killed_at_any_moment_leaves_a_sound_log(own_room: str, home: Path, storms: int) -> None:
    for seed in range(storms):
        for number in range(20):
            add_thing(CLERK, AddThing(str(number)), NOW)
        with program(own_room, home, "keep-sequencing") as process:
            assert process.stdout is not None
            process.stdout.readline()
            add_thing(CLERK, AddThing("meanwhile"), NOW)
            time.sleep(random.Random(seed).uniform(0, 0.02))
            process.kill()
        assert fsck() == []
    while sequence():
        pass
    assert fsck() == []
    assert Leaf.objects.count() == Entry.objects.count() == storms * 21


@dataclass(frozen=True)
class CutTheLine:
    title: str


@use_case(may=RUN_SQL, clause="T")
def cut_the_line(actor: Actor, command: CutTheLine, at: datetime, /) -> ThingAdded:
    thing = Thing.objects.create(title=command.title, region_path="", department="")
    sql("SELECT pg_terminate_backend(pg_backend_pid())")
    return ThingAdded(thing.pk, thing.title)


@pytest.mark.usefixtures("own_room")
def test_a_database_connection_cut_in_the_middle_leaves_nothing_and_the_next_request_works() -> None:
    with pytest.raises(OperationalError):
        cut_the_line(CLERK, CutTheLine("x"), NOW)
    connection.close()
    assert not Thing.objects.exists()
    assert add_thing(CLERK, AddThing("y"), NOW).title == "y"


def other_sessions() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        return int(cursor.fetchone()[0])
