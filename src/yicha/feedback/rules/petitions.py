"""What must hold when an enterprise appeals against a result or asks for its repair, and when somebody decides."""

from collections.abc import Mapping
from datetime import date

from yicha.disclosure.types import PublicationRow, PublicationStatus
from yicha.feedback.types import PetitionKind
from yicha.inspections.types import FOUND_NOTHING, Outcome
from yicha.kernel.actor import Actor
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

CLAUSE: Mapping[PetitionKind, str] = {PetitionKind.APPEAL: "LYG-4.5", PetitionKind.REPAIR: "GX-5.2"}
OUTWARD = Exit("不服的，依法申请行政复议或提起行政诉讼")
LIMITS: Mapping[str, Limit] = {
    "petition_one_open": Limit("GX-5.2", "已经申请，正在办理", (Exit("等答复"),)),
    "petition_one_appeal": Limit("LYG-4.5", "一条结果申诉一次", (OUTWARD,)),
    "petition_another_decides": Limit("LYG-4.5", "核定这条结果的人不能决定对它的申诉", (Exit("由另一名负责人或司法行政部门决定"),)),
}


def require_words(words: str, clause: str) -> None:
    """LYG-4.5: who asks says why; who decides too."""
    if not words.strip():
        raise RuleBroken("请写明理由", clause=clause)


def repairable(row: PublicationRow) -> bool:
    """GX-5.2: what is out and speaks of a problem."""
    return row.status is PublicationStatus.PUBLISHED and row.outcome not in FOUND_NOTHING


def require_appealable(row: PublicationRow) -> None:
    """LYG-4.5: what was withdrawn stands against nobody."""
    if row.status is PublicationStatus.WITHDRAWN:
        raise RuleBroken("这条结果已经撤回，不用申诉", clause="LYG-4.5")


def require_repairable(row: PublicationRow, earliest: date | None, today: date) -> None:
    """GX-5.2: only a problem that is out is repaired, and not before it has stood as long as the norm says."""
    if not repairable(row) or earliest is None:
        raise RuleBroken("没有需要修复的公示", clause="GX-5.2", exits=(Exit("结果不对的，提申诉"),))
    if today < earliest:
        raise RuleBroken(
            f"还没满最短公示期，{earliest:%Y-%m-%d} 起可以申请", clause="GX-5.2", exits=(Exit("到期后再申请"), Exit("结果不对的，提申诉"))
        )


def require_decider(actor: Actor, kind: PetitionKind, department: str, concluded_by: str) -> None:
    """LYG-4.5: an appeal is decided by the department's other head or the legal supervisor, never by who concluded. GX-5.2 谁认定谁修复:
    a repair by the department itself.
    """
    own = actor.department == department
    if not own and (kind is PetitionKind.REPAIR or not actor.acts_for(department)):
        raise NotPermitted("只能办理本部门的", clause=CLAUSE[kind], exits=(Exit("请该部门办理", department),))
    if kind is PetitionKind.APPEAL and actor.id == concluded_by:
        limit = LIMITS["petition_another_decides"]
        raise RuleBroken(limit.message, clause=limit.clause, exits=limit.exits)


def require_decision(kind: PetitionKind, *, uphold: bool, before: str, outcome: Outcome | None) -> None:
    """LYG-4.5: an appeal that is upheld says what is right instead; nothing else changes a result."""
    corrects = kind is PetitionKind.APPEAL and uphold
    if corrects and (outcome is None or outcome == before):
        raise RuleBroken("支持申诉要写明更正为什么结果", clause="LYG-4.5", exits=(Exit("选更正后的结果"), Exit("不予支持")))
    if not corrects and outcome is not None:
        raise RuleBroken("没有支持的申诉不更正结果", clause="LYG-4.5")
