"""What the screens of this room call things. Weeks are indices of the plan year; people know the number of the ISO week."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from yicha.items.types import ItemRow
from yicha.planning.rules.boards import week_number
from yicha.planning.types import BoardReason, CampaignStatus, FilingStatus, PlanStatus, ProgrammeStatus, Stance, VisitRow, VisitStatus

STEPS = (
    gettext_lazy("计划制定"),
    gettext_lazy("任务生成"),
    gettext_lazy("意见征集"),
    gettext_lazy("任务排单"),
    gettext_lazy("部门处置"),
    gettext_lazy("任务办结"),
)
PLAN_WORDS: Mapping[PlanStatus, str | Promise] = {
    PlanStatus.DRAFT: gettext_lazy("草稿"),
    PlanStatus.FILED: gettext_lazy("已报送"),
    PlanStatus.RETURNED: gettext_lazy("已退回"),
    PlanStatus.FROZEN: gettext_lazy("已冻结"),
}
PROGRAMME_WORDS: Mapping[ProgrammeStatus, str | Promise] = {
    ProgrammeStatus.MERGING: gettext_lazy("正在合并"),
    ProgrammeStatus.GENERATED: gettext_lazy("待征求意见"),
    ProgrammeStatus.CONSULTING: gettext_lazy("意见征集中"),
    ProgrammeStatus.ADOPTED: gettext_lazy("已审定"),
    ProgrammeStatus.DISCARDED: gettext_lazy("已作废"),
}
STANCES: Mapping[Stance, str | Promise] = {
    Stance.AGREE: gettext_lazy("同意"),
    Stance.ADJUST: gettext_lazy("要求调整"),
    Stance.ABSTAIN: gettext_lazy("不参加"),
}
FILINGS: Mapping[FilingStatus, str | Promise] = {
    FilingStatus.FILED: gettext_lazy("待联席会议"),
    FilingStatus.CONSENTED: gettext_lazy("已同意"),
    FilingStatus.REFUSED: gettext_lazy("不同意"),
    FilingStatus.PLANNED: gettext_lazy("已排入"),
    FilingStatus.DEFERRED: gettext_lazy("编入后续计划"),
}
CAMPAIGNS: Mapping[CampaignStatus, str | Promise] = {
    CampaignStatus.PROPOSED: gettext_lazy("待批准"),
    CampaignStatus.APPROVED: gettext_lazy("待公布"),
    CampaignStatus.REFUSED: gettext_lazy("不批准"),
    CampaignStatus.PUBLISHED: gettext_lazy("已公布"),
}
VISITS: Mapping[VisitStatus, str | Promise] = {
    VisitStatus.PUBLISHED: gettext_lazy("待通知"),
    VisitStatus.NOTIFIED: gettext_lazy("已通知"),
    VisitStatus.DONE: gettext_lazy("已完成"),
    VisitStatus.CANCELLED: gettext_lazy("已撤销"),
}
REASONS: Mapping[str, str | Promise] = {
    "window": gettext_lazy("时间窗对不上"),
    "quiet": gettext_lazy("共同的周在安静期"),
    "closed": gettext_lazy("共同的周没有工作日"),
    "staff": gettext_lazy("到岗人员不足"),
    "rejected": gettext_lazy("联席会议未同意"),
    "announced": gettext_lazy("依法不得预告"),
    "exclusive": gettext_lazy("须单独实施"),
    "not_with": gettext_lazy("不得同时实施"),
    "minutes": gettext_lazy("超过单次时长"),
    "crowd": gettext_lazy("部门过多"),
    "third": gettext_lazy("加上其他事项凑不到一周"),
    "capacity": gettext_lazy("人力已满"),
    "locked": gettext_lazy("已通知，不再改动"),
    "timed": gettext_lazy("已排定几点"),
    "uncounted": gettext_lazy("依法不计次数"),
    "drawing": gettext_lazy("正在抽执法人员"),
    "officers": gettext_lazy("派不出执法人员"),
    "none": gettext_lazy("没有可并入的上门"),
    "pinned": gettext_lazy("联席会议已固定"),
    "split": gettext_lazy("联席会议已拆开"),
    "off_site": gettext_lazy("非现场，不上门"),
    "no_week": gettext_lazy("没有可用的周"),
    "class_done": gettext_lazy("同类检查今年已做"),
    "visit_cap": gettext_lazy("上门次数到上限"),
    "organ_cap": gettext_lazy("部门次数到上限"),
    "caps": gettext_lazy("频次上限容不下"),
}
WAYS: Mapping[str, Sequence[str | Promise]] = {
    "window": (gettext_lazy("退回计划，改宽时间窗"), gettext_lazy("改为非现场检查")),
    "announced": (gettext_lazy("依法不预告的，单独上门"),),
    "exclusive": (gettext_lazy("退回计划，改为可合并"),),
    "staff": (gettext_lazy("补充有资格的执法人员"), gettext_lazy("换周")),
    "capacity": (gettext_lazy("换到有人力的周"),),
    "third": (gettext_lazy("拆分后与另一次并"),),
    "pinned": (gettext_lazy("取消固定，再换周"),),
    "split": (gettext_lazy("撤销拆分"),),
    "quiet": (gettext_lazy("与企业商定安静期以外的周"),),
}


PLACE = re.compile(r"^\w{1,5}?[省市县区旗](?=\w{4})")
ENDING = re.compile(r"(?<=\w\w)(监督)?(管理)?(分局|局|委员会|委|支队|大队|办公室)$")


def brief_name(name: str) -> str:
    """Of a firm on a dense card: without the place that all of them begin with."""
    return PLACE.sub("", name)


def brief_department(name: str) -> str:
    """On a dense card: 应急, 市场监管."""
    return ENDING.sub("", name)


def week_name(year: int, week: int) -> str:
    return _("第%(week)s周") % {"week": week_number(year, week)}


def days_text(days: Sequence[date]) -> str:
    """4.20–4.24: the working days of a week."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    return f"{first.month}.{first.day}–{last.month}.{last.day}" if first != last else f"{first.month}.{first.day}"


def reason_words(code: str) -> str:
    return str(REASONS.get(code, code))


def sentence(reason: BoardReason) -> str:
    return reason.english if get_language() == "en" else reason.chinese


def opened_words(row: VisitRow) -> list[str]:
    """补入: why late work came as a visit of its own; empty of what is not late."""
    return [] if row.opened_because is None else [*map(sentence, row.opened_because)] or [reason_words("none")]


def item_words(item: ItemRow) -> str:
    """An item with its class of check, said once."""
    named = f"（{item.check_class}）"
    return item.name if item.name.endswith(named) else f"{item.name}{named}"
