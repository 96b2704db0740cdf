"""删除留痕中的个人信息 (WY-5.8b, quality A6): two persons, a reason, once."""

from yicha.kernel.refusals import Exit, RuleBroken

CLAUSE = "WY-5.8b"


def require_reason(reason: str) -> None:
    """WY-5.8b: a request says by whose demand and for what."""
    if not reason.strip():
        raise RuleBroken("请写明删除理由", clause=CLAUSE)


def require_content(text: str | None) -> None:
    """WY-5.8b: what is gone cannot go once more."""
    if text is None:
        raise RuleBroken("内容已经删除", clause=CLAUSE)


def require_no_other(waiting: bool) -> None:  # noqa: FBT001 what was found
    """WY-5.8b: one question at a time about one entry."""
    if waiting:
        raise RuleBroken("这条记录已有删除申请，等待决定", clause=CLAUSE)


def require_another(actor: str, requested_by: str) -> None:
    """WY-5.8b, quality A6: nobody alone takes a trace away."""
    if actor == requested_by:
        raise RuleBroken("自己申请的删除须由另一人决定", clause=CLAUSE, exits=(Exit("请另一位司法监督办理"),))


def require_why_not(take_out: bool, opinion: str) -> None:  # noqa: FBT001 what was decided
    if not take_out and not opinion.strip():
        raise RuleBroken("不同意须说明理由", clause=CLAUSE)
