"""`yicha test`: pytest with all cores, and whatever arguments it is given."""

import importlib.util
import os
import sys
from argparse import Namespace
from pathlib import Path

from yicha.kernel.command_line import CannotRun, Commands

ROOT = Path(__file__).parents[3]
ONE_PROCESS = ("-n", "--numprocesses", "--pdb", "--trace", "--co", "--collect-only", "--fixtures", "--markers", "--version", "-h", "--help")


def add_commands(commands: Commands) -> None:
    # No character can begin an option here: every argument is pytest's.
    test = commands.add_parser("test", add_help=False, prefix_chars="\0")
    test.add_argument("arguments", nargs="*")
    test.set_defaults(run=run, needs="nothing")


def run(parsed: Namespace) -> int:
    """Become pytest: its exit code and its Ctrl-C are ours."""
    if not (ROOT / "tests").is_dir() or importlib.util.find_spec("pytest") is None:
        raise CannotRun("测试只能在源码目录中用 ./yicha test 运行 · tests run in a checkout only, by ./yicha test")
    given: list[str] = parsed.arguments
    # By group: tests that share a served home run in one process, so that it is started once. One process more than cores: of those
    # that look at pages one half of the time is waiting for the browser.
    several = ["-n", f"{len(os.sched_getaffinity(0)) + 1}", "--dist", "loadgroup"]
    spread = [] if any(word.startswith(ONE_PROCESS) for word in given) else several
    # Tests start some hundred processes of ours. Many a container says that nothing compiled is kept: each would compile all of it anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-P", "-m", "pytest", *spread, *given])  # noqa: S606 no shell wanted
