"""What must hold before a plan is filed, merged or adopted and before a visit outside it: each rule as a table, with its lawful ways on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from yicha.items.testing import item_row
from yicha.items.types import AuthorityLevel, ItemClass, ItemRow
from yicha.kernel.refusals import NotPermitted, Refusal
from yicha.kernel.testing import REGION, actor
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.planning.rules import filing
from yicha.planning.rules.exempting import EXEMPT, TRIGGERED
from yicha.planning.rules.limits import LIMITS
from yicha.planning.rules.publishing import is_late, publish_by
from yicha.planning.tests.files import FIRE, YEAR, plan_line
from yicha.planning.types import FilingStatus, LineRow, Stance

NORMS = shipped_norms_in_force("", date(YEAR, 1, 1))
CALENDAR = shipped_working_days()
ITEM = item_row(code="I-1", check_class="食品安全", item_class=ItemClass.KEY)
GENERAL = item_row(code="I-G", check_class="食品安全")
LEAST = 2


def line(**values: Any) -> LineRow:
    return plan_line(**({"item_code": "I-1", "check_class": "食品安全"} | values)).line


Refused = tuple[str, str, list[str]]
PASSED: Refused = ("", "", [])


def refusal(act: Callable[[], object]) -> Refused:
    """(clause, message, ways on); nothing if the rule lets it pass."""
    try:
        act()
    except Refusal as said:
        return said.clause, said.message, [way.what for way in said.exits]
    return PASSED


@pytest.mark.parametrize(
    ("department", "whole_region", "allowed"), [("SCJG", False, True), ("XFJY", False, False), ("XFJY", True, True), ("", False, False)]
)
def test_a_department_files_its_own_plan(department: str, *, whole_region: bool, allowed: bool) -> None:
    somebody = actor(department=department, whole_region=whole_region)
    if allowed:
        filing.require_own(somebody, "SCJG")
        return
    with pytest.raises(NotPermitted, match="只能办理本部门的计划") as refused:
        filing.require_own(somebody, "SCJG")
    assert refused.value.clause == "LYG-4.3a"
    assert [(way.what, way.need) for way in refused.value.exits] == [("请该部门办理", "SCJG")]


@pytest.mark.clause("R-ITEM-1", "R-SUB-3", "R-MERGE-1", "LYG-5.4")
@pytest.mark.parametrize(
    ("lines", "clause", "message"),
    [
        ([line()], "", ""),
        ([line(), line(line_id="SC-02", selection="full", ratio="")], "", ""),
        ([line(item_code="I-G")], "", ""),
        ([line(item_code="I-G", selection="full", ratio="")], "LYG-5.4", "计划行 SC-01：一般事项原则上双随机抽查，不能全覆盖"),
        ([line(item_code="I-G", selection="full", ratio="", exemption="《食品安全法》第一百零九条")], "", ""),
        ([line(min_officers=3)], "", ""),
        ([line(mergeable=False, reason="爆破作业")], "", ""),
        ([line(selection="list", ratio="", sids=("S",))], "", ""),
        ([], "LYG-4.3a", "计划没有计划行"),
        ([line(), line()], "LYG-4.3a", "计划行编号重复：SC-01"),
        ([line(item_code="I-2")], "R-ITEM-1", "计划行 SC-01：事项 I-2 未公布，或不属于本部门"),
        ([line(item_code="I-9")], "R-ITEM-1", "计划行 SC-01：事项 I-9 未公布，或不属于本部门"),
        ([line(check_class="计量")], "R-ITEM-1", "计划行 SC-01：事项的检查类别是“食品安全”"),
        ([line(min_officers=1)], "R-SUB-3", "计划行 SC-01：检查人员不得少于 2 人"),
        ([line(mergeable=False)], "R-MERGE-1", "计划行 SC-01：不合并须说明理由"),
        ([line(announced=False)], "LYG-4.3e", "计划行 SC-01：不事先通知须写明法律依据"),
        ([line(announced=False, secret_because=" ")], "LYG-4.3e", "计划行 SC-01：不事先通知须写明法律依据"),
        ([line(announced=False, secret_because="飞行检查")], "", ""),
        ([line(selection="list", ratio="")], "LYG-4.3a", "计划行 SC-01：名单为空"),
        ([line(), line(line_id="SC-02", min_officers=1)], "R-SUB-3", "计划行 SC-02：检查人员不得少于 2 人"),
    ],
)
def test_a_plan_is_filed_only_with_lines_that_can_be_carried_out(lines: list[LineRow], clause: str, message: str) -> None:
    assert refusal(lambda: filing.require_lines(lines, {"I-1": ITEM, "I-G": GENERAL}, LEAST, REGION))[:2] == (clause, message)


@pytest.mark.clause("R-ITEM-1")
@pytest.mark.parametrize(("days", "ended"), [(0, True), (1, False)])
def test_an_item_may_end_within_the_window_of_a_line_but_not_before_it_begins(days: int, *, ended: bool) -> None:
    item = replace(ITEM, valid_to=line().window[0] + timedelta(days=days))
    found = refusal(lambda: filing.require_lines([line()], {"I-1": item}, LEAST, REGION))
    assert found == (("R-ITEM-1", "计划行 SC-01：事项 I-1 在时间窗内已经失效", ["先提出事项并由数据局审定公布"]) if ended else PASSED)


@pytest.mark.clause("R-MODE-1")
@pytest.mark.parametrize(
    ("off_site", "mode", "because", "clause"),
    [
        (False, "onsite", "", ""),
        (True, "onsite", "", "R-MODE-1"),
        (True, "sampling", " ", "R-MODE-1"),
        (True, "onsite", "数据与投诉不符", ""),
        (True, "written", "", ""),
        (True, "online", "", ""),
    ],
)
def test_what_data_can_show_is_not_looked_at_on_site_without_a_reason(*, off_site: bool, mode: str, because: str, clause: str) -> None:
    rows = [line(mode=mode, onsite_because=because)]
    said = refusal(lambda: filing.require_lines(rows, {"I-1": replace(ITEM, off_site=off_site)}, LEAST, REGION))
    assert said[0] == clause
    assert bool(said[2]) == bool(clause)


def test_a_condition_that_cannot_be_read_is_refused_with_its_place() -> None:
    clause, message, _ = refusal(lambda: filing.require_lines([line(scope_query="DROP TABLE x")], {"I-1": ITEM}, LEAST, REGION))
    assert clause == "LYG-4.3a"
    assert message.startswith("计划行 SC-01：")
    assert len(message) > len("计划行 SC-01：")


@pytest.mark.parametrize(
    ("lines", "ways"),
    [
        ([], ["至少填写一行"]),
        ([line(item_code="I-9")], ["先提出事项并由数据局审定公布"]),
        ([line(mergeable=False)], ["改为可合并", "写明理由"]),
    ],
)
def test_what_is_refused_has_a_way_on(lines: list[LineRow], ways: list[str]) -> None:
    assert refusal(lambda: filing.require_lines(lines, {"I-1": ITEM}, LEAST, REGION))[2] == ways


@pytest.mark.parametrize(("count", "clause"), [(0, "LYG-4.3a"), (1, ""), (9, "")])
def test_nothing_is_frozen_without_a_plan(count: int, clause: str) -> None:
    found = refusal(lambda: filing.require_some_plans(count))
    assert found == ((clause, "还没有部门报送计划", ["等部门报送"]) if clause else PASSED)


def test_two_departments_may_not_use_one_number() -> None:
    apart = [plan_line("A-1"), plan_line("A-2", FIRE)]
    assert refusal(lambda: filing.require_lines_apart(apart)) == PASSED
    found = refusal(lambda: filing.require_lines_apart([*apart, plan_line("A-1", FIRE)]))
    assert found == ("LYG-4.3a", "不同部门的计划行编号相同：A-1", ["退回其中一个部门改编号"])


@pytest.mark.parametrize(("reason", "refused"), [("", True), ("  \n", True), ("企业停产", False)])
def test_a_reason_is_words(reason: str, *, refused: bool) -> None:
    expected: Refused = ("GX-4.4", "取消上门必须说明原因", []) if refused else PASSED
    assert refusal(lambda: filing.require_reason(reason, "取消上门", "GX-4.4")) == expected


@pytest.mark.clause("GX-4.4")
@pytest.mark.parametrize(
    ("stance", "note", "refused"),
    [
        (Stance.AGREE, "", False),
        (Stance.ADJUST, "", True),
        (Stance.ADJUST, " ", True),
        (Stance.ABSTAIN, "", True),
        (Stance.ADJUST, "时间冲突", False),
        (Stance.ABSTAIN, "另有专项", False),
    ],
)
def test_who_does_not_agree_says_why(stance: Stance, note: str, *, refused: bool) -> None:
    expected: Refused = ("GX-4.4", "不同意须说明理由", []) if refused else PASSED
    assert refusal(lambda: filing.require_stance(stance, note)) == expected


def test_objections_are_settled_before_adoption() -> None:
    assert refusal(lambda: filing.require_no_objection(())) == PASSED
    found = refusal(lambda: filing.require_no_objection({"XFJY", "SCJG"}))
    assert found == ("LYG-4.3a", "还有部门没有同意：SCJG、XFJY", ["调整后再征集一轮意见", "轮数用完后由联席办裁定"])


@pytest.mark.clause("LYG-4.3b", "R-PLAN-3")
@pytest.mark.parametrize(("days", "refused"), [(6, False), (5, False), (4, True), (0, True), (-1, True)])
def test_an_unplanned_check_is_filed_so_many_days_before(days: int, *, refused: bool) -> None:
    visit_on = date(YEAR, 6, 15)
    today = visit_on - timedelta(days=days)
    clause, message, ways = refusal(lambda: filing.require_filed_in_time(visit_on, today, NORMS, CALENDAR))
    assert clause == ("LYG-4.3b" if refused else "")
    if refused:
        assert message == "计划外检查须提前 5 日报备，最迟 2026-06-10"
        assert ways == ["改到期限允许的日期", filing.NEXT_PLAN.what, TRIGGERED.what]


@pytest.mark.parametrize(
    ("status", "exemption", "clause"),
    [
        (FilingStatus.CONSENTED, "", ""),
        (FilingStatus.CONSENTED, "env_safety", ""),
        (FilingStatus.FILED, "", "LYG-4.3c"),
        (FilingStatus.FILED, "env_safety", ""),
        (FilingStatus.REFUSED, "env_safety", "LYG-4.3c"),
        (FilingStatus.PLANNED, "", "LYG-4.3c"),
        (FilingStatus.DEFERRED, "superior", "LYG-4.3c"),
    ],
)
def test_nobody_enters_without_consent_unless_a_code_exempts_from_it(status: FilingStatus, exemption: str, clause: str) -> None:
    found = refusal(lambda: filing.require_consent(status, exemption))
    expected: Refused = (
        clause,
        "联席会议没有同意，不得入企检查",
        [way.what for way in (filing.NEXT_PLAN, TRIGGERED, EXEMPT)],
    )
    assert found == (expected if clause else PASSED)


def test_the_first_day_that_can_still_be_filed_for() -> None:
    calendar, norms = shipped_working_days(), shipped_norms_in_force("", date(2026, 4, 15))
    assert filing.first_day_to_file(date(2026, 4, 15), norms, calendar) == date(2026, 4, 20)
    assert filing.first_day_to_file(date(2026, 4, 13), norms, calendar) == date(2026, 4, 20)  # the 18th and 19th are a weekend


@pytest.mark.parametrize(("frozen", "year"), [(set(), 2026), ({2026}, 2027), ({2026, 2027}, 2028), ({2025, 2027}, 2026)])
def test_what_is_late_goes_into_the_first_plan_that_is_open(frozen: set[int], year: int) -> None:
    assert filing.next_plan_year(date(2026, 11, 3), frozen) == year


@pytest.mark.parametrize(
    ("item", "acts", "check_class", "refused"),
    [
        (ITEM, True, "食品安全", False),
        (None, True, "食品安全", True),
        (ITEM, False, "食品安全", True),
        (ITEM, True, "计量", True),
        (replace(ITEM, authority_level=AuthorityLevel.COUNTY), True, "食品安全", False),
    ],
)
def test_an_item_is_published_own_and_of_its_class(item: ItemRow | None, check_class: str, *, acts: bool, refused: bool) -> None:
    found = refusal(lambda: filing.require_item(item, "I-1", check_class, REGION, acts=acts))
    expected: Refused = ("R-ITEM-1", "事项 I-1 未公布、不属于本部门或类别不符", ["先提出并公布事项"])
    assert found == (expected if refused else PASSED)


@pytest.mark.clause("R-ITEM-1")
@pytest.mark.parametrize(
    ("level", "place", "runs"),
    [
        (None, "62/6207/620799", True),
        ("nation", "62/6207/620799", False),
        ("province", "62/6207/620799", False),
        ("city", "62/6207/620799", False),
        ("county", "62/6207/620799", True),
        ("town", "62/6207/620799", True),
        ("province", "62/6207", False),
        ("city", "62/6207", True),
        ("county", "62/6207", True),
        ("province", "62", True),
        ("nation", "62", False),
        ("nation", "", True),
    ],
)
def test_what_a_higher_level_runs_is_not_run_here(level: str | None, place: str, *, runs: bool) -> None:
    item = replace(ITEM, authority_level=AuthorityLevel(level) if level else None)
    for rule in (
        lambda: filing.require_lines([line()], {"I-1": item}, LEAST, place),
        lambda: filing.require_item(item, "I-1", "食品安全", place, acts=True),
    ):
        clause, message, ways = refusal(rule)
        assert clause == ("" if runs else "R-ITEM-1")
        assert runs or (
            message.endswith("事项 I-1 由上级检查，本级不安排") and ways == ["由上级部门组织检查", "层级填错的，提出新版本改正"]
        )


def test_every_limit_of_the_database_has_its_clause_and_words() -> None:
    for name, limit in LIMITS.items():
        assert limit.clause.split("-")[0] in {"LYG", "GX", "R"}, name
        assert limit.message, name
    stops = [limit for limit in LIMITS.values() if limit.clause in {"LYG-4.3d", "R-FREQ-3"}]
    assert len(stops) == 8
    assert all(EXEMPT in limit.exits and TRIGGERED in limit.exits for limit in stops)


@pytest.mark.clause("R-PLAN-1")
def test_the_plan_is_public_by_the_day_of_the_norm_and_that_day_is_in_time() -> None:
    last_day = publish_by(2026, shipped_norms_in_force("", date(2026, 1, 1)))
    assert last_day == date(2026, 3, 31)
    assert not is_late(last_day, last_day)
    assert is_late(last_day, last_day + timedelta(days=1))
    assert not is_late(None, last_day)
