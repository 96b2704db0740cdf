"""How kinds and states are called where people read them, and in which tone."""

from django.utils.translation import gettext_lazy as _

from yicha.followups.types import FollowUpKind, FollowUpRow, FollowUpStatus, OrderStatus, RecheckMode
from yicha.inspections.types import DeliveryWay

KINDS = {
    FollowUpKind.ORDER: _("责令改正"),
    FollowUpKind.DECISION: _("待定性"),
    FollowUpKind.CASE: _("移送案源"),
    FollowUpKind.LISTING: _("建议列入经营异常名录"),
    FollowUpKind.PUBLIC_NOTICE: _("向社会公告"),
    FollowUpKind.REFERRAL: _("抄告其他部门"),
}
STATUSES = {
    FollowUpStatus.OPEN: (_("待办"), "soon"),
    FollowUpStatus.SETTLED: (_("已办结"), "good"),
    FollowUpStatus.DROPPED: (_("不再处置"), "off"),
}
ORDERS = {
    OrderStatus.ISSUED: (_("待送达"), "soon"),
    OrderStatus.DELIVERED: (_("待整改"), ""),
    OrderStatus.ESCALATED: (_("逾期上报"), "late"),
    OrderStatus.REPORTED: (_("待复查"), "soon"),
    OrderStatus.CLOSED: (_("已改正"), "good"),
    OrderStatus.FAILED: (_("未改正"), "late"),
    OrderStatus.WITHDRAWN: (_("已撤回"), "off"),
}
WAYS = {
    DeliveryWay.DIRECT: _("直接送达"),
    DeliveryWay.LEFT: _("留置送达"),
    DeliveryWay.MAIL: _("邮寄送达"),
    DeliveryWay.ELECTRONIC: _("电子送达"),
    DeliveryWay.NOTICE: _("公告送达"),
}
MODES = {RecheckMode.DOCUMENTS: _("书面复查"), RecheckMode.VISIT: _("上门复查")}
STEPS = (_("下达"), _("送达"), _("整改报告"), _("复查"), _("办结"))
REACHED = {
    OrderStatus.ISSUED: 1,
    OrderStatus.DELIVERED: 2,
    OrderStatus.ESCALATED: 2,
    OrderStatus.REPORTED: 3,
    OrderStatus.CLOSED: 5,
    OrderStatus.FAILED: 5,
}


def standing(row: FollowUpRow) -> tuple[object, str]:
    """What it is called now: an order by its own state while it runs."""
    if row.educated:
        return _("教育代替处罚"), "good"
    if row.order is not None and row.status is not FollowUpStatus.DROPPED:
        return ORDERS[row.order.status]
    return (_("待下达"), "soon") if row.status is FollowUpStatus.OPEN and row.kind is FollowUpKind.ORDER else STATUSES[row.status]
