"""判定表 (tables/README.md): what lawyers read is what the rules answer."""

import csv
import itertools
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yicha.engines.deadlines import WorkingCalendar
from yicha.kernel.refusals import RuleBroken
from yicha.norms.types import NormRow, NormsInForce, NormUnit, Tag
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.planning.rules import campaigns, filing
from yicha.planning.rules.entry import Asked, Standing, hindrance, open_from, quiet_of
from yicha.planning.rules.exempting import require_evidence, require_filed_ground
from yicha.planning.rules.limits import LIMITS
from yicha.planning.rules.publishing import is_late
from yicha.planning.types import (
    ApproveCampaign,
    ClassUsed,
    FilingStatus,
    Ground,
    ProposeCampaign,
    YearLeft,
)
from yicha.subjects.testing import subject_row

TABLES = Path(__file__).parent / "tables"
CALENDAR: WorkingCalendar = shipped_working_days()
TODAY = date(2026, 11, 20)
NORMS = shipped_norms_in_force("", TODAY)
GROUNDS = {
    "计划行": None,
    "法律另有规定": Ground.LEGAL,
    "联席会议同意": Ground.CONSENT,
    "告知承诺": Ground.COMMITMENT,
    "环保安全": Ground.ENV_SAFETY,
    "国家省专项": Ground.SUPERIOR,
    "投诉举报": Ground.COMPLAINT,
    "转办交办": Ground.ASSIGNED,
    "数据监测": Ground.DATA_CLUE,
    "企业申请": Ground.REQUEST,
}
ANSWERS = {
    "": "可以",
    "class_within_cap": "同类已查",
    "visit_within_cap": "上门已满",
    "visit_outside_quiet_days": "安静期",
    "subject_not_spared": "清单上",
    "organ_within_cap": "部门已满",
}
SAID = ("编号", "条款", "结论", "说明")


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def cases(name: str) -> Iterator[dict[str, str]]:
    """Every row, once for each choice of its values."""
    for row in table(name):
        asked = {key: value.split("/") for key, value in row.items() if key not in SAID}
        for chosen in itertools.product(*asked.values()):
            yield dict(zip(asked, chosen, strict=True)) | {key: row[key] for key in SAID}


def every(name: str) -> list[object]:
    return [pytest.param(case, id=f"{case['编号']}-{number}") for number, case in enumerate(cases(name))]


def test_the_tables_hold_enough_and_say_nothing_twice() -> None:
    found = {name: list(cases(name)) for name in ("entry", "filing", "evidence", "campaign")}
    assert sum(map(len, found.values())) >= 300
    for name, rows in found.items():
        asked = [tuple(value for key, value in row.items() if key not in SAID) for row in rows]
        assert len(asked) == len(set(asked)), name


# 能不能排


def standing_of(case: Mapping[str, str]) -> Standing:
    used = tuple(ClassUsed("食品", date(2026, 3, day + 1), "省局", None, free=False, done=True) for day in range(int(case["同类已查"])))
    cap = None if case["上门上限"] == "无" else int(case["上门上限"])
    year = YearLeft(
        year=2026,
        class_cap=int(case["同类上限"]),
        visit_cap=cap,
        visits=int(case["已上门"]),
        uses=used,
        per_site=False,
        earliest=TODAY,
        organ_cap=None if case["部门上限"] == "无" else int(case["部门上限"]),
        organs={"市监局": int(case["本部门已去"]), "消防": 9},
    )
    quiet = [(date(2026, 12, 1), date(2026, 12, 20))] if case["安静期"] == "是" else [(date(2026, 12, 16), date(2026, 12, 20))]
    return Standing(year, quiet, {"否": (), "本事项": ("I-1",), "所有事项": ("",), "其他事项": ("I-2",)}[case["清单"]])


@pytest.mark.clause("LYG-4.3d", "R-FREQ-1", "R-FREQ-2", "R-FREQ-3", "R-FREQ-4", "R-NODISTURB")
@pytest.mark.parametrize("case", every("entry"))
def test_entry(case: dict[str, str]) -> None:
    found = hindrance(Asked("市监局", "I-1", "食品", date(2026, 12, 15), GROUNDS[case["凭据"]]), standing_of(case))
    assert ANSWERS[found] == case["结论"], case["说明"]
    if found:
        assert LIMITS[found].clause == case["条款"]


def test_quiet_days_hold_from_the_first_to_the_last() -> None:
    firm = subject_row(0, blocked=(("2026-12-10", "2026-12-12"),))
    left = YearLeft(2026, 1, None, 0, (), per_site=False, earliest=TODAY)
    found = [hindrance(Asked("", "I-1", "食品", date(2026, 12, day)), Standing(left, quiet_of(firm), ())) for day in range(9, 14)]
    assert found == ["", *["visit_outside_quiet_days"] * 3, ""]


# 报备


def norms(term: str) -> NormsInForce:
    amount, unit = term.removesuffix("工作日").removesuffix("日"), NormUnit("wd" if term.endswith("工作日") else "d")
    row = NormRow("clock.unplanned_filing", unit, "当地规定", Tag.PROPOSED, date(2024, 1, 1), amount=Decimal(amount))
    return NormsInForce("", TODAY, {**NORMS.rows, row.code: row})


STATUS = {"待定": FilingStatus.FILED, "同意": FilingStatus.CONSENTED, "不同意": FilingStatus.REFUSED}


def filed(case: Mapping[str, str]) -> tuple[str, str]:
    """What becomes of it, and by which clause: the order is that of the use cases."""
    ground = "" if case["凭据"] == "无" else str(GROUNDS[case["凭据"]])
    asked, decision, _ = case["意见"].partition("后排入")
    what = "拒绝"
    try:
        require_filed_ground(ground, case["材料"])
        what = "编入后续计划"
        filing.require_filed_in_time(date.fromisoformat(case["检查日"]), date.fromisoformat(case["报备日"]), norms(case["期限"]), CALENDAR)
        what = "不得排入"
        if decision:
            filing.require_consent(STATUS[asked], ground)
    except RuleBroken as refused:
        return what, refused.clause
    return "排入" if decision else "报备", ""


@pytest.mark.clause("LYG-4.3b", "LYG-4.3c", "R-PLAN-3", "R-PLAN-4")
@pytest.mark.parametrize("case", every("filing"))
def test_filing(case: dict[str, str]) -> None:
    assert filed(case) == (case["结论"], case["条款"]), case["说明"]


@pytest.mark.parametrize("case", every("filing"))
def test_only_what_is_late_is_deferred(case: dict[str, str]) -> None:
    late = filed(case)[0] == "编入后续计划"
    on, today = date.fromisoformat(case["检查日"]), date.fromisoformat(case["报备日"])
    if filed(case)[0] == "拒绝":
        return
    try:
        filing.require_late(on, today, norms(case["期限"]), CALENDAR)
    except RuleBroken:
        assert not late
    else:
        assert late


# 证明材料


@pytest.mark.clause("LYG-4.3c", "LYG-4.3d", "R-FREQ-4")
@pytest.mark.parametrize("case", every("evidence"))
def test_evidence(case: dict[str, str]) -> None:
    ground = GROUNDS[case["凭据"]]
    assert ground is not None
    with nullcontext() if case["结论"] == "可以" else pytest.raises(RuleBroken) as refused:
        require_evidence(ground, case["材料"])
    assert refused is None or refused.value.clause == case["条款"], case["说明"]


# 专项行动


def become_of(case: Mapping[str, str]) -> tuple[str, str]:
    what = "不得报批"
    try:
        days = (date.fromisoformat(case["从"]), date.fromisoformat(case["到"]))
        campaigns.require_proposal(ProposeCampaign("", "SCJG", case["名称"], case["问题"], *days))
        what = "不得批准"
        decided = date.fromisoformat(case["批准日"]) if case["批准日"] else None
        campaigns.require_decision(ApproveCampaign(1, case["批准"] == "是", case["文号"], case["机关"], decided), TODAY)
    except RuleBroken as refused:
        return what, refused.clause
    assert decided is not None
    late = is_late(campaigns.publish_by(decided, NORMS, CALENDAR), date.fromisoformat(case["公布日"]))
    return ("晚于期限" if late else "按时公布"), ""


@pytest.mark.clause("GX-3.2b", "R-SPEC-1")
@pytest.mark.parametrize("case", every("campaign"))
def test_campaign(case: dict[str, str]) -> None:
    assert become_of(case) == (case["结论"], case["条款"]), case["说明"]


# 另一种写法：一天一天地走，什么都不记，每次从头数


@pytest.mark.clause("R-NODISTURB LYG-4.3d")
@pytest.mark.parametrize(
    ("closed", "day"),
    [
        ([], (2026, 11, 20)),
        ([((2026, 11, 1), (2026, 11, 19))], (2026, 11, 20)),
        ([((2026, 11, 1), (2026, 11, 20))], (2026, 11, 21)),
        ([((2026, 11, 21), (2026, 12, 31)), ((2026, 11, 1), (2026, 11, 20))], (2027, 1, 1)),
        ([((2026, 11, 1), (2026, 11, 25)), ((2026, 11, 10), (2026, 11, 22))], (2026, 11, 26)),
    ],
    ids=["open", "over", "its last day", "one after the other", "one inside the other"],
)
def test_the_next_possible_day_is_no_day_of_peace(closed: list[tuple[tuple[int, int, int], ...]], day: tuple[int, int, int]) -> None:
    periods = [(date(*first), date(*last)) for first, last in closed]
    assert open_from(TODAY, periods) == date(*day)
