"""What must hold before a plan is filed, frozen, merged, adopted, or a visit is made outside it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import count

from yicha.engines.deadlines import WorkingCalendar, latest_day
from yicha.engines.planning import Mode
from yicha.engines.scope import QueryRefused, parse_query
from yicha.items.types import ItemClass, ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import require_own_department
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.planning.rules.exempting import EXEMPT, FILE_FIRST, TRIGGERED, require_evidence
from yicha.planning.rules.frequency import require_within_item
from yicha.planning.rules.pools import COVERED, LISTED, RANDOM
from yicha.planning.types import DepartmentLine, FilingStatus, Ground, LineRow, PlanStatus, Stance
from yicha.subjects.workbooks import ASKED

NEXT_PLAN = Exit("编入后续计划")
RUN_ABOVE = (Exit("由上级部门组织检查"), Exit("层级填错的，提出新版本改正", "WS-2.1"))
WHOLE = 100  # per cent
WITNESSED_AGAIN = Exit("作废后重新冻结，写明公共随机数的来源和期号", "YX-2.7b")
REVIEWED_FIRST = Exit("先提出事项并由数据局审定公布", "WS-2.1")


def require_own(actor: Actor, department: str) -> None:
    require_own_department(actor, department, "LYG-4.3a", "只能办理本部门的计划")


def require_whose(actor: Actor, department: str) -> None:
    """Of one department, or of all of them for who acts for the whole region."""
    if department or not (actor.whole_region or actor.system):
        require_own(actor, department)


def require_part(actor: Actor, departments: Collection[str]) -> None:
    """Of a joint visit: one of the departments that come."""
    if not any(map(actor.acts_for, departments)):
        raise NotPermitted("只能办理本部门参加的检查", clause="LYG-4.3a", exits=(Exit("请参加检查的部门办理", "、".join(departments)),))


def require_lines(lines: Sequence[LineRow], items: Mapping[str, ItemRow], least_officers: int, place: str) -> None:
    """R-ITEM-1: published, valid, of the region's level, one of `items`, which the department owns or received. R-SUB-3: two officers.
    Conditions can be read.
    """
    if not lines:
        raise RuleBroken("计划没有计划行", clause="LYG-4.3a", exits=(Exit("至少填写一行"),))
    require_numbers(lines)
    for line in lines:
        _require_item(line, items, place)
        _require_line(line, least_officers)
        _require_told(line)
        _require_off_site_first(line, items)
        require_waves(line)


def require_numbers(lines: Sequence[LineRow]) -> None:
    twice = [number for number, times in Counter(line.line_id for line in lines).items() if times > 1]
    if twice:
        raise RuleBroken(f"计划行编号重复：{twice[0]}", clause="LYG-4.3a")


def require_open(status: PlanStatus) -> None:
    """LYG-4.3a: what is filed stands as the others read it until it is taken back or returned; what is frozen stays."""
    if status is PlanStatus.FILED:
        raise RuleBroken("计划已经报送，撤回以后才能改", clause="LYG-4.3a", exits=(Exit("先撤回"),))
    require_not_frozen(status)


def require_not_frozen(status: PlanStatus) -> None:
    if status is PlanStatus.FROZEN:
        raise RuleBroken("计划已经冻结，不能再改", clause="LYG-4.3a", exits=(FILE_FIRST, NEXT_PLAN))


def require_waves(line: LineRow) -> None:
    """YX-2.7b: both waves are drawn at once, so the second is the rest of a random draw, told on a day within the window."""
    if not line.first_wave and line.second_from is None:
        return
    within = line.second_from is not None and line.window[0] < line.second_from <= line.window[1]
    if line.selection != RANDOM or line.min_count or not within or not 0 < line.first_wave < WHOLE:
        raise RuleBroken(
            f"计划行 {line.line_id}：分批的须随机抽取、不设最少户数，写明第一批占比（1%—99%）和时间窗内的第二批日期",
            clause="YX-2.7b",
            exits=(Exit("改为一次抽查"), Exit("写明占比和日期")),
        )


def _require_item(line: LineRow, items: Mapping[str, ItemRow], place: str) -> None:
    item = items.get(line.item_code)
    if item is None:
        raise RuleBroken(
            f"计划行 {line.line_id}：事项 {line.item_code} 未公布，或不属于本部门",
            clause="R-ITEM-1",
            exits=(REVIEWED_FIRST,),
        )
    if item.valid_to and item.valid_to <= line.window[0]:
        raise RuleBroken(f"计划行 {line.line_id}：事项 {line.item_code} 在时间窗内已经失效", clause="R-ITEM-1", exits=(REVIEWED_FIRST,))
    if item.check_class != line.check_class:
        raise RuleBroken(f"计划行 {line.line_id}：事项的检查类别是“{item.check_class}”", clause="R-ITEM-1")
    _require_level(item, place, f"计划行 {line.line_id}：")
    _require_drawn_if_general(line, item)
    require_within_item(line, item)


def _require_level(item: ItemRow, place: str, which: str = "") -> None:
    """R-ITEM-1: what a higher level runs is not run here."""
    if not item.runs_in(place):
        raise RuleBroken(f"{which}事项 {item.code} 由上级检查，本级不安排", clause="R-ITEM-1", exits=RUN_ABOVE)


def _require_drawn_if_general(line: LineRow, item: ItemRow) -> None:
    """LYG-5.4: what stands in the general list is drawn at random; only what stands in the key list is covered in full."""
    if line.selection == COVERED and item.item_class is ItemClass.GENERAL and not line.exemption:
        raise RuleBroken(
            f"计划行 {line.line_id}：一般事项原则上双随机抽查，不能全覆盖",
            clause="LYG-5.4",
            exits=(Exit("改为双随机，定抽取比例"), Exit("由数据局把事项列入重点清单"), EXEMPT),
        )


def _require_line(line: LineRow, least_officers: int) -> None:
    if line.min_officers < least_officers:
        raise RuleBroken(f"计划行 {line.line_id}：检查人员不得少于 {least_officers} 人", clause="R-SUB-3")
    if not line.mergeable and not line.reason:
        raise RuleBroken(f"计划行 {line.line_id}：不合并须说明理由", clause="R-MERGE-1", exits=(Exit("改为可合并"), Exit("写明理由")))
    if line.exemption:
        require_evidence(Ground.LEGAL, line.exemption, f"计划行 {line.line_id}：")
    if line.selection == LISTED and not line.sids:
        raise RuleBroken(f"计划行 {line.line_id}：名单为空", clause="LYG-4.3a")
    try:
        parse_query(line.scope_query, ASKED)
    except QueryRefused as refused:
        raise RuleBroken(f"计划行 {line.line_id}：{refused}", clause="LYG-4.3a") from refused


def _require_told(line: LineRow) -> None:
    """LYG-4.3e, R-PROC-2: the enterprise is told before, unless a law says otherwise, and which one."""
    if not line.announced and not line.secret_because.strip():
        raise RuleBroken(
            f"计划行 {line.line_id}：不事先通知须写明法律依据", clause="LYG-4.3e", exits=(Exit("改为事先通知"), Exit("写明不公开的依据"))
        )


def _require_off_site_first(line: LineRow, items: Mapping[str, ItemRow]) -> None:
    """R-MODE-1: what data can show is not looked at on site without a reason."""
    if items[line.item_code].off_site and Mode(line.mode).opens_door and not line.onsite_because.strip():
        raise RuleBroken(
            f"计划行 {line.line_id}：这个事项非现场可查，到场须写明理由",
            clause="R-MODE-1",
            exits=(Exit("改为书面或网络检查"), Exit("写明到场的理由")),
        )


def require_some_plans(count: int) -> None:
    if not count:
        raise RuleBroken("还没有部门报送计划", clause="LYG-4.3a", exits=(Exit("等部门报送"),))


def require_wide_pools(narrow: Sequence[str], because: str) -> None:
    """YX-2.7b: a random line with so small a pool and so high a ratio aims at somebody; whoever wants it says why, in public."""
    if narrow and not because.strip():
        raise RuleBroken(
            f"名录过小、比例过高，近于定向：{'、'.join(narrow)}",
            clause="YX-2.7b",
            exits=(
                Exit("放宽对象范围"),
                Exit("降低比例或最少户数"),
                Exit("改为全覆盖，都查"),
                Exit("有线索的，另按有因检查办理"),
                Exit("写明小名录的理由后冻结", "理由写进清单，公开"),
            ),
        )


def require_lines_apart(lines: Iterable[DepartmentLine]) -> None:
    """One draw has one list of lines: their numbers differ over all departments."""
    twice = [number for number, times in Counter(line.line.line_id for line in lines).items() if times > 1]
    if twice:
        raise RuleBroken(f"不同部门的计划行编号相同：{twice[0]}", clause="LYG-4.3a", exits=(Exit("退回其中一个部门改编号"),))


def require_drawn(drawn: bool) -> None:  # noqa: FBT001 what the draw says
    """YX-2.7b: what is merged was drawn."""
    if not drawn:
        raise RuleBroken("还没有抽取结果，不能合并", clause="YX-2.7b", exits=(Exit("先完成抽取"),))


def require_witnessed(*, is_test: bool, demo: bool) -> None:
    """YX-2.7b: a test draw (未经见证) rehearses; it decides nothing where people are really checked."""
    if is_test and not demo:
        raise RuleBroken("测试抽取未经见证，不能作为审定依据", clause="YX-2.7b", exits=(WITNESSED_AGAIN,))


def require_none_adopted(adopted: bool) -> None:  # noqa: FBT001 what the tables say
    """LYG-4.3a: one programme a year."""
    if adopted:
        raise RuleBroken("本年度计划已审定，不能重新合并", clause="LYG-4.3a", exits=(FILE_FIRST, TRIGGERED))


def require_given_up(given_up: bool) -> None:  # noqa: FBT001 what the queue says
    """LYG-4.3a: one merging at a time; one that failed for good makes room."""
    if not given_up:
        raise RuleBroken("正在合并，算完才能再来一次", clause="LYG-4.3a", exits=(Exit("在合并台等它算完"),))


def require_reason(reason: str, what: str, clause: str) -> None:
    if not reason.strip():
        raise RuleBroken(f"{what}必须说明原因", clause=clause)


def require_stance(stance: Stance, note: str) -> None:
    """GX-4.4: who does not agree says why; silence after the deadline is consent."""
    if stance is not Stance.AGREE and not note.strip():
        raise RuleBroken("不同意须说明理由", clause="GX-4.4")


def require_round(standing: int, most: int, awaited: Collection[str]) -> None:
    """GX-4.4: one round after the other, and no more of them than the norm allows."""
    if awaited:
        raise RuleBroken("正在征集意见，等部门答复或期限过后再征集", clause="GX-4.4", exits=(Exit("催这些部门答复", "、".join(awaited)),))
    if standing >= most:
        raise RuleBroken(f"已征集 {most} 轮，不再来回", clause="GX-4.4", exits=(Exit("由联席办逐一裁定"),))


def require_asked(asked: Collection[str]) -> None:
    """GX-4.4: a further round asks those who want an adjustment; without them there is nothing to ask."""
    if not asked:
        raise RuleBroken("没有部门要求调整，不必再征集", clause="GX-4.4", exits=(Exit("提交联席会议审定"),))


def require_in_round(*, asked: bool, today: date, last_day: date | None) -> None:
    """GX-4.4: who was asked answers within the term; after it silence was consent."""
    if not asked or last_day is None:
        raise RuleBroken("现在没有征集本部门的意见", clause="GX-4.4", exits=(Exit("等联席办征集意见"),))
    if today > last_day:
        raise RuleBroken(f"答复期限 {last_day} 已过，视为同意", clause="GX-4.4", exits=(Exit("在联席会议上提出"),))


def require_round_over(today: date, last_day: date | None) -> None:
    """GX-4.4: silence is consent after the term, never before."""
    if last_day is None or today <= last_day:
        raise RuleBroken("征集意见的期限未到", clause="GX-4.4", exits=(Exit("等期限过后"),))


def require_last_round(standing: int, most: int) -> None:
    """GX-4.4: the coordinator decides when the rounds are used up; before that the department is asked again."""
    if standing < most:
        raise RuleBroken("还可以再征集一轮", clause="GX-4.4", exits=(Exit("调整后再征集意见"),))


def require_heard(awaited: Collection[str]) -> None:
    """GX-4.4: nothing is adopted while departments may still answer."""
    if awaited:
        raise RuleBroken("还有部门没有答复意见，期限未到", clause="GX-4.4", exits=(Exit("催这些部门答复", "、".join(awaited)),))


def require_no_objection(open_opinions: Collection[str]) -> None:
    """LYG-4.3a: what a department does not agree to is settled before adoption."""
    if open_opinions:
        raise RuleBroken(
            f"还有部门没有同意：{'、'.join(sorted(open_opinions))}",
            clause="LYG-4.3a",
            exits=(Exit("调整后再征集一轮意见"), Exit("轮数用完后由联席办裁定")),
        )


def require_filed_in_time(visit_on: date, today: date, norms: NormsInForce, calendar: WorkingCalendar) -> None:
    """LYG-4.3b, R-PLAN-3: an unplanned check is filed so many days before; otherwise it goes into the next plan."""
    term = norms.term(NormCode.UNPLANNED_FILING)
    latest = latest_day(visit_on, term, calendar)
    if today > latest:
        raise RuleBroken(
            f"计划外检查须提前 {norms.whole(NormCode.UNPLANNED_FILING)} 日报备，最迟 {latest:%Y-%m-%d}",
            clause="LYG-4.3b",
            exits=(Exit("改到期限允许的日期"), NEXT_PLAN, TRIGGERED),
        )


def first_day_to_file(today: date, norms: NormsInForce, calendar: WorkingCalendar) -> date:
    """LYG-4.3b: the first working day that a check filed today may be on."""
    term = norms.term(NormCode.UNPLANNED_FILING)
    ahead = (today + timedelta(days=days) for days in count())
    return next(day for day in ahead if calendar.is_working(day) and latest_day(day, term, calendar) >= today)


def next_plan_year(visit_on: date, frozen: Collection[int]) -> int:
    """LYG-4.3b: the first year, from that of the wished day on, whose plan is still open."""
    return next(year for year in count(visit_on.year) if year not in frozen)


def require_late(visit_on: date, today: date, norms: NormsInForce, calendar: WorkingCalendar) -> None:
    """LYG-4.3b: only what can no longer be filed goes into the next plan."""
    if today <= latest_day(visit_on, norms.term(NormCode.UNPLANNED_FILING), calendar):
        raise RuleBroken("还来得及报备，不必等下一次计划", clause="LYG-4.3b", exits=(FILE_FIRST,))


def require_consent(status: FilingStatus, exemption: str) -> None:
    """R-PLAN-4: nobody enters without the joint conference's consent, unless a code of LYG-4.3c exempts from it."""
    if status is not FilingStatus.CONSENTED and not (exemption and status is FilingStatus.FILED):
        raise RuleBroken("联席会议没有同意，不得入企检查", clause="LYG-4.3c", exits=(NEXT_PLAN, TRIGGERED, EXEMPT))


def require_item(item: ItemRow | None, code: str, check_class: str, place: str, *, acts: bool) -> None:
    """R-ITEM-1, GX-3.5: in force, of this class and level, and the department acts for it: its own, or received where and when it goes."""
    if item is None or not acts or item.check_class != check_class:
        raise RuleBroken(f"事项 {code} 未公布、不属于本部门或类别不符", clause="R-ITEM-1", exits=(Exit("先提出并公布事项", "WS-2.1"),))
    _require_level(item, place)
