"""接入系统: what one may be admitted for."""

from collections.abc import Collection
from datetime import date

from yicha.kernel.refusals import Exit, RuleBroken
from yicha.orgs.rules.inputs import require_text
from yicha.orgs.types import ProposeProgram, Scope

NAME = 60


def require_program(command: ProposeProgram, today: date) -> None:
    """GX-5.2b, WY-5.8b: a program has a name, a purpose and an end."""
    require_text(command.name, NAME, "系统名称", "GX-5.2b")
    require_scopes(command.scopes)
    if command.until < today:
        raise RuleBroken("有效期已过", clause="WY-5.8b", exits=(Exit("填今天或以后的日期"),))


def require_scopes(scopes: Collection[Scope]) -> None:
    """WY-5.8b: least privilege: nothing is opened that nobody asked for."""
    if not scopes:
        raise RuleBroken("至少选一项接口", clause="WY-5.8b")
