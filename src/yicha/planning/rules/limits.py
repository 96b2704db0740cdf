"""What the database's limits say when they say no, and the lawful ways out (R-FREQ-1 … R-FREQ-3, R-PLAN-2)."""

from typing import Final

from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit
from yicha.planning.rules.filing import EXEMPT, FILE_FIRST, NEXT_PLAN, REVIEWED_FIRST, TRIGGERED

VISITS_PER_YEAR: Final = "planning.visits_per_year"  # a region may set one (R-FREQ-3); none is shipped
LIMITS: Final = {
    "class_within_cap": Limit("LYG-4.3d", "同一企业同类检查本年度已经做过或已经安排", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "class_slot_taken_once": Limit("LYG-4.3d", "同一企业同类检查本年度已经安排", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "visit_within_cap": Limit("R-FREQ-3", "该企业本年度上门次数已到上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "visit_slot_taken_once": Limit("R-FREQ-3", "该企业本年度上门次数已到上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "visit_has_a_ground": Limit("R-PLAN-2", "没有计划行、报备或检查事由，不得上门", (FILE_FIRST, TRIGGERED, NEXT_PLAN)),
    "demand_ground_is_lawful": Limit("R-PLAN-2", "所依据的计划未定，或报备未经同意", (FILE_FIRST, TRIGGERED, NEXT_PLAN)),
    "line_item_in_force": Limit("R-ITEM-1", "事项没有公布，或在计划的时间内不生效", (REVIEWED_FIRST,)),
    "demand_item_in_force": Limit("R-ITEM-1", "事项没有公布，或在上门的日期不生效", (REVIEWED_FIRST, NEXT_PLAN)),
    "officer_at_one_door": Limit("R-SUB-3", "同一名执法人员同一时间已经排在另一家", (Exit("换一个时间"), Exit("换到这一周的另一天"))),
    "programme_one_adopted_a_year": Limit("LYG-4.3a", "本年度合并计划已经审定"),
    "programme_one_merging_a_year": Limit("LYG-4.3a", "正在合并，算完才能再来一次"),
}
