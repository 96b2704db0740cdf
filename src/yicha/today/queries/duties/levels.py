"""What waits on account of whistles of the towns and of tasks from above."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yicha.levels.queries import musters_owed, tasks_owed, whistles
from yicha.levels.types import UnitStatus, WhistleStatus
from yicha.norms.queries import until_moment
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row

ACTS = {UnitStatus.DISPATCHED: gettext_lazy("认领"), UnitStatus.CLAIMED: gettext_lazy("办理"), UnitStatus.ENDED: gettext_lazy("反馈")}


def musters(desk: Desk) -> Iterator[Row]:
    """Whistles that named this department and have not heard of it."""
    for row in musters_owed(desk.actor):
        clock = until_moment(row.report_by, desk.at)
        yield Row(
            _("报到：%(place)s") % {"place": row.place},
            row.number,
            desk.short(row.raised_by),
            clock,
            _("报到"),
            page("levels:whistle", row.id),
        )


def silent(desk: Desk) -> Iterator[Row]:
    """Whistles that some department did not answer in time."""
    for row in whistles(desk.actor):
        if row.status is WhistleStatus.ESCALATED:
            names = "、".join(map(desk.short, row.silent))
            title = _("吹哨逾期未报到：%(place)s") % {"place": row.place}
            yield Row(
                title, names, desk.short(row.raised_by), until_moment(row.report_by, desk.at), _("督促"), page("levels:whistle", row.id)
            )


def tasks(desk: Desk) -> Iterator[Row]:
    """Tasks from above in which this department has to claim, to end or to feed back."""
    for row in tasks_owed(desk.actor):
        unit = row.unit(desk.actor.department)
        if unit is not None:
            clock = desk.until(unit.feed_back_by or row.claim_by)
            act = ACTS[unit.status]
            yield Row(row.name, row.number, row.initiator, clock, str(act), page("levels:task", row.id))
