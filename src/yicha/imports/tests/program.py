"""Programs of their own, to be killed: `python -m yicha.imports.tests.program …`, DATABASE_URL in the environment."""

import sys
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import django

django.setup()

from procrastinate.contrib.django import app  # noqa: E402 Django first

from yicha.imports.actions import _staging, confirm_import  # noqa: E402
from yicha.imports.models import Row  # noqa: E402
from yicha.kernel.actor import SYSTEM  # noqa: E402
from yicha.kernel.events import from_plain  # noqa: E402
from yicha.kernel.testing import NOW, REGION  # noqa: E402
from yicha.subjects.actions.import_subjects import import_subjects  # noqa: E402
from yicha.subjects.types import ImportSubjects, SubjectRow  # noqa: E402

PIECE = 10


def half_way() -> None:
    sys.stdout.write("half\n")
    sys.stdout.flush()
    time.sleep(600)


def then_half_way(act: Callable[..., Any]) -> Callable[..., Any]:
    def acted(*arguments: Any, **named: Any) -> None:
        act(*arguments, **named)
        half_way()

    return acted


def work_half() -> None:
    """A worker that comes as far as the first piece of an import."""
    with (
        patch.object(_staging, "PIECE", PIECE),
        patch.object(confirm_import, "_write", then_half_way(confirm_import._write)),
        app.replace_connector(app.connector.get_worker_connector()) as awake,  # type: ignore[attr-defined] # Django's connector has it
    ):
        awake.run_worker(queues=["events"], update_heartbeat_interval=1)


def write_half() -> None:
    """The naive way: each piece by itself, as scripts do."""
    rows = [from_plain(SubjectRow, row) for row in Row.objects.order_by("pk").values_list("row", flat=True)]
    import_subjects(SYSTEM, ImportSubjects(REGION, "0" * 64, tuple(rows[:PIECE])), NOW)
    half_way()


if __name__ == "__main__":
    {"work-half": work_half, "write-half": write_half}[sys.argv[1]]()
