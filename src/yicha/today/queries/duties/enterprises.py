"""What waits because an enterprise asked for it."""

from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from yicha.inspections.queries import objections
from yicha.planning.queries import hours_requests, visit
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def hours(desk: Desk) -> Iterator[Row]:
    """双预约: who wants another hour waits for the department that leads; answered before the first of the two hours."""
    for row in hours_requests(desk.actor):
        wanted = localtime(row.wanted_at)
        day = min(visit(desk.actor, row.visit).days[0], wanted.date())
        note = _("想改到 %(hour)s · %(reason)s") % {"hour": f"{wanted:%m-%d %H:%M}", "reason": row.reason}
        title = _("答复改期：%(name)s") % {"name": row.name}
        yield Row(title, note, row.name, desk.until(day), _("答复"), page("planning:answer_hours", row.visit))


def objected(desk: Desk) -> Iterator[Row]:
    """Visits that stand still until the legal supervisor has decided."""
    for row in objections(desk.actor, desk.at):
        title = _("裁定异议：%(name)s") % {"name": row.name}
        yield Row(title, row.words, row.name, row.clock, _("裁定"), page("inspections:decide_objection", row.inspection))
