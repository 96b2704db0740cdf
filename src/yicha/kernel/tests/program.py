"""Programs of their own, to be killed: `python -m yicha.kernel.tests.program …`, DATABASE_URL in the environment."""

import os
import signal
import sys
import time
from itertools import count

import django

django.setup()

from procrastinate.contrib.django import app  # noqa: E402 Django first

from yicha.kernel import ledger, outbox  # noqa: E402
from yicha.kernel.actor import SYSTEM  # noqa: E402
from yicha.kernel.testing import NOW  # noqa: E402
from yicha.kernel.tests import sample  # noqa: E402


def write() -> None:
    """One use case after the other; each is acknowledged after it returned."""
    for number in count():
        sys.stdout.write(f"{sample.add_thing(sample.CLERK, sample.AddThing(str(number)), NOW).thing}\n")
        sys.stdout.flush()


def die_after_commit() -> None:
    sample.add_thing(sample.CLERK, sample.AddThing("just committed"), NOW)
    die()


def die_before_commit() -> None:
    sample.pause = die
    sample.take_note(SYSTEM, sample.ThingAdded(1, "never committed"), NOW)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work_slowly() -> None:
    """A worker whose handler never comes to its end."""
    sample.pause = lambda: time.sleep(600)
    with app.replace_connector(app.connector.get_worker_connector()) as awake:  # type: ignore[attr-defined]
        awake.run_worker(queues=["events"], update_heartbeat_interval=1)


def keep_sequencing() -> None:
    while True:
        sys.stdout.write(f"{ledger.sequence()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    outbox.wire(sample.HANDLERS)
    {
        "write": write,
        "die-after-commit": die_after_commit,
        "die-before-commit": die_before_commit,
        "work-slowly": work_slowly,
        "keep-sequencing": keep_sequencing,
    }[sys.argv[1]]()
