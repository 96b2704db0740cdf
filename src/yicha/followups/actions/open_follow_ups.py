from datetime import datetime

from yicha.followups.actions._opened import open_kinds
from yicha.followups.models import FollowUp, Problem
from yicha.followups.types import OPENS, FollowUpPermission, FollowUpsOpened, OpenFollowUps
from yicha.inspections.queries import concluded_part
from yicha.inspections.types import ConcludedPart
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FollowUpPermission.OPEN, clause="LYG-4.4a")
def open_follow_ups(actor: Actor, command: OpenFollowUps, at: datetime, /) -> FollowUpsOpened:
    """后续处置 of a concluded part: what its result opens (`OPENS`), and its problems, each on its own."""
    part = concluded_part(actor, command.inspection, command.department)
    kinds = OPENS[command.outcome]
    Problem.objects.bulk_create(_problems(part))
    like = FollowUp(region_path=part.region_path, inspection_id=part.inspection, department=part.department, subject_id=command.sid)
    open_kinds(like, kinds, "", part.concluded_at)
    return FollowUpsOpened(part.inspection, part.department, kinds, len(part.failed))


def _problems(part: ConcludedPart) -> list[Problem]:
    return [
        Problem(
            region_path=part.region_path,
            inspection_id=part.inspection,
            department=part.department,
            subject_id=part.sid,
            item_code=one.item_code,
            point=one.point,
            content=one.content,
            basis=one.basis,
            note=one.note,
            checked_at=part.checked_at,
        )
        for one in part.failed
    ]
