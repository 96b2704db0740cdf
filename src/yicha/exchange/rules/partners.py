"""Who may be connected, and how long one is left alone that does not answer. Where that may lie: `kernel/outside`."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from yicha.exchange.types import Way
from yicha.kernel.limits import Limit
from yicha.kernel.outside import is_plain
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

LIMITS: Final[Mapping[str, Limit]] = {
    "exchange_one_partner_at_a_time": Limit("GX-5.2b", "本地已有一个上级平台在用", (Exit("先停用原来的，再核准新的"),)),
    "exchange_subscription_once": Limit("GX-5.2b", "这个部门在这个地址已有订阅", (Exit("先停用原来的，再登记新的"),)),
}
TRIES: Final = 3  # failures in a row after which a partner is left alone
SHORTEST, LONGEST_REST, LONGEST = timedelta(minutes=1), timedelta(hours=1), timedelta(hours=72)
DOUBLINGS: Final = 20


def require_address(way: Way, address: str) -> None:
    """GX-5.2b: an interface has a plain address; the way by file has none, its folders are the house's own."""
    if way is Way.FILE:
        if address:
            raise RuleBroken("文件交换不填地址", clause="GX-5.2b", exits=(Exit("改为接口方式，或清空地址"),))
        return
    if not is_plain(address):
        raise RuleBroken("接口地址不对", clause="GX-5.2b", exits=(Exit("例如 https://exchange.example.gov.cn/v1"),))


def next_try(at: datetime, failures: int) -> datetime:
    """GX-5.2b: 1, 2, 4 … minutes after a failure, at last 72 hours; nothing is ever given up."""
    return at + min(SHORTEST * int(2 ** min(failures - 1, DOUBLINGS)), LONGEST)


def rest(at: datetime, failures: int) -> datetime | None:
    """GX-5.2b: after three failures in a row nobody asks a partner for a while, an hour at most; then one batch tries."""
    if failures < TRIES:
        return None
    return at + min(SHORTEST * int(2 ** min(failures - TRIES, DOUBLINGS)), LONGEST_REST)


def require_another(proposed_by: str, approver: str) -> None:
    """GX-5.2b: two persons open a door to the outside."""
    if proposed_by == approver:
        raise NotPermitted("提出的人不能自己核准", clause="GX-5.2b", exits=(Exit("请另一位管理员核准"),))


def require_reason(reason: str) -> None:
    """GX-5.2b: why a door is closed."""
    if not reason.strip():
        raise RuleBroken("请写明停用的原因", clause="GX-5.2b")
