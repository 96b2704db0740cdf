"""What must hold when a town whistles and departments report."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

LIMITS: Mapping[str, Limit] = {
    "whistle_visit_once": Limit("LYG-5.3", "本部门已为这次吹哨安排检查", (Exit("查看已安排的检查"),)),
    "muster_all_answered": Limit("LYG-5.3", "还有部门没有报到", (Exit("催该部门报到"), Exit("由联席办准予免于报到"))),
}


def require_own(actor: Actor, department: str) -> None:
    """LYG-5.3: each department speaks for itself."""
    if not actor.acts_for(department):
        raise NotPermitted("只能代表本部门办理", clause="LYG-5.3", exits=(Exit("请该部门办理", department),))


def require_call(place: str, matter: str) -> None:
    """LYG-5.3: who is called knows where to go and what for."""
    if not place.strip() or not matter.strip():
        raise RuleBroken("请写明地点和事由", clause="LYG-5.3", exits=(Exit("补齐后再吹哨"),))


def require_called(departments: Collection[str], known: Collection[str], raised_by: str) -> None:
    """LYG-5.3: it calls departments of its county, and not itself."""
    if not departments:
        raise RuleBroken("没有点名部门", clause="LYG-5.3", exits=(Exit("至少点一个部门"),))
    unknown = [code for code in departments if code not in known or code == raised_by]
    if unknown:
        raise RuleBroken(f"不能点这个部门：{unknown[0]}", clause="LYG-5.3", exits=(Exit("点本县其他部门"),))


def require_text(text: str, what: str) -> None:
    """LYG-5.3: an answer, a release, a result says something."""
    if not text.strip():
        raise RuleBroken(f"请写明{what}", clause="LYG-5.3")


def require_over(at: datetime, report_by: datetime, silent: Sequence[str]) -> None:
    """LYG-5.3: nobody is reported upwards before the time is over, or when all have answered."""
    if at < report_by or not silent:
        raise RuleBroken("报到时限未到，或都已报到", clause="LYG-5.3", exits=(Exit("等时限过后"),))


def require_subject(sid: str) -> None:
    """R-PLAN-2: a visit is at a subject of the register."""
    if not sid:
        raise RuleBroken(
            "这次吹哨没有写明监管对象，不能转为检查",
            clause="R-PLAN-2",
            exits=(Exit("写明办理结果，不转检查"), Exit("撤回后写明监管对象再吹哨")),
        )
