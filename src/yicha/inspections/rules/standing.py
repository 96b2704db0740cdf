"""What a visit must stand at for what is done to it."""

from yicha.inspections.types import InspectionStatus
from yicha.kernel.refusals import Exit, RuleBroken

OVER = frozenset({InspectionStatus.CLOSED, InspectionStatus.CANCELLED})


def require_not_over(status: InspectionStatus) -> None:
    """GX-4.3b: help is asked for as long as there is a visit."""
    if status in OVER:
        raise RuleBroken("这次检查已经结束", clause="GX-4.3b", exits=(Exit("拨打 110"),))


def require_checking(status: InspectionStatus) -> None:
    """R-PROC-3: nothing is checked before the code was shown, nor after the visit was closed or cancelled."""
    if status is not InspectionStatus.STARTED:
        raise RuleBroken("只有已扫码入企、未办结的检查可以填写", clause="R-PROC-3", exits=(Exit("先亮证亮码"),))


def require_not_stopped(status: InspectionStatus) -> None:
    """WY-5.8b: what the legal supervisor has stopped nobody concludes or returns until he decides."""
    if status is InspectionStatus.STOPPED:
        raise RuleBroken("这次检查已被叫停", clause="WY-5.8b", exits=(Exit("等行政执法监督机构决定恢复或终止"),))


def require_no_objection(status: InspectionStatus) -> None:
    """LYG-4.3d: while the enterprise's objection is open nobody enters."""
    if status is InspectionStatus.HELD:
        raise RuleBroken("企业对这次检查提出了异议，裁定前不得上门", clause="LYG-4.3d", exits=(Exit("等行政执法监督机构裁定"),))


def require_told(status: InspectionStatus, objected: bool) -> None:  # noqa: FBT001 whether it did before
    """LYG-4.3e: who has its notice may object before anybody comes; once."""
    if objected:
        raise RuleBroken("对这次检查已经提过异议", clause="LYG-4.3e", exits=(Exit("有新的事实，在现场向检查人员陈述，写入笔录"),))
    if status is not InspectionStatus.NOTIFIED:
        raise RuleBroken(
            "只有已通知、还没有上门的检查可以提异议", clause="LYG-4.3e", exits=(Exit("在现场陈述，写入笔录"), Exit("对结果申请复议或诉讼"))
        )


def require_unanswered(*, answered: bool) -> None:
    """GX-4.3b: the first answer stands."""
    if answered:
        raise RuleBroken("这个请求已经答复", clause="GX-4.3b", exits=(Exit("与现场人员直接联系"),))


def require_undecided(*, decided: bool) -> None:
    """R-PROC-1: an urgency is approved or refused once."""
    if decided:
        raise RuleBroken("这次检查已经补批", clause="R-PROC-1", exits=(Exit("看补批意见"),))


def require_approved_or_refused(*, waits: bool) -> None:
    """R-PROC-1: of what was entered in urgency nothing is concluded before the head of the leading department has decided."""
    if waits:
        raise RuleBroken("情况紧急先查的，补批以后才能核定", clause="R-PROC-1", exits=(Exit("请牵头部门负责人补批"),))
