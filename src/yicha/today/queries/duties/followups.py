"""What waits after visits: matters of the department that are due soon or late."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yicha.engines.deadlines import Light
from yicha.followups.queries import follow_ups
from yicha.followups.types import FollowUpKind, FollowUpRow, FollowUpStatus, OrderStatus
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row

PRESSING = (Light.OVER, Light.NOW, Light.SOON)
ACTS = {
    OrderStatus.ISSUED: gettext_lazy("送达"),
    OrderStatus.DELIVERED: gettext_lazy("催办"),
    OrderStatus.ESCALATED: gettext_lazy("复查"),
    OrderStatus.REPORTED: gettext_lazy("复查"),
}


def matters(desk: Desk) -> Iterator[Row]:
    """What has time is on the desk of 后续处置; here is what presses."""
    for row in follow_ups(desk.actor, desk.at, statuses=(FollowUpStatus.OPEN,)):
        if row.clock and row.clock.light in PRESSING:
            note = row.order.number if row.order else row.inspection_number
            yield Row(_title(row), note, desk.short(row.department), row.clock, _act(row), page("followups:follow_up", row.id))


def _title(row: FollowUpRow) -> str:
    words = _("责令改正：%(name)s") if row.kind is FollowUpKind.ORDER else _("后续处置：%(name)s")
    return words % {"name": row.name}


def _act(row: FollowUpRow) -> str:
    return str(ACTS[row.order.status]) if row.order and row.order.status in ACTS else _("办理")
