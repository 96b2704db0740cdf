"""What the terminal shows when the demo is up: how to sign in as whom, and a code that a phone can read. No Django here."""

import io
import json
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import segno

from yicha.kernel.actor import Role
from yicha.kernel.command_line import say
from yicha.orgs.types import ROLE_NAMES

ACCOUNTS = "demo-accounts.json"
WIDTHS = (12, 24)


@dataclass(frozen=True)
class SignIn:
    """A line of the file: `department` is a code, `subject:` and the sid for an enterprise, empty for the administrators."""

    role: str
    username: str
    password: str
    department: str
    region: str


def read(home: Path) -> list[SignIn]:
    return [SignIn(**row) for row in json.loads((home / ACCOUNTS).read_text(encoding="utf-8"))]


def greet(address: str, to_others: bool) -> None:  # noqa: FBT001 called by name
    """One line per role; a QR code when other machines can come."""
    home = Path(os.environ["YICHA_HOME"])
    for row in read(home):
        say(line_of(row))
    say(f"以上登录信息在 · these sign-ins are in {home / ACCOUNTS}")
    if to_others:
        say(f"手机扫码打开 · scan to open on a phone: {address}")
        say(code_of(address))


def line_of(row: SignIn) -> str:
    cells = (ROLE_NAMES[Role(row.role)], row.username)
    return "  " + "".join(padded(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)) + row.password


def padded(text: str, width: int) -> str:
    """A Chinese character is two columns wide."""
    columns = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * max(1, width - columns)


def code_of(address: str) -> str:
    drawn = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(out=drawn, compact=True)
    return drawn.getvalue()
