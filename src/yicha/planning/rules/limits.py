"""What the database's limits say when they say no, and the lawful ways out (R-FREQ-1 … R-FREQ-3, R-PLAN-2)."""

from collections.abc import Iterable
from typing import Final

from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit
from yicha.norms.types import NormsInForce
from yicha.planning.rules.exempting import EXEMPT, FILE_FIRST, TRIGGERED
from yicha.planning.rules.filing import NEXT_PLAN, REVIEWED_FIRST

# R-FREQ-3: a region may set each, and each again for a credit class (….A); none is shipped
VISITS_PER_YEAR: Final = "planning.visits_per_year"
ORGAN_VISITS_PER_YEAR: Final = "planning.organ_visits_per_year"  # of one department
OTHER_DAYS: Final = Exit("改到安静期以外的日期")
CLASS_CAP: Final = "class_within_cap"
VISIT_CAP: Final = "visit_within_cap"
ORGAN_CAP: Final = "organ_within_cap"
ITEM_CAP: Final = "item_within_cap"
QUIET_DAYS: Final = "visit_outside_quiet_days"
SPARED: Final = "subject_not_spared"
LIMITS: Final = {
    CLASS_CAP: Limit("LYG-4.3d", "同一企业同类检查本年度已经做过或已经安排", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "class_slot_taken_once": Limit("LYG-4.3d", "同一企业同类检查本年度已经安排", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    VISIT_CAP: Limit("R-FREQ-3", "该企业本年度上门次数已到上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "visit_slot_taken_once": Limit("R-FREQ-3", "该企业本年度上门次数已到上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    ORGAN_CAP: Limit("R-FREQ-3", "本部门今年到该企业检查的次数已到上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "organ_slot_taken_once": Limit("R-FREQ-3", "本部门今年到该企业检查的次数已到上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    ITEM_CAP: Limit("R-FREQ-3", "这一事项今年到该企业检查的次数已到事项清单的频次上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    "item_slot_taken_once": Limit("R-FREQ-3", "这一事项今年到该企业检查的次数已到事项清单的频次上限", (EXEMPT, TRIGGERED, NEXT_PLAN)),
    QUIET_DAYS: Limit("R-NODISTURB", "检查日期在企业的安静期内", (OTHER_DAYS, TRIGGERED)),
    SPARED: Limit("R-NODISTURB", "该企业在无事不扰清单上，这一事项不做计划检查", (TRIGGERED, EXEMPT, NEXT_PLAN)),
    "filing_in_time": Limit("LYG-4.3b", "报备晚于规定期限，不得单独检查", (NEXT_PLAN, TRIGGERED)),
    "campaign_within_cap": Limit("GX-3.2b", "该部门本年度专项行动已到规定个数", (Exit("并入已批准的专项行动"), NEXT_PLAN)),
    "campaign_slot_taken_once": Limit("GX-3.2b", "该部门本年度专项行动已到规定个数", (Exit("并入已批准的专项行动"), NEXT_PLAN)),
    "campaign_number_once": Limit("GX-3.2b", "这一批准文号已经用于另一个专项行动"),
    "line_campaign_approved": Limit(
        "GX-3.2b", "计划行所属的专项行动没有批准，或时间窗超出行动期限", (Exit("先报批专项行动"), Exit("改时间窗"))
    ),
    "visit_has_a_ground": Limit("R-PLAN-2", "没有计划行、报备或检查事由，不得上门", (FILE_FIRST, TRIGGERED, NEXT_PLAN)),
    "demand_ground_is_lawful": Limit("R-PLAN-2", "所依据的计划未定，或报备未经同意", (FILE_FIRST, TRIGGERED, NEXT_PLAN)),
    "line_item_in_force": Limit("R-ITEM-1", "事项没有公布、在计划的时间内不生效，或由上级检查", (REVIEWED_FIRST,)),
    "demand_item_in_force": Limit("R-ITEM-1", "事项没有公布、在上门的日期不生效，或由上级检查", (REVIEWED_FIRST, NEXT_PLAN)),
    "officer_at_one_door": Limit("R-SUB-3", "同一名执法人员同一时间已经排在另一家", (Exit("换一个时间"), Exit("换到这一周的另一天"))),
    "visit_hours_on_its_days": Limit("LYG-4.3a", "这个时间不在可以上门的日子里", (Exit("换到这一周的另一天"),)),
    "programme_one_adopted_a_year": Limit("LYG-4.3a", "本年度合并计划已经审定"),
    "replan_one_adopted_a_version": Limit("GX-4.4", "另一份调整已经先采用", (Exit("重新试算"),)),
    "replan_replaces_untold": Limit("LYG-4.3e", "已通知企业的上门不再变动", (Exit("重新试算"),)),
    "visit_told_stays": Limit("LYG-4.3e", "已通知企业的上门不再变动", (Exit("由企业申请改期"), Exit("逐次撤销并说明原因"))),
    "programme_one_merging_a_year": Limit("LYG-4.3a", "正在合并，算完才能再来一次"),
}


def cap_of(norms: NormsInForce, code: str, credit_class: str) -> int | None:
    """R-FREQ-3: the cap of a credit class, else the region's; None if neither is set."""
    rows = (norms.rows.get(f"{code}.{credit_class}") if credit_class else None, norms.rows.get(code))
    return next((row.whole for row in rows if row), None)


def visit_cap(norms: NormsInForce, own: int | None, credit_class: str) -> int | None:
    """R-FREQ-3: how many counted visits a year: the site's own cap, else its credit class's, else the region's; None if none is set."""
    return own if own is not None else cap_of(norms, VISITS_PER_YEAR, credit_class)


def organ_cap(norms: NormsInForce, credit_class: str) -> int | None:
    """R-FREQ-3: how many counted visits a year of any one department: the credit class's cap, else the region's; None if none is set."""
    return cap_of(norms, ORGAN_VISITS_PER_YEAR, credit_class)


def least(caps: Iterable[int | None]) -> int | None:
    """R-FREQ-3: of the sites that count together the least cap; None if none has one."""
    return min((cap for cap in caps if cap is not None), default=None)
