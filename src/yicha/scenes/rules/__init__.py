"""What must hold of a scene."""

from yicha.scenes.rules.differences import differences
from yicha.scenes.rules.packages import exported, likely, localised, packed, require_signed, unpacked
from yicha.scenes.rules.proposals import (
    LIMITS,
    item_row,
    offered_item,
    require_asked,
    require_fillable,
    require_findings,
    require_from_tomorrow,
    require_in_force,
    require_lead,
    require_listed,
    require_member,
    require_no_proposal,
    require_one_question,
    require_open,
    require_readable,
    require_reason,
    require_whole,
)
from yicha.scenes.rules.wording import conditions_of, needs_of

__all__ = [
    "LIMITS",
    "conditions_of",
    "differences",
    "exported",
    "item_row",
    "likely",
    "localised",
    "needs_of",
    "offered_item",
    "packed",
    "require_asked",
    "require_fillable",
    "require_findings",
    "require_from_tomorrow",
    "require_in_force",
    "require_lead",
    "require_listed",
    "require_member",
    "require_no_proposal",
    "require_one_question",
    "require_open",
    "require_readable",
    "require_reason",
    "require_signed",
    "require_whole",
    "unpacked",
]
