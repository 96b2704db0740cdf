"""What a result leads to, and how that ends (domain §2.6)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from yicha.followups.types import CHOICES, PUNISHABLE, FollowUpKind, ProblemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import require_own_department
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

LIMITS: Final[Mapping[str, Limit]] = {
    "follow_up_once": Limit("LYG-4.4a", "这次检查已有同样的后续处置", (Exit("查看已有的处置"),)),
}


def require_own(actor: Actor, department: str) -> None:
    """LYG-4.4a: who checked follows up."""
    require_own_department(actor, department, "LYG-4.4a", "谁检查、谁处置：只能办理本部门的后续处置")


def require_words(text: str, what: str) -> None:
    """LYG-4.4a: a decision, an end, a reason says something."""
    if not text.strip():
        raise RuleBroken(f"请写明{what}", clause="LYG-4.4a", exits=(Exit("补齐后再办理"),))


def require_choice(kind: FollowUpKind, kinds: Collection[FollowUpKind]) -> None:
    """LYG-4.4a: only what was left open is decided, and for something that follows."""
    if kind is not FollowUpKind.DECISION:
        raise RuleBroken("这一项的处置已经确定", clause="LYG-4.4a", exits=(Exit("按确定的处置办理"),))
    if not kinds or not set(kinds) <= set(CHOICES):
        raise RuleBroken("至少选一种处置", clause="LYG-4.4a", exits=(Exit("责令改正"), Exit("移送案源"), Exit("抄告其他部门")))


def require_settled_by_hand(kind: FollowUpKind) -> None:
    """LYG-4.4a: an order ends by its recheck, what is undecided by its decision; everything else by what was done."""
    if kind is FollowUpKind.ORDER:
        raise RuleBroken("责令改正以复查结论办结", clause="LYG-4.4a", exits=(Exit("下达责令改正通知书"), Exit("作复查结论")))
    if kind is FollowUpKind.DECISION:
        raise RuleBroken("先确定怎样处置", clause="LYG-4.4a", exits=(Exit("定性"), Exit("首违、轻微的，教育代替处罚")))


def require_recipient(kind: FollowUpKind, recipient: str, known: Collection[str], own: str) -> None:
    """LYG-4.4a: whoever is to act on it is named; a referral goes to another department of the county."""
    if not recipient.strip():
        raise RuleBroken("请写明送给谁", clause="LYG-4.4a", exits=(Exit("写明接收单位"),))
    if kind is FollowUpKind.REFERRAL and (recipient not in known or recipient == own):
        raise RuleBroken("抄告要送本县其他部门", clause="LYG-4.4a", exits=(Exit("选一个其他部门"),))


def require_droppable(*, ordered: bool) -> None:
    """LYG-4.4a: what was ordered ends by a recheck or is withdrawn first, so that no order hangs in the air."""
    if ordered:
        raise RuleBroken("已下达责令改正通知书", clause="LYG-4.4a", exits=(Exit("作复查结论"), Exit("先撤回通知书")))


def require_slight(kind: FollowUpKind, matter: str, listed: Collection[str]) -> None:
    """LYG-4.4a, 行政处罚法§33: what could be punished, and stands on the list of slight matters in force."""
    if kind not in PUNISHABLE:
        raise RuleBroken("只有可能处罚的才谈得上免罚", clause="LYG-4.4a", exits=(Exit("按原处置办理"),))
    if matter not in listed:
        raise RuleBroken("不在首违不罚、轻微免罚清单里", clause="LYG-4.4a", exits=(Exit("移送案源"), Exit("由法规参数增补清单")))


def require_first(earlier: Collection[ProblemRow], since: datetime) -> None:
    """LYG-4.4a, 行政处罚法§33: no problem of the same item at the same subject since then; the program looks, not the clerk."""
    if earlier:
        found = min(earlier, key=lambda one: one.checked_at)
        raise RuleBroken(
            f"不是首次：{found.checked_at:%Y-%m-%d} 已有同一事项的问题（{found.content}），从 {since:%Y-%m-%d} 起查",
            clause="LYG-4.4a",
            exits=(Exit("移送案源"),),
        )


def require_put_right(corrected: str, *, open_order: bool) -> None:
    """LYG-4.4a, 行政处罚法§33: put right in time; an order that still runs says the contrary."""
    require_words(corrected, "怎样及时改正的")
    if open_order:
        raise RuleBroken("责令改正还没有复查合格", clause="LYG-4.4a", exits=(Exit("复查合格后再决定"), Exit("移送案源")))
