"""What a refusal of this room says, by which clause, and what may be done instead; and the nearest that is not refused."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from yicha.kernel.refusals import RuleBroken
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.planning.rules import (
    exempting,
    filing,
    giving_back,
    hours,
    staffing,
)
from yicha.planning.testing import line_row
from yicha.planning.tests.test_hours_rules import FRAME, WEEK, call, moment
from yicha.planning.tests.test_late_joins import ROW
from yicha.planning.types import (
    FilingStatus,
    HoursRequestStatus,
    PlanStatus,
    Stance,
    VisitStatus,
)

TODAY = date(2026, 4, 15)
NORMS, CALENDAR = shipped_norms_in_force("", TODAY), shipped_working_days()
PLAN = "LYG-4.3a"
PERSON = ("与通知书上的联系人商量",)
Way = tuple[str, ...]
Case = tuple[Callable[[], object], Callable[[], object], str, str, Way]  # refused, allowed, words, clause, ways on


def wave(**values: Any) -> Callable[[], object]:
    window = (date(2026, 3, 2), date(2026, 6, 26))
    plain: dict[str, Any] = {"window": window, "first_wave": 40, "second_from": date(2026, 5, 4)}
    return lambda: filing.require_waves(line_row(**(plain | values)))


WAVES = "计划行 SCJG-01：分批的须随机抽取、不设最少户数，写明第一批占比（1%—99%）和时间窗内的第二批日期"


PART = replace(ROW, officers=ROW.officers[:1])


def numbered(cases: Sequence[Case]) -> list[str]:
    return [f"{number} {case[2][:24]}" for number, case in enumerate(cases)]


def refuses(refused: Callable[[], object], allowed: Callable[[], object], words: str, clause: str, ways: Way) -> None:
    with pytest.raises(RuleBroken) as told:
        refused()
    assert (told.value.message, told.value.clause, tuple(way.what for way in told.value.exits)) == (words, clause, ways)
    allowed()


CASES: list[Case] = [
    (
        lambda: filing.require_open(PlanStatus.FILED),
        lambda: filing.require_open(PlanStatus.RETURNED),
        "计划已经报送，撤回以后才能改",
        PLAN,
        ("先撤回",),
    ),
    (
        lambda: filing.require_not_frozen(PlanStatus.FROZEN),
        lambda: filing.require_not_frozen(PlanStatus.FILED),
        "计划已经冻结，不能再改",
        PLAN,
        (exempting.FILE_FIRST.what, "编入后续计划"),
    ),
    (wave(first_wave=100), wave(first_wave=99), WAVES, "YX-2.7b", ("改为一次抽查", "写明占比和日期")),
    (wave(first_wave=0), wave(first_wave=0, second_from=None), WAVES, "YX-2.7b", ("改为一次抽查", "写明占比和日期")),
    (wave(second_from=None), wave(first_wave=1), WAVES, "YX-2.7b", ("改为一次抽查", "写明占比和日期")),
    (
        wave(second_from=date(2026, 3, 2)),
        wave(second_from=date(2026, 3, 3)),
        WAVES,
        "YX-2.7b",
        ("改为一次抽查", "写明占比和日期"),
    ),
    (
        wave(second_from=date(2026, 6, 27)),
        wave(second_from=date(2026, 6, 26)),
        WAVES,
        "YX-2.7b",
        ("改为一次抽查", "写明占比和日期"),
    ),
    (wave(min_count=1), wave(), WAVES, "YX-2.7b", ("改为一次抽查", "写明占比和日期")),
    (wave(selection="full"), wave(), WAVES, "YX-2.7b", ("改为一次抽查", "写明占比和日期")),
    (lambda: filing.require_some_plans(0), lambda: filing.require_some_plans(1), "还没有部门报送计划", PLAN, ("等部门报送",)),
    (
        lambda: filing.require_drawn(False),
        lambda: filing.require_drawn(True),
        "还没有抽取结果，不能合并",
        "YX-2.7b",
        ("先完成抽取",),
    ),
    (
        lambda: filing.require_witnessed(is_test=True, demo=False),
        lambda: filing.require_witnessed(is_test=True, demo=True),
        "测试抽取未经见证，不能作为审定依据",
        "YX-2.7b",
        ("作废后重新冻结，写明公共随机数的来源和期号",),
    ),
    (
        lambda: filing.require_none_adopted(True),
        lambda: filing.require_none_adopted(False),
        "本年度计划已审定，不能重新合并",
        PLAN,
        (exempting.FILE_FIRST.what, exempting.TRIGGERED.what),
    ),
    (
        lambda: filing.require_given_up(False),
        lambda: filing.require_given_up(True),
        "正在合并，算完才能再来一次",
        PLAN,
        ("在合并台等它算完",),
    ),
    (lambda: filing.require_reason("\n", "取消", PLAN), lambda: filing.require_reason("停业", "取消", PLAN), "取消必须说明原因", PLAN, ()),
    (
        lambda: filing.require_stance(Stance.ADJUST, " "),
        lambda: filing.require_stance(Stance.AGREE, " "),
        "不同意须说明理由",
        "GX-4.4",
        (),
    ),
    (
        lambda: filing.require_round(0, 2, ["SCJG", "XFJY"]),
        lambda: filing.require_round(0, 2, []),
        "正在征集意见，等部门答复或期限过后再征集",
        "GX-4.4",
        ("催这些部门答复",),
    ),
    (
        lambda: filing.require_round(2, 2, []),
        lambda: filing.require_round(1, 2, []),
        "已征集 2 轮，不再来回",
        "GX-4.4",
        ("由联席办逐一裁定",),
    ),
    (
        lambda: filing.require_asked([]),
        lambda: filing.require_asked(["SCJG"]),
        "没有部门要求调整，不必再征集",
        "GX-4.4",
        ("提交联席会议审定",),
    ),
    (
        lambda: filing.require_in_round(asked=False, today=TODAY, last_day=TODAY),
        lambda: filing.require_in_round(asked=True, today=TODAY, last_day=TODAY),
        "现在没有征集本部门的意见",
        "GX-4.4",
        ("等联席办征集意见",),
    ),
    (
        lambda: filing.require_in_round(asked=True, today=date(2026, 4, 16), last_day=TODAY),
        lambda: filing.require_in_round(asked=True, today=date(2026, 4, 14), last_day=TODAY),
        "答复期限 2026-04-15 已过，视为同意",
        "GX-4.4",
        ("在联席会议上提出",),
    ),
    (
        lambda: filing.require_round_over(TODAY, TODAY),
        lambda: filing.require_round_over(date(2026, 4, 16), TODAY),
        "征集意见的期限未到",
        "GX-4.4",
        ("等期限过后",),
    ),
    (
        lambda: filing.require_last_round(1, 2),
        lambda: filing.require_last_round(2, 2),
        "还可以再征集一轮",
        "GX-4.4",
        ("调整后再征集意见",),
    ),
    (
        lambda: filing.require_heard(["SCJG"]),
        lambda: filing.require_heard([]),
        "还有部门没有答复意见，期限未到",
        "GX-4.4",
        ("催这些部门答复",),
    ),
    (
        lambda: filing.require_no_objection(["XFJY", "SCJG"]),
        lambda: filing.require_no_objection([]),
        "还有部门没有同意：SCJG、XFJY",
        PLAN,
        ("调整后再征集一轮意见", "轮数用完后由联席办裁定"),
    ),
    (
        lambda: filing.require_consent(FilingStatus.FILED, ""),
        lambda: filing.require_consent(FilingStatus.FILED, "commitment"),
        "联席会议没有同意，不得入企检查",
        "LYG-4.3c",
        ("编入后续计划", exempting.TRIGGERED.what, exempting.EXEMPT.what),
    ),
    (
        lambda: filing.require_late(date(2026, 4, 20), TODAY, NORMS, CALENDAR),
        lambda: filing.require_late(date(2026, 4, 19), TODAY, NORMS, CALENDAR),
        "还来得及报备，不必等下一次计划",
        "LYG-4.3b",
        (exempting.FILE_FIRST.what,),
    ),
    (
        lambda: exempting.require_filed_ground("", "编号1"),
        lambda: exempting.require_filed_ground("", " "),
        "填了证明材料，须选豁免情形",
        "LYG-4.3c",
        (),
    ),
    (
        lambda: exempting.require_filed_ground("legal", "《消防法》"),
        lambda: exempting.require_filed_ground("commitment", "编号1"),
        "报备不能以“legal”免除同意",
        "LYG-4.3c",
        (exempting.FILE_FIRST.what,),
    ),
    (
        lambda: hours.require_movable(VisitStatus.NOTIFIED),
        lambda: hours.require_movable(VisitStatus.PUBLISHED),
        "时间已经通知企业，不再变动",
        "LYG-4.3e",
        ("企业申请改期，由牵头部门答复", "由联席办取消，重新安排"),
    ),
    (
        lambda: hours.require_staffed(call(), staffed=False),
        lambda: hours.require_staffed(call(), staffed=True),
        "V001 还没有抽定执法人员",
        "R-SUB-3",
        ("先抽取执法人员",),
    ),
    (
        lambda: hours.require_hour(call(), moment(date(2026, 4, 18), 10), FRAME),
        lambda: hours.require_hour(call(), moment(WEEK[0], 10), FRAME),
        "只能在 04-13、04-14、04-15、04-16、04-17 上门：这是各计划行时间窗都允许的日子",
        PLAN,
        ("换到这一周的另一天",),
    ),
    (
        lambda: hours.require_told(VisitStatus.PUBLISHED),
        lambda: hours.require_told(VisitStatus.NOTIFIED),
        "只有已通知、还没有进行的检查可以申请改期",
        "LYG-4.3e",
        PERSON,
    ),
    (
        lambda: hours.require_first_wish(True),
        lambda: hours.require_first_wish(False),
        "每次检查只能申请改期一次",
        "LYG-4.3e",
        PERSON,
    ),
    (
        lambda: hours.require_open_wish(HoursRequestStatus.GRANTED),
        lambda: hours.require_open_wish(HoursRequestStatus.OPEN),
        "改期申请已经答复",
        "LYG-4.3e",
        (),
    ),
    (lambda: hours.require_wish_reason(" "), lambda: hours.require_wish_reason("停电"), "必须说明原因", "LYG-4.3e", ("写明原因",)),
    (
        lambda: staffing.require_posts(1, under_way=True),
        lambda: staffing.require_posts(1, under_way=False),
        "上一次执法人员抽取还没有完成",
        "YX-2.7b",
        ("先完成或作废那次抽取",),
    ),
    (
        lambda: staffing.require_posts(0, under_way=False),
        lambda: staffing.require_posts(1, under_way=False),
        "没有待配执法人员的上门",
        "YX-2.7b",
        ("个别人不能到场的，换人",),
    ),
    (
        lambda: staffing.require_whole_team(PART),
        lambda: staffing.require_whole_team(replace(ROW, officers=())),
        "新并入的部门还没有执法人员",
        "R-SUB-3",
        ("先抽执法人员",),
    ),
    (
        lambda: giving_back.require_others_come("SCJG", ["SCJG", "XFJY"], "SCJG"),
        lambda: giving_back.require_others_come("XFJY", ["SCJG", "XFJY"], "SCJG"),
        "牵头部门不来，这次检查就没有人牵头",
        PLAN,
        ("取消整次检查", "请政府指定别的部门牵头后重新安排"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=numbered(CASES))
def test_it_says_why_and_what_may_be_done_instead(case: Case) -> None:
    refuses(*case)
