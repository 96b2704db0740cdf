"""What must hold before a policy is heard, issued or repealed, and before a resource is listed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from yicha.duties.types import ListResource, PolicyOpinionRow
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

LIMITS: Mapping[str, Limit] = {"policy_number_once": Limit("GX-4.1", "这个文号已经登记过", (Exit("在已登记的文件上修改"),))}


def require_document(title: str, number: str, issuer: str, issued_on: date, valid_to: date | None) -> None:
    """GX-4.1: a document in force has a title, a number, an issuer and a day."""
    if not title.strip() or not number.strip() or not issuer.strip():
        raise RuleBroken("请写明文件的名称、文号和印发机关", clause="GX-4.1")
    if valid_to is not None and valid_to < issued_on:
        raise RuleBroken("有效期早于印发日期", clause="GX-4.1")


def require_repealed_whole(repealed_because: str, valid_to: date | None) -> None:
    """GX-4.1: what was repealed before it is registered says until when it was in force."""
    if repealed_because and valid_to is None:
        raise RuleBroken("已废止的文件请写明有效期至哪天", clause="GX-4.1")


def require_here(departments: Iterable[str], known: Collection[str]) -> None:
    """GX-4.1: whom a workbook names is a department of this place."""
    for one in departments:
        if one not in known:
            raise RuleBroken(f"本地区没有“{one}”", clause="GX-4.1", exits=(Exit("写部门的代码、全称或简称"),))


def require_no_text(file: UUID | None) -> None:
    """GX-4.1: the text of a document in force is not exchanged."""
    if file is not None:
        raise RuleBroken("这份文件已有正文", clause="GX-4.1", exits=(Exit("正文有变的，登记新的文件"),))


def require_known_items(items: Sequence[str], known: Collection[str]) -> None:
    """GX-4.1: a policy is linked to items that are in force."""
    missing = [code for code in items if code not in known]
    if missing:
        raise RuleBroken(f"事项 {missing[0]} 没有生效", clause="GX-4.1", exits=(Exit("先公布这个事项"), Exit("去掉这个事项")))


def require_others(departments: Collection[str], own: str) -> None:
    """GX-4.1b: opinions are heard of others than the author."""
    if not set(departments) - {own}:
        raise RuleBroken("请选要听取意见的其他部门", clause="GX-4.1b")


def require_heard(round_number: int, opinions: Sequence[PolicyOpinionRow], opinions_by: date | None, today: date) -> None:
    """GX-4.1b: no policy before a round; each opinion answered, and who was asked had the time."""
    if round_number == 0 or opinions_by is None:
        raise RuleBroken("印发前须听取意见", clause="GX-4.1b", exits=(Exit("先听取意见"),))
    if any(one.given_at is None for one in opinions) and today <= opinions_by:
        raise RuleBroken(
            f"听取意见到 {opinions_by} 止，还有部门没有答复", clause="GX-4.1b", exits=(Exit("等各部门答复"), Exit("期限过后再印发"))
        )
    if any(one.given_at is not None and one.adopted is None for one in opinions):
        raise RuleBroken("还有意见没有说明是否采纳", clause="GX-4.1b", exits=(Exit("逐条答复意见"),))


def require_reply(reply: str, *, adopted: bool) -> None:
    """GX-4.1b: what is not adopted is told why."""
    if not adopted and not reply.strip():
        raise RuleBroken("不采纳的须说明理由", clause="GX-4.1b")


def require_retired_whole(retired_on: date | None, reason: str) -> None:
    """GX-4.1: out of use from a day on and for a reason, or not at all."""
    if (retired_on is None) is not (not reason.strip()):
        raise RuleBroken("停用的请写明日期和理由", clause="GX-4.1")


def require_resource(command: ListResource) -> None:
    """GX-4.1: what is listed can be reached, and it is said when."""
    if not command.name.strip() or not command.contact.strip() or not command.available.strip():
        raise RuleBroken("请写明资源的名称、联系方式和可用条件", clause="GX-4.1")
