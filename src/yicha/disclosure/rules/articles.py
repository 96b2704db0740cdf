"""What must hold before an article is shown to the public."""

from collections.abc import Mapping
from datetime import date

from yicha.disclosure.types import Column, PublicationRow, PublicationStatus
from yicha.engines.deadlines import add_months
from yicha.inspections.types import FOUND_NOTHING, Outcome
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import require_own_department
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

LIMITS: Mapping[str, Limit] = {
    "article_one_version_waits": Limit("YX-2.16", "已有一版在等审核", (Exit("先审核那一版"),)),
    "quota_explained_once": Limit("YX-2.16", "这个月已经说明过", (Exit("查看说明"),)),
}


def require_own(actor: Actor, department: str) -> None:
    """LYG-4.4c: each department speaks for itself."""
    require_own_department(actor, department, "LYG-4.4c", "谁写、谁发：只能办理本部门的稿件")


def require_text(*texts: str) -> None:
    """YX-2.16: what is published, corrected, returned, withdrawn or explained says something."""
    if not all(text.strip() for text in texts):
        raise RuleBroken("标题、正文和理由都要写明", clause="YX-2.16", exits=(Exit("补齐后再提交"),))


def require_source(actor: Actor, column: Column, result: PublicationRow | None) -> None:
    """LYG-4.4c: only a published result that found something is exposed, and only by the department that found it."""
    if column is not Column.EXPOSURE_BOARD:
        return
    if result is None or result.status is not PublicationStatus.PUBLISHED:
        raise RuleBroken("曝光要有已公示的检查结果作依据", clause="LYG-4.4c", exits=(Exit("先公示结果"), Exit("改发工作动态")))
    if Outcome(result.outcome) in FOUND_NOTHING:
        raise RuleBroken("没有发现问题的不得曝光", clause="LYG-4.4c", exits=(Exit("改发工作动态"),))
    require_own(actor, result.department)


def require_another(actor: Actor, written_by: str) -> None:
    """YX-2.16: a text is read by a second person before it is public."""
    if actor.id == written_by:
        raise RuleBroken("自己写的稿件要由另一个人审核", clause="YX-2.16", exits=(Exit("请本部门另一位负责人审核"),))


def public_until(column: Column, published_on: date, months: int) -> date | None:
    """YX-2.16: an exposure ends by itself when its term is over; news stay. The term is a norm, in months."""
    return add_months(published_on, months) if column is Column.EXPOSURE_BOARD else None
