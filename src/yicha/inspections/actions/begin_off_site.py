from datetime import datetime

from yicha.inspections.actions._entry import at_the_door, begin
from yicha.inspections.types import BeginOffSite, InspectionPermission, OffSiteBegun
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.SCAN_IN, clause="R-MODE-1 R-SUB-3 LYG-5.5")
def begin_off_site(actor: Actor, command: BeginOffSite, at: datetime, /) -> OffSiteBegun:
    """非现场检查: the same team, notice, items and days as at a door, without arrival, code and place."""
    begun = at_the_door(actor, command.inspection, at, door=False)
    begin(actor, begun, at, command.site)
    return OffSiteBegun(begun.inspection.pk, begun.planned.id, begun.officer, begun.inspection.notice)
