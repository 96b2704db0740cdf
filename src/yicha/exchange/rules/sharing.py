"""What must hold before data of one department reach another."""

from typing import Final

from yicha.exchange.types import DraftDataResource, ResourceStatus, Sharing
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import require_own_department
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

LIMITS: Final = {
    "exchange_resource_once": Limit("YX-2.15", "本部门的目录里已有同名的资源", (Exit("改用那一条"), Exit("换一个名称"))),
    "exchange_share_once": Limit("YX-2.15", "本部门已经申请过这项资源", (Exit("在申请列表里查看"),)),
}
NEEDED: Final = ("name", "content", "procedure", "term")


def require_own_resource(actor: Actor, department: str) -> None:
    """GX-5.3: who holds the data writes, reviews and answers."""
    require_own_department(actor, department, "GX-5.3", "谁提供、谁负责：只能办理本部门的资源")


def require_whole(command: DraftDataResource) -> None:
    """GX-5.2b: 范围、方式、程序、时限、频次、保密 are all said; what is withheld names the law."""
    if not all(getattr(command, name).strip() for name in NEEDED):
        raise RuleBroken("资源名称、范围、程序和时限都要写", clause="GX-5.2b")
    if command.sharing is Sharing.WITHHELD and not command.basis.strip():
        raise RuleBroken("不予共享必须写明法律、行政法规或国务院决定的依据", clause="GX-5.2b", exits=(Exit("改为有条件共享"),))


def require_askable(status: ResourceStatus, sharing: Sharing, provider: str, asker: str) -> None:
    """YX-2.15: of another department, published, and not withheld by law."""
    if provider == asker:
        raise RuleBroken("这是本部门的资源，不用申请", clause="YX-2.15")
    if status is not ResourceStatus.PUBLISHED:
        raise RuleBroken("这项资源还没有发布", clause="YX-2.15", exits=(Exit("发布后再申请"),))
    if sharing is Sharing.WITHHELD:
        raise RuleBroken("这项资源依法不予共享", clause="YX-2.15", exits=(Exit("请提供部门协助核查单个对象"),))


def require_purpose(purpose: str) -> None:
    """YX-2.15: data are asked for a duty."""
    if not purpose.strip():
        raise RuleBroken("请写明用于哪项职责", clause="YX-2.15")


def require_answer(granted: bool, reason: str) -> None:  # noqa: FBT001 the answer itself
    """YX-2.15: who refuses says why."""
    if not granted and not reason.strip():
        raise RuleBroken("不同意共享必须说明理由", clause="YX-2.15")
