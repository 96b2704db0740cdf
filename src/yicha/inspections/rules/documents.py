"""When a document can be made, and how it reaches the enterprise (LYG-4.4a, R-PROC-5)."""

from collections.abc import Collection, Mapping

from yicha.inspections.types import DeliverDocument, DeliveryWay, DocumentKind, Standing
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

TO_BE_FILED = frozenset({DocumentKind.APPROVAL, DocumentKind.NOTICE, DocumentKind.SITE_RECORD, DocumentKind.RESULT_NOTICE})
MISSING_NAMES: Mapping[DocumentKind, str] = {
    DocumentKind.APPROVAL: "检查已取消",
    DocumentKind.NOTICE: "由发出通知制作",
    DocumentKind.SITE_RECORD: "企业还没有签字",
    DocumentKind.SAMPLING_RECEIPT: "没有提取样品、资料，或企业还没有签字",
    DocumentKind.RESULT_NOTICE: "各部门还没有全部核定",
    DocumentKind.DELIVERY_RECEIPT: "还没有文书送达",
    DocumentKind.CASE_FILE: "办结后，先制作审批表、笔录、结果告知书",
}
WAY_NOTE_NAMES: Mapping[DeliveryWay, str] = {
    DeliveryWay.LEFT: "写明对方为什么拒收",
    DeliveryWay.MAIL: "写明邮件号",
    DeliveryWay.ELECTRONIC: "写明企业同意电子送达的凭据",
    DeliveryWay.NOTICE: "写明在哪里公告",
}


def missing_for(kind: DocumentKind, standing: Standing) -> str:
    """R-PROC-5, LYG-4.4a: what a paper still waits for, in words; empty if the record has it."""
    alive = not standing.cancelled
    there = {
        DocumentKind.APPROVAL: alive,
        DocumentKind.NOTICE: False,
        DocumentKind.SITE_RECORD: standing.signed,
        DocumentKind.SAMPLING_RECEIPT: alive and standing.signed and standing.taken > 0,
        DocumentKind.RESULT_NOTICE: alive and standing.closed,
        DocumentKind.DELIVERY_RECEIPT: standing.delivered > 0,
        DocumentKind.CASE_FILE: alive and standing.closed and standing.made >= TO_BE_FILED,
    }
    return "" if there[kind] else MISSING_NAMES[kind]


def require_makeable(kind: DocumentKind, standing: Standing) -> None:
    """R-PROC-5, LYG-4.4a: a paper says what is on record, so the record comes first."""
    if why := missing_for(kind, standing):
        raise RuleBroken(f"现在不能制作：{why}", clause="LYG-4.4a", exits=(Exit("先补齐记录"),))


def require_something_new(fingerprint: str, made: Collection[str]) -> None:
    """LYG-4.4a: a record that has not changed makes no second paper."""
    if fingerprint in made:
        raise RuleBroken("记录没有变化，文书已经制作过", clause="LYG-4.4a", exits=(Exit("打印已有的一份"),))


def require_taking_part(actor: Actor, departments: Collection[str], clause: str) -> None:
    """LYG-4.4a: papers are made and delivered by the departments that come."""
    if not any(map(actor.acts_for, departments)):
        raise NotPermitted("只有参加这次检查的部门可以办理", clause=clause, exits=(Exit("请参加检查的部门办理"),))


def require_delivery(command: DeliverDocument, delivered: bool) -> None:  # noqa: FBT001 whether it was delivered before
    """LYG-4.4a R-PROC-5: to whom and where; left only before a witness; any way but the direct one says how. Once."""
    if delivered:
        raise RuleBroken("这份文书已经送达", clause="LYG-4.4a", exits=(Exit("看送达记录"),))
    if not (command.place.strip() and command.recipient.strip()):
        raise RuleBroken("写明送达地点和签收人", clause="R-PROC-5", exits=(Exit("填写地点和签收人"),))
    if command.way is DeliveryWay.LEFT and not command.witness.strip():
        raise RuleBroken("留置送达要有见证人", clause="R-PROC-5", exits=(Exit("写见证人姓名和单位"),))
    if command.way is not DeliveryWay.DIRECT and not command.note.strip():
        raise RuleBroken(WAY_NOTE_NAMES[command.way], clause="R-PROC-5", exits=(Exit("在说明里写明"),))
