"""What the terminal shows when the demo is up: how to sign in as whom, and a code that a phone can read."""

import io
import unicodedata
from pathlib import Path

import segno
from django.conf import settings

from yicha.demo.live.sign_ins import ACCOUNTS, SignIn, read
from yicha.kernel.actor import Role
from yicha.kernel.command_line import say
from yicha.orgs.types import ROLE_NAMES

WIDTHS = (12, 24)


def greet(address: str, to_others: bool) -> None:  # noqa: FBT001 called by name
    """One line per role; a QR code when other machines can come."""
    home = Path(settings.YICHA_HOME)
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
