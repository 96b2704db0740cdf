"""导出 (WY-5.8b, quality A6): what one person may take out alone, and what takes two."""

from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.orgs.types import ExportStatus

CLAUSE = "WY-5.8b"
ASK = Exit("写明用途，请另一位有权限的人放行")
NARROWER = Exit("缩小范围，分几次导出")
AGAIN = Exit("重新申请")


def require_right(actor: Actor, right: str) -> None:
    """WY-5.8b: who may not see the rows neither asks for them nor releases them."""
    if not actor.may(right):
        raise NotPermitted("没有查看这些内容的权限", clause=CLAUSE, exits=(Exit("请有权限的人员办理", right),))


def require_few_enough(rows: int, most: int) -> None:
    """WY-5.8b, quality A6: more than the norm does not leave by one person's hand."""
    if rows > most:
        raise RuleBroken(f"一个人一次至多导出 {most} 行", clause=CLAUSE, exits=(ASK, NARROWER))


def require_one_file(rows: int, most: int) -> None:
    """WY-5.8b: more than a file holds is taken out in parts."""
    if rows > most:
        raise RuleBroken(f"一个文件至多 {most} 行", clause=CLAUSE, exits=(NARROWER,))


def require_being_made(*, being_made: bool) -> None:
    """WY-5.8b: a file is made once for each release."""
    if not being_made:
        raise RuleBroken("这次导出没有在生成", clause=CLAUSE, exits=(AGAIN,))


def require_asked_for_reason(purpose: str, rows: int, most: int) -> None:
    """WY-5.8b: a request says what for, and is one only where the norm wants it."""
    if not purpose.strip():
        raise RuleBroken("导出申请须写明用途", clause=CLAUSE)
    if rows <= most:
        raise RuleBroken(f"{most} 行以内可以直接导出，不用申请", clause=CLAUSE)


def require_another(actor: str, requested_by: str) -> None:
    """WY-5.8b, quality A6: nobody releases what he asked for."""
    if actor == requested_by:
        raise RuleBroken("自己申请的导出须由另一人放行", clause=CLAUSE, exits=(Exit("请另一位有权限的人放行"),))


def require_why_not(release: bool, reason: str) -> None:  # noqa: FBT001 what was decided
    if not release and not reason.strip():
        raise RuleBroken("不放行须说明理由", clause=CLAUSE)


def require_released(status: ExportStatus, expires_at: datetime | None, at: datetime) -> None:
    """WY-5.8b: once, and while the release lasts."""
    if status is not ExportStatus.RELEASED:
        raise RuleBroken("这次导出没有放行，或已经导出过", clause=CLAUSE, exits=(AGAIN,))
    if expires_at is None or at >= expires_at:
        raise RuleBroken("放行已过期", clause=CLAUSE, exits=(AGAIN,))


def require_same(asked: tuple[str, str], taken: tuple[str, str], released_rows: int, rows: int) -> None:
    """WY-5.8b: the same filter, and no more rows than were released."""
    if asked != taken:
        raise RuleBroken("导出的范围与放行的不同", clause=CLAUSE, exits=(AGAIN,))
    if rows > released_rows:
        raise RuleBroken(f"放行的是 {released_rows} 行，现在有 {rows} 行", clause=CLAUSE, exits=(AGAIN,))
