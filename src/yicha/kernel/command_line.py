"""What the rooms' `cli.py` share: how a command says what it needs, speaks, answers and refuses its input. No Django here.

    def add_commands(commands: Commands) -> None:
        draw = commands.add_parser("draw", help="…")
        draw.set_defaults(run=run, needs="nothing")     # a function: works on files, Django is not loaded
        ledger = commands.add_parser("ledger", help="…")
        needs_database(ledger, "yicha.kernel.fsck:run") # a name: loaded once database and Django stand ready

`needs` may also be "pages" (stay up and serve after `run`; the parser then has `host`, `port`, `with_worker`) or "temporary" (a
database in a home that is thrown away; `with_worker`: background jobs are done meanwhile). `run` gets the parsed arguments and
returns the exit code.
"""

import argparse
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[ArgumentParser]  # noqa: SLF001 argparse gives it no public name
else:
    Commands = object
Work = Callable[[Namespace], int]


def needs_database(parser: ArgumentParser, run: str, below: str = "") -> None:
    """`run` is `module:function`, loaded after Django is set up, so it may import tables. `below`: a folder in the default home."""
    parser.add_argument("--home", type=Path, metavar="DIR", help="数据目录 · data home")
    parser.set_defaults(run=run, needs="database", below=below)


def load(named: str | Callable[..., Any]) -> Callable[..., Any]:
    """`module:function`. By name, so that no command waits for what another one needs; only `config` uses it."""
    if callable(named):
        return named
    module, _, name = named.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def say(line: str) -> None:
    """To people, beside the result: “中文 · English”."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def show(text: str) -> None:
    """The result, for people."""
    sys.stdout.write(text + "\n")


def answer(result: Mapping[str, object]) -> None:
    """The result, for programs: the one object that `--json` prints."""
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


class CannotRun(RuntimeError):  # noqa: N818 it says what happened
    """Exit 1: something that the command stands on is missing. One line, “中文 · English”, that says how to mend it."""


class BadInput(ValueError):  # noqa: N818 it says what happened
    """Exit 2: what is wrong, how to mend it (both “中文 · English”), and as much as is known of the place."""

    def __init__(  # noqa: PLR0913 a place in a workbook has four parts
        self, what: str, mend: str, *, file: Path | str = "", sheet: str = "", row: int | None = None, column: str = ""
    ) -> None:
        self.what, self.mend = what, mend
        self.file, self.sheet, self.row, self.column = str(file), sheet, row, column
        super().__init__(self.line())

    def line(self) -> str:
        row = "" if self.row is None else f"第 {self.row} 行 row {self.row}"
        place = " › ".join(part for part in (self.file, self.sheet, row, self.column) if part)
        told = f"{self.what} → {self.mend}" if self.mend else self.what
        return " ".join((f"{place}: {told}" if place else told).split())

    def problem(self) -> dict[str, object]:
        named = {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column}
        return {**{name: value for name, value in named.items() if value}, "message": self.what, "mend": self.mend}
