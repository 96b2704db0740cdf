"""Posts: who may hold what, who grants it, what may be lent."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from yicha.kernel.actor import Role
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.orgs.rules.inputs import require_text
from yicha.orgs.types import ADMINISTRATORS, ROLE_NAMES, NewAccount

BUSINESS: Final = "business"
USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")

ANOTHER: Final = Exit("请另一人担任或办理，或先结束原任职", "orgs.post.end")
PROPOSE: Final = Exit("先提出相应的任职", "orgs.post.propose")


def sphere_of(role: Role) -> str:
    """Each of the three administrators is a sphere of its own; everything else is business."""
    return role.value if role in ADMINISTRATORS else BUSINESS


def require_one_sphere(role: Role, held: Iterable[Role]) -> None:
    """WY-5.8b, quality A6 三员分立: nobody holds two of the three administrators, nor an administrator any business role."""
    clash = sorted(other for other in held if sphere_of(other) != sphere_of(role))
    if clash:
        raise RuleBroken(f"三员分立：已任{ROLE_NAMES[clash[0]]}，不能再任{ROLE_NAMES[role]}", clause="WY-5.8b", exits=(ANOTHER,))


def require_stand(role: Role, department: str, subject: str) -> None:
    """WS-2.2: administrators stand for a region, an enterprise for itself, everybody else for a department."""
    if bool(department) != (role not in ADMINISTRATORS and role is not Role.ENTERPRISE):
        raise RuleBroken("管理员和企业的任职不填部门，其他任职必须填部门", clause="WS-2.2")
    if bool(subject) != (role is Role.ENTERPRISE):
        raise RuleBroken("企业的任职必须填主体编号，其他任职不填", clause="WS-2.2")


def require_apart(actor: str, others: Collection[str]) -> None:
    """WY-5.8b, quality A6: who proposes, who approves and who gets the post are different people."""
    if actor in others:
        raise RuleBroken("提出、批准、任职须为不同的人", clause="WY-5.8b", exits=(ANOTHER,))


def require_period(valid_from: datetime, valid_to: datetime | None, at: datetime) -> None:
    """WY-5.8b: a right has a time, and that time is not over."""
    if valid_to is not None and valid_to <= max(valid_from, at):
        raise RuleBroken("结束时间要晚于开始时间和现在", clause="WY-5.8b")


def require_lendable(role: Role, *, is_lent: bool) -> None:
    """WS-2.2 代办: administrators' and enterprises' posts cannot be lent, and who stands in cannot lend on."""
    if role in ADMINISTRATORS or role is Role.ENTERPRISE:
        raise RuleBroken("管理员和企业的任职不能代办", clause="WS-2.2")
    if is_lent:
        raise RuleBroken("代办的任职不能再转给他人代办", clause="WS-2.2")


def require_colleague(departments: Collection[str], department: str) -> None:
    """WS-2.2: duties stay in the department; a substitute or successor already has a post there."""
    if department not in departments:
        raise RuleBroken("代办人、接手人须在同一部门任职", clause="WS-2.2", exits=(PROPOSE,))


def require_remaining(others: int) -> None:
    """WY-5.8b: each of the three administrators always has somebody, or nobody could grant or see anything any more."""
    if others == 0:
        raise RuleBroken("这是本区划最后一名该类管理员，请先任命接替的人", clause="WY-5.8b", exits=(PROPOSE,))


def require_account(account: NewAccount) -> None:
    """YX-2.13: a sign-in name that reads the same for everybody, and a person behind it."""
    if not USERNAME.fullmatch(account.username):
        raise RuleBroken("账号名由小写字母、数字和“.-_”组成，至多 40 位", clause="YX-2.13")
    require_text(account.display_name, 60, "姓名", "YX-2.13")
    require_text(account.person, 60, "工号（或证号）", "YX-2.13")
