"""The page of the day, whole."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from yicha.disclosure.queries import publications_standing
from yicha.disclosure.types import DisclosurePermission
from yicha.inspections.types import InspectionPermission
from yicha.kernel.actor import Actor
from yicha.planning.types import PlanningPermission
from yicha.today.queries.desk import Desk, page
from yicha.today.queries.expiring import expiring
from yicha.today.queries.first_run import set_up_steps
from yicha.today.queries.lists import Lists
from yicha.today.queries.progress import progress
from yicha.today.types import Day, Shortcut, Tab


def day_of(actor: Actor, tab: Tab, at: datetime) -> Day:
    """What waits for the actor at that moment, with one of his lists in full."""
    desk = Desk(actor, at)
    publications = publications_standing(actor, desk.today) if actor.may(DisclosurePermission.READ) else []
    running_out = expiring(desk, publications)
    lists = Lists(desk, running_out)
    return Day(
        tabs=lists.counts,
        rows=tuple(lists.rows[tab]),
        expiring=tuple(running_out),
        progress=progress(desk, publications) if actor.may(PlanningPermission.READ) else None,
        steps=set_up_steps(desk, idle=not lists.rows[Tab.WAITING]),
        shortcuts=tuple(one for one in _shortcuts(desk) if one.href),
    )


def _shortcuts(desk: Desk) -> Iterator[Shortcut]:
    if desk.may(PlanningPermission.FILE_UNPLANNED):
        yield Shortcut(_("报备计划外检查"), "file-plus", page("planning:unplanned"))
    if desk.may(PlanningPermission.ADOPT):
        yield Shortcut(_("打开合并台"), "combine", page("planning:programmes"))
    if desk.may(InspectionPermission.RECORD):
        yield Shortcut(_("去现场"), "smartphone", page("inspections:check"))
