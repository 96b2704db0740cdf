"""Why two demands do not share a door, why a demand is not placed, what changed: codes and sentences (PLAN1 §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# code: (中文, English); the order is that in which codes are tested
CATALOGUE: Mapping[str, tuple[str, str]] = {
    "off_site": ("{a}为非现场方式，不上门，也不合并", "{a} is off-site work: it opens no door and is never merged"),
    "window": (
        "{a}只能在第{weeks_a}周、{b}只能在第{weeks_b}周，没有共同的周",
        "{a} may come in weeks {weeks_a}, {b} in {weeks_b}",
    ),
    "quiet": ("共同的第{weeks}周落在企业安静期或假期（{reason}）", "common weeks {weeks} are quiet: {reason}"),
    "closed": ("共同的第{weeks}周均为非工作周或已过", "common weeks {weeks} are not working weeks, or past"),
    "staff": (
        "共同的第{weeks}周{department}到岗、未回避且具备资格（{skills}）的人员不足{officers}人",
        "in common weeks {weeks} fewer than {officers} officers of {department} are present, not recused and qualified ({skills})",
    ),
    "rejected": ("联席会议未同意第{weeks}周", "the conference refused weeks {weeks}"),
    "announced": (
        "{a}与{b}一项须事先通知、一项依法不预先告知，不能同时上门",
        "one of {a} and {b} is announced, the other by law unannounced: not together",
    ),
    "exclusive": ("{a}与{b}须有一项单独实施：{reason}", "{a} or {b} must be alone: {reason}"),
    "not_with": ("{a}不得与{b}同时实施：{reason}", "{a} not with {b}: {reason}"),
    "minutes": ("{department}合计{minutes}分钟，超过单次上限{most}", "{department} would stay {minutes} minutes, the most is {most}"),
    "crowd": ("部门数{count}超过单次上限{most}", "{count} departments are more than {most}"),
    "third": (
        "两项可同行，但与{others}一起没有共同的周或不得同行；换一种组合也至少{doors}次",
        "the two fit, but not together with {others}; {doors} doors are needed anyway",
    ),
    "capacity": ("可安排的周人力已满：{full_zh}", "officers are full in every possible week: {full_en}"),
    "locked": ("该企业第{weeks}周的检查已通知，不再改动", "the visit in week {weeks} is notified and never moves"),
    "pinned": ("联席会议已固定第{weeks}周", "the conference has pinned week {weeks}"),
    "published": ("第{weeks}周的检查已公布，为保持稳定不再合并", "the visits in weeks {weeks} are published and stay as they are"),
    "no_week": ("窗口、工作日、安静期、在岗人员合起来没有可用的周：{layers_zh}", "no admissible week: {layers_en}"),
    "class_done": (
        "本年度已由{organ}做过同类检查（{check_class}）",
        "{organ} has already done the class {check_class} this year",
    ),
    "visit_cap": ("该企业本年上门次数已用完（上限{cap}次）", "the enterprise's {cap} visits of the year are used up"),
    "organ_cap": ("{organ}本年到该企业的次数已用完（上限{cap}次）", "the {cap} visits of {organ} are used up"),
    "caps": (
        "该企业上门上限使{others}不能全部安排，最少需要{doors}次；建议：合并窗口、改为非现场或说明豁免依据",
        "the enterprise's limits cannot hold all of {others}: {doors} doors are needed; ways out: wider windows, off-site work, exemption",
    ),
    "moved": ("第{before}周→第{after}周：{reason_zh}", "from week {before} to week {after}: {reason_en}"),
    "extended": ("原定第{weeks}周的上门增加{items}，不增加次数", "{items} joined the visit of week {weeks}"),
    "ended": ("原定第{weeks}周的上门不再需要", "the visit of week {weeks} is no longer needed"),
}


@dataclass(frozen=True, slots=True)
class Why:
    """One reason and its facts, for screens that want to show them otherwise."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def chinese(self) -> str:
        """The sentence for people."""
        return CATALOGUE[self.code][0].format(**self.facts)

    @property
    def english(self) -> str:
        """The same in English."""
        return CATALOGUE[self.code][1].format(**self.facts)
