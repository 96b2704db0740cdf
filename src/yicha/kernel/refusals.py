"""The three ways to say no. Each carries the clause and the lawful ways out, so that every page and answer can show them."""

from dataclasses import dataclass
from typing import ClassVar


def gettext_noop(text: str) -> str:
    """Marks a word for the catalogue. Django's own asks for settings, and the command line refuses before there are any."""
    return text


@dataclass(frozen=True)
class Exit:
    """What may be done instead, and what that needs."""

    what: str
    need: str = ""


class Refusal(Exception):  # noqa: N818 the law refuses, it does not err
    status: ClassVar[int]
    title: ClassVar[str]

    def __init__(self, message: str, *, clause: str = "", exits: tuple[Exit, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.clause = clause
        self.exits = exits


class RuleBroken(Refusal):
    status = 409
    title = "不符合规定"


class NotPermitted(Refusal):
    status = 403
    title = "没有权限"


class NotSignedIn(NotPermitted):
    """Nobody has signed in, or the session is over: a page sends to the sign-in, a program hears 401."""

    status = 401
    title = "请先登录"


class NotFound(Refusal):
    """Also for what lies outside the actor's jurisdiction: its existence is nobody's business."""

    status = 404
    title = "没有找到"


class OutOfSpace(Refusal):
    """Not a rule: the disk is full. Nothing was kept, and the same request will do once there is room."""

    status = 507
    title = "存储空间不足"
