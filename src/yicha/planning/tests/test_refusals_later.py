"""What refusals say where a programme is changed, and beside it: late work, re-planning, relief, campaigns, lists."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from yicha.planning.rules import amending, campaigns, hours, late, relieving, replanning, simulating, sparing
from yicha.planning.tests.test_hours_rules import FRAME, WEEK, call, moment
from yicha.planning.tests.test_late_joins import DEMAND, ROW
from yicha.planning.tests.test_refusals import PLAN, TODAY, Case, numbered, refuses
from yicha.planning.types import ApproveCampaign, Change, EndSparing, Parameter, ProposeCampaign, SpareSubject, VisitStatus


def campaign(**values: Any) -> Callable[[], object]:
    days: dict[str, Any] = {"first_day": date(2026, 5, 1), "last_day": date(2026, 5, 31)}
    plain = {"region_path": "", "department": "SCJG", "name": "燃气专项", "reason": "事故多发"} | days
    return lambda: campaigns.require_proposal(ProposeCampaign(**(plain | values)))


def approval(**values: Any) -> Callable[[], object]:
    plain: dict[str, Any] = {
        "campaign": 1,
        "approved": True,
        "number": "青政发〔2026〕3号",
        "approver": "县人民政府",
        "decided_on": TODAY,
        "reason": "",
    }
    return lambda: campaigns.require_decision(ApproveCampaign(**(plain | values)), TODAY)


def entry(**values: Any) -> Callable[[], object]:
    plain: dict[str, Any] = {
        "region_path": "",
        "sid": "S",
        "item_code": "",
        "first_day": TODAY,
        "last_day": TODAY,
        "basis": "文号",
        "reason": "理由",
    }
    return lambda: sparing.require_entry(SpareSubject(**(plain | values)))


def ending(reason: str = "名单到期", day: date = TODAY, until: date | None = date(2026, 4, 16)) -> Callable[[], object]:
    return lambda: sparing.require_end(EndSparing(1, day, reason), TODAY, until, TODAY)


def busy(hour: int, minute: int) -> hours.Frame:
    """One of the two is at a door of the same town from then until noon."""
    return replace(FRAME, doors={"A": [hours.Door("别家", "城关镇", moment(WEEK[0], hour, minute), moment(WEEK[0], 12))]})


CASES: list[Case] = [
    (
        lambda: late.require_some_late(waiting=False),
        lambda: late.require_some_late(waiting=True),
        "没有待补入的：递补未抽取，下一批未到开启的日子",
        "YX-2.7b",
        ("等递补抽取完成",),
    ),
    (
        lambda: replanning.require_reason(" "),
        lambda: replanning.require_reason("病休"),
        "重新排期须说明什么变了",
        "GX-4.4",
        ("写明原因，如人员病休、企业停业",),
    ),
    (
        lambda: replanning.require_record(" "),
        lambda: replanning.require_record("纪要7号"),
        "采用须写明联席会议记录",
        PLAN,
        ("写明会议日期或纪要编号",),
    ),
    (
        lambda: replanning.require_newest(computed=False, base=1, newest=1),
        lambda: replanning.require_newest(computed=True, base=1, newest=1),
        "还没有算完",
        "GX-4.4",
        ("等试算完成",),
    ),
    (
        lambda: replanning.require_newest(computed=True, base=1, newest=2),
        lambda: replanning.require_newest(computed=True, base=2, newest=2),
        "计划已经另外调整过，这份试算过时了",
        "GX-4.4",
        ("重新试算",),
    ),
    (
        lambda: replanning.require_replannable(waiting=True, drawing=False, ahead=True),
        lambda: replanning.require_replannable(waiting=False, drawing=False, ahead=True),
        "新抽中的还没有补入",
        "YX-2.7b",
        ("先补入新抽中的",),
    ),
    (
        lambda: replanning.require_replannable(waiting=False, drawing=True, ahead=True),
        lambda: replanning.require_replannable(waiting=False, drawing=False, ahead=True),
        "执法人员正在抽取",
        "YX-2.7b",
        ("先完成或作废那次抽取",),
    ),
    (
        lambda: replanning.require_replannable(waiting=False, drawing=False, ahead=False),
        lambda: replanning.require_replannable(waiting=False, drawing=False, ahead=True),
        "只能从明天或以后排起，且在计划年度内",
        "GX-4.4",
        ("改起始日",),
    ),
    (
        lambda: replanning.require_as_it_stood([(1, replanning.standing_of(ROW))], {1: replace(ROW, status=VisitStatus.NOTIFIED)}),
        lambda: replanning.require_as_it_stood([(1, replanning.standing_of(ROW))], {1: ROW}),
        "V1试算以后已通知企业或已撤销",
        "LYG-4.3e",
        ("重新试算",),
    ),
    (
        lambda: replanning.require_as_it_stood([(1, replanning.standing_of(ROW))], {1: replace(ROW, demands=(DEMAND, DEMAND))}),
        lambda: replanning.require_as_it_stood([], {}),
        "V1试算以后已变动",
        "LYG-4.3e",
        ("重新试算",),
    ),
    (
        lambda: relieving.require_no_open_relief(waiting=True),
        lambda: relieving.require_no_open_relief(waiting=False),
        "此人的换人抽取还没有结束",
        "YX-2.7b",
        ("先完成或作废那次抽取",),
    ),
    (
        lambda: relieving.require_relief_reason(" "),
        lambda: relieving.require_relief_reason("病假"),
        "写明为什么不能到场",
        "R-SUB-3",
        ("写明原因，如病假、回避",),
    ),
    (
        lambda: amending.require_something_to_undo(0),
        lambda: amending.require_something_to_undo(1),
        "已是最初的合并结果，没有可撤销的调整",
        "GX-4.4",
        (),
    ),
    (
        lambda: simulating.require_changes([Change(Parameter.CLASS_CAP, 13)]),
        lambda: simulating.require_changes([Change(Parameter.CLASS_CAP, 12)]),
        "参数 planning.class_cap 只能在 1 到 12 之间",
        "GX-3.2",
        (),
    ),
    (
        lambda: hours.require_team(call(), moment(WEEK[0], 10), busy(10, 59)),
        lambda: hours.require_team(call(), moment(WEEK[0], 10), busy(11, 20)),
        "A某 04-13 10:59–12:00 在 别家，赶不到",
        "GX-4.4",
        ("换一个时间", "换到这一周的另一天"),
    ),
    (campaign(name=" "), campaign(), "专项行动须写明名称和要整治的问题", "GX-3.2b", ()),
    (campaign(reason=" "), campaign(), "专项行动须写明名称和要整治的问题", "GX-3.2b", ()),
    (
        campaign(last_day=date(2026, 4, 30)),
        campaign(last_day=date(2026, 5, 1)),
        "专项行动的起止日期须在同一年度内，结束不早于开始",
        "GX-3.2b",
        ("按年度分开报批",),
    ),
    (approval(approved=False), approval(approved=False, reason="重复"), "不批准须说明理由", "R-SPEC-1", ()),
    (
        approval(approver=" "),
        approval(),
        "须填写批准机关和批准文号，如青政发〔2026〕3号",
        "R-SPEC-1",
        ("先报县级以上政府或上一级机关批准",),
    ),
    (approval(decided_on=date(2026, 4, 16)), approval(), "批准日期不能晚于今天", "R-SPEC-1", ()),
    (entry(basis=" "), entry(), "列入无事不扰清单须写明依据和理由", "R-NODISTURB", ()),
    (entry(reason=" "), entry(), "列入无事不扰清单须写明依据和理由", "R-NODISTURB", ()),
    (entry(last_day=date(2026, 4, 14)), entry(), "结束早于开始", "R-NODISTURB", ()),
    (ending(" "), ending(), "移出无事不扰清单须说明理由", "R-NODISTURB", ()),
    (ending(day=date(2026, 4, 14)), ending(), "移出日期须不早于今天，并在有效期以内", "R-NODISTURB", ()),
    (ending(until=TODAY), ending(until=None), "移出日期须不早于今天，并在有效期以内", "R-NODISTURB", ()),
]


@pytest.mark.parametrize("case", CASES, ids=numbered(CASES))
def test_it_says_why_and_what_may_be_done_instead(case: Case) -> None:
    refuses(*case)
