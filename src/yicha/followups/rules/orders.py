"""责令改正, from the order to its end (domain §4.7)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from yicha.followups.types import DeliverOrder, FollowUpKind, IssueOrder, OrderAtDoor, RecheckMode
from yicha.inspections.types import STROKES, DeliveryWay, PointResult
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

PHOTO_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
LIMITS: Final[Mapping[str, Limit]] = {
    "order_one_for_a_follow_up": Limit("LYG-4.4a", "已经下达过责令改正通知书", (Exit("查看已下达的通知书"), Exit("先撤回原通知书"))),
}
REMEDY: Final = "如不服本决定，可自收到之日起{days}日内申请行政复议，或{months}个月内向人民法院提起行政诉讼；复议、诉讼期间不停止执行。"


def require_order(kind: FollowUpKind) -> None:
    """LYG-4.4a: only what the result says is to be corrected is ordered."""
    if kind is not FollowUpKind.ORDER:
        raise RuleBroken("这一项不是责令改正", clause="LYG-4.4a", exits=(Exit("按确定的处置办理"),))


def require_whole(command: IssueOrder | OrderAtDoor) -> None:
    """LYG-4.4a: fact, article and demand; without one of them it is no order (domain §4.7)."""
    if not all(text.strip() for text in (command.fact, command.article, command.demand)):
        raise RuleBroken("违法事实、违反的条款、改正要求缺一不可", clause="LYG-4.4a", exits=(Exit("补齐后再下达"),))


def require_term(today: date, correct_by: date, recheck_on: date, longest: int) -> None:
    """LYG-4.4a: a term that has not begun to be over, not longer than the norm's days, and a recheck after it."""
    if not today <= correct_by <= today + timedelta(days=longest):
        raise RuleBroken(f"改正期限从今天起，最长 {longest} 天", clause="LYG-4.4a", exits=(Exit("改期限"),))
    if recheck_on < correct_by:
        raise RuleBroken("复查不能早于改正期限", clause="LYG-4.4a", exits=(Exit("改复查日期"),))


def require_drawn(cert_no: str, officers: Collection[str], team: Collection[str], least: int) -> None:
    """R-SUB-3: who gives it at the door, and who stood beside him, were drawn for the department that checks, and are enough."""
    if len(set(officers)) < least or not {cert_no, *officers} <= set(team):
        raise RuleBroken(
            f"当场下达的须是抽中的本部门执法人员，不少于 {least} 人",
            clause="R-SUB-3",
            exits=(Exit("由抽中的人员下达"), Exit("由部门在办公室下达")),
        )


def require_signed(signed: bool) -> None:  # noqa: FBT001 whether there is a record
    """R-PROC-5: what is ordered rests on what the firm has signed, or refused to, and nobody changes any more."""
    if not signed:
        raise RuleBroken("企业还没有在检查记录上签字", clause="R-PROC-5", exits=(Exit("先请企业签字"),))


def require_found(results: Iterable[PointResult]) -> None:
    """LYG-4.4a: only where something failed there is something to correct."""
    if PointResult.FAIL not in results:
        raise RuleBroken("本部门没有不合格项，不用责令改正", clause="LYG-4.4a", exits=(Exit("核对不合格项"),))


def require_received(command: OrderAtDoor) -> None:
    """R-PROC-6: signed for by a person with a name, or left before a witness with a name and a reason; never both."""
    signed = bool(STROKES.fullmatch(command.strokes) and command.person.strip() and not command.refused_because and not command.witness)
    left = not command.strokes and command.refused_because.strip() and command.witness.strip()
    if not (signed or left):
        raise RuleBroken(
            "要么由企业签收，要么写明拒收原因并由见证人签名", clause="R-PROC-6", exits=(Exit("写姓名并签收"), Exit("写拒收原因和见证人"))
        )


def require_delivery(command: DeliverOrder, issued_at: datetime, at: datetime) -> None:
    """LYG-4.4a: somebody received it at a time that was; left behind, before a witness; sent by wire, with consent on record."""
    if not command.recipient.strip():
        raise RuleBroken("请写明谁签收", clause="LYG-4.4a", exits=(Exit("写明签收人"),))
    if not issued_at.replace(second=0, microsecond=0) <= command.delivered_at <= at:  # a page knows minutes
        raise RuleBroken("送达时间要在下达以后、现在以前", clause="LYG-4.4a", exits=(Exit("改送达时间"),))
    if command.way is DeliveryWay.LEFT and not command.witness.strip():
        raise RuleBroken("留置送达要有见证人", clause="LYG-4.4a", exits=(Exit("写明见证人"), Exit("改用其他方式送达")))
    if command.way is DeliveryWay.ELECTRONIC and not command.proof.strip():
        raise RuleBroken("电子送达要有受送达人的同意记录", clause="LYG-4.4a", exits=(Exit("写明同意书编号"), Exit("改用其他方式送达")))


def require_brought(brought_by: str, *, on_its_own: bool) -> None:
    """LYG-4.4a: a report that a clerk takes down names who brought it."""
    if not (on_its_own or brought_by.strip()):
        raise RuleBroken("写明是谁送来的", clause="LYG-4.4a", exits=(Exit("填写送来的人"),))


def require_photos(media_types: Collection[str], most: int) -> None:
    """LYG-4.4a: photographs, and not more than the norm's number."""
    if len(media_types) > most:
        raise RuleBroken(f"最多 {most} 张照片", clause="LYG-4.4a", exits=(Exit("选最能说明的几张"), Exit("分两次报告")))
    if not set(media_types) <= PHOTO_TYPES:
        raise RuleBroken("只收照片（JPEG、PNG、WebP）", clause="LYG-4.4a", exits=(Exit("重新拍照"),))


def require_no_visit(visit: int | None) -> None:
    """R-FREQ-4: one recheck at the door for one order, until its conclusion."""
    if visit is not None:
        raise RuleBroken("已经排了复查", clause="R-FREQ-4", exits=(Exit("按已排的复查去"), Exit("取消后再排")))


def require_seen(mode: RecheckMode, reports: int, visit_on: date | None, today: date) -> None:
    """LYG-4.4a: papers there are, or a visit whose day has come."""
    if mode is RecheckMode.DOCUMENTS and not reports:
        raise RuleBroken("企业还没有报告整改，没有材料可看", clause="LYG-4.4a", exits=(Exit("上门复查"), Exit("催告企业报告")))
    if mode is RecheckMode.VISIT and (visit_on is None or visit_on > today):
        raise RuleBroken("还没有上门复查", clause="LYG-4.4a", exits=(Exit("先排复查"), Exit("书面复查")))


def require_team(officers: Collection[str], certified: Collection[str], least: int) -> None:
    """R-SUB-3: enough officers of the department with a certificate that is valid on the day."""
    if len(set(officers)) < least or not set(officers) <= set(certified):
        raise RuleBroken(f"复查人员须是本部门持证执法人员，不少于 {least} 人", clause="R-SUB-3", exits=(Exit("补足复查人员"),))


def require_again(again_by: date | None, today: date, longest: int, *, corrected: bool) -> None:
    """LYG-4.4a: more time is for what is not corrected, and lies ahead."""
    if again_by is None:
        return
    if corrected:
        raise RuleBroken("已经改正的不用再给期限", clause="LYG-4.4a", exits=(Exit("去掉新期限"),))
    require_term(today, again_by, again_by, longest)


def reminder_due(correct_by: date, reminded_on: date | None, every: int) -> date:
    """LYG-4.4a: the first day on which a silent firm is reminded: after its term, then after the norm's days."""
    return correct_by + timedelta(days=1) if reminded_on is None else reminded_on + timedelta(days=every)


def require_reminding(today: date, due: date) -> None:
    """LYG-4.4a: nobody is reminded before he is late, nor twice in the norm's days."""
    if today < due:
        raise RuleBroken(f"{due} 起才催告", clause="LYG-4.4a", exits=(Exit("等到那一天"),))
