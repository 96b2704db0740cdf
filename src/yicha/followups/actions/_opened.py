"""Opening follow-ups: by an order at the door, by a result, by a decision, by a recheck that found nothing corrected."""

from collections.abc import Iterable
from datetime import datetime

from yicha.followups.models import FollowUp
from yicha.followups.types import FollowUpKind


def open_kinds(like: FollowUp, kinds: Iterable[FollowUpKind], reason: str, at: datetime) -> None:
    """More of the same part of the same inspection; what is there already stays as it is."""
    for kind in kinds:
        origin = {"region_path": like.region_path, "subject_id": like.subject_id, "opened_at": at, "reason": reason}
        FollowUp.objects.get_or_create(inspection_id=like.inspection_id, department=like.department, kind=kind.value, defaults=origin)
