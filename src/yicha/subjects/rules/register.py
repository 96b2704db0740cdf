"""What must hold before the register changes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.subjects.states import TRANSITIONS
from yicha.subjects.types import Corrected, SubjectFacts, SubjectRow, SubjectStatus

LENGTHS: Final[Mapping[str, tuple[str, int]]] = {
    "etype": ("主体类型", 60),
    "industry": ("行业代码", 60),
    "scope": ("经营范围", 10_000),
    "town": ("乡镇街道", 60),
    "grid": ("网格", 60),
    "address": ("地址", 400),
    "lon": ("经度", 20),
    "lat": ("纬度", 20),
    "reg_date": ("成立日期", 10),
    "status": ("登记状态", 40),
}
REASON: Final = 200
STATES: Final = {
    SubjectStatus.ACTIVE: "在名录中",
    SubjectStatus.CLOSED: "已经注销或关闭",
    SubjectStatus.MOVING: "正在迁出",
}
VERBS: Final = {"close": "注销", "reopen": "恢复", "move_out": "迁出", "take_in": "迁入"}


def may_end(actor: Actor, department: str) -> bool:
    """LYG-4.2, YX-2.7: what a department has said of a subject, it may take back, or who keeps the register for all. Nobody else."""
    return actor.system or actor.whole_region or actor.acts_for(department)


def require_own(actor: Actor, department: str, clause: str) -> None:
    """LYG-4.2, YX-2.7: one register for all departments, in which nobody takes back what another has said."""
    if not may_end(actor, department):
        exits = (Exit("请添加它的部门办理", department), Exit("请数据局办理"))
        raise NotPermitted("这是其他部门添加的", clause=clause, exits=exits)


def require_each_sid_once(rows: Sequence[SubjectRow]) -> None:
    """LYG-4.2: a subject stands once in the register, or a draw would give it two chances."""
    twice = [sid for sid, times in Counter(row.sid for row in rows).items() if times > 1]
    if twice:
        raise RuleBroken(f"同一主体出现多次：{twice[0]}", clause="LYG-4.2", exits=(Exit("合并重复的行后再导入"),))


def require_same_region(region_path: str, held: Iterable[str]) -> None:
    """R-SUB-1: a register takes no subject away from another region."""
    if any(path != region_path for path in held):
        raise RuleBroken("有主体已登记在其他地区", clause="R-SUB-1", exits=(Exit("先由原登记地区迁出"), Exit("从文件中去掉这些行")))


def require_text(text: str, limit: int, what: str, clause: str = "LYG-4.2") -> None:
    """LYG-4.2: what identifies a subject, and why it changes, is said, and fits."""
    if not text.strip():
        raise RuleBroken(f"{what}不能为空", clause=clause)
    if len(text) > limit:
        raise RuleBroken(f"{what}至多 {limit} 个字", clause=clause)


def require_facts(facts: SubjectFacts) -> None:
    """LYG-4.2: a subject has a name; what else is said of it fits."""
    require_text(facts.name, 200, "主体名称")
    for name, (label, limit) in LENGTHS.items():
        if len(getattr(facts, name)) > limit:
            raise RuleBroken(f"{label}至多 {limit} 个字", clause="LYG-4.2")


def require_not_registered(name: str | None) -> None:
    """LYG-4.2: one subject stands once; a further site of an enterprise is added at the enterprise."""
    if name is not None:
        exits = (Exit("是同一户：到它的档案中更正"), Exit("是它的另一处场所：到它的档案中增加场所"))
        raise RuleBroken(f"已经登记：{name}", clause="LYG-4.2", exits=exits)


def require_enterprise(uscc: str) -> None:
    """LYG-4.2: sites belong together by the code of their enterprise."""
    if not uscc:
        raise RuleBroken("没有统一社会信用代码，不能增加场所", clause="LYG-4.2", exits=(Exit("先更正信用代码"), Exit("另行登记一户")))


def next_state(state: str, verb: str) -> SubjectStatus:
    """LYG-4.2, R-SUB-1: what a subject can become; a refusal says what it is."""
    after = TRANSITIONS.get((SubjectStatus(state), verb))
    if after is None:
        raise RuleBroken(f"{STATES[SubjectStatus(state)]}，不能{VERBS[verb]}", clause="LYG-4.2")
    return after


def corrections(before: SubjectFacts, after: SubjectFacts) -> tuple[Corrected, ...]:
    """LYG-4.2, YX-2.7: what differs, with the old value, which is kept."""
    old, new = asdict(before), asdict(after)
    found = tuple(Corrected(name, str(old[name]), str(new[name])) for name in old if old[name] != new[name])
    if not found:
        raise RuleBroken("没有改动", clause="LYG-4.2")
    return found


def require_not_merged(name: str | None) -> None:
    """YX-2.14: what was found to be part of another is changed there, or split off first."""
    if name is not None:
        raise RuleBroken(f"已并入：{name}", clause="YX-2.14", exits=(Exit("到并入的那一户办理"), Exit("先撤销并户")))


def require_other_region(path: str, present: str) -> None:
    """R-SUB-1: 迁出 is to another place that keeps its register in this house."""
    if not path:
        raise RuleBroken("本平台没有这个地区", clause="R-SUB-1", exits=(Exit("迁到平台之外的，按迁出注销"),))
    if path == present:
        raise RuleBroken("已经在这个地区；镇街变了，更正地址即可", clause="R-SUB-1")
