"""Whatever day it is where tests run, pages answer as of NOW: they read one clock, and in tests it stands there."""

import re
from datetime import timedelta
from pathlib import Path

from yicha.kernel.clock import now
from yicha.kernel.testing import NOW

HOUSE = Path(__file__).parents[1] / "src/yicha"
MACHINES = re.compile(r"timezone\.now\(|datetime\.(now|today|utcnow)\(|date\.today\(|\btime\.time(_ns)?\(|\blocal(time|date)\(\)|\{% now ")
FOR_TESTS = re.compile(r"/tests/|/bench/|/testing\.py$")
MAY = {
    "kernel/clock.py": "the one clock",
    "kernel/web.py": "a worker's sign of life, which the database dates",
    "kernel/files.py": "the age of a file",
    "kernel/demo_home.py": "when a demo was made",
    "kernel/witness/serving.py": "a witness is another machine",
    "orgs/jobs.py": "Django's sessions",
    "orgs/web/second_factor.py": "the hour of a person's telephone",
    "draws/cli.py": "on paper, without a home",
    "config/backup.py": "when a copy was made",
    "config/tls.py": "how long a certificate lasts",
    "config/faults.py": "when a command broke",
    "demo/live/background.py": "sets the clock",
}


def test_pages_of_tests_live_at_the_hour_of_their_worlds() -> None:
    assert NOW <= now() < NOW + timedelta(hours=1)


def test_nothing_else_reads_the_machines_clock() -> None:
    places = [path for kind in ("py", "html", "txt") for path in HOUSE.rglob(f"*.{kind}") if not FOR_TESTS.search(str(path))]
    assert {str(path.relative_to(HOUSE)) for path in places if MACHINES.search(path.read_text("utf-8"))} == {*MAY}
