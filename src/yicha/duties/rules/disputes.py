"""What must hold on the way from a dispute to its decision."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from yicha.duties.types import DecideDispute, DisputeKind, RaiseDispute
from yicha.engines.deadlines import WorkingCalendar, due
from yicha.kernel.actor import Actor
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.norms.types import NormCode, NormsInForce

LIMITS: Mapping[str, Limit] = {
    "dispute_one_open_per_item": Limit("GX-2.3", "该事项已有未了结的职责争议", (Exit("在已有争议中陈述意见"),)),
    "party_once": Limit("GX-2.3", "该部门已是当事方"),
}


def require_two_parties(parties: Collection[str]) -> None:
    """GX-2.3: it takes two to dispute."""
    if len(parties) < 2:  # noqa: PLR2004 two sides
        raise RuleBroken("职责争议至少有两个当事部门", clause="GX-2.3", exits=(Exit("加上另一个部门"),))


def require_case(command: RaiseDispute) -> None:
    """WS-2.2: what it is about. A dispute of competence names its item; a new business is not on any list yet."""
    if not command.title.strip() or not command.facts.strip():
        raise RuleBroken("请写明争议的名称和事实", clause="WS-2.2")
    if (command.kind is DisputeKind.COMPETENCE) != bool(command.item):
        raise RuleBroken("职责争议须写明事项，新业态尚无事项", clause="WS-2.2", exits=(Exit("改选类型，或选定事项"),))


def interim_lead(raised_by: str, current: str) -> str:
    """WS-2.2: from the first day somebody answers for it: who leads the item, and of a new business who found it (首问负责)."""
    return current or raised_by


def terms_of(at: datetime, norms: NormsInForce, calendar: WorkingCalendar) -> tuple[date, date]:
    """WY-5.2: the last days to state an opinion and to decide. The numbers are norms."""
    opinion, decision = NormCode.DISPUTE_OPINION, NormCode.DISPUTE_DECISION
    return due(at, [norms.term(opinion)], calendar).day, due(at, [norms.term(decision)], calendar).day


def require_own(actor: Actor, department: str) -> None:
    """GX-2.3: each department speaks for itself."""
    if not actor.acts_for(department):
        raise NotPermitted("只能代表本部门办理", clause="GX-2.3", exits=(Exit("请该部门办理", department),))


def require_opinion(opinion: str) -> None:
    if not opinion.strip():
        raise RuleBroken("请写明意见和依据", clause="GX-2.3")


def require_heard(silent: Sequence[str], opinions_by: date, today: date) -> None:
    """GX-2.3: no decision before everybody has spoken or the term is over. Silence then counts as no consent."""
    if silent and today <= opinions_by:
        raise RuleBroken(
            f"还有部门没有陈述意见，期限到 {opinions_by}", clause="GX-2.3", exits=(Exit("催这些部门陈述意见"), Exit("期限过后再研判"))
        )


def require_decision(command: DecideDispute, kind: DisputeKind, parties: Collection[str]) -> None:
    """WY-5.2: the decision names a lead who was heard, says why, and of a new business what item is to be proposed."""
    named = [command.lead, *(department for department, _ in command.assisting)]
    unheard = [department for department in named if department not in parties]
    if unheard:
        raise RuleBroken("裁定的部门须先列为当事方、听取意见", clause="GX-2.3", exits=(Exit("先邀请该部门"),))
    if len(set(named)) != len(named):
        raise RuleBroken("同一部门不能既牵头又配合", clause="WY-5.2")
    if not command.reason.strip():
        raise RuleBroken("请写明裁定理由", clause="WY-5.2")
    if any(not share.strip() for _, share in command.assisting):
        raise RuleBroken("请写明配合部门做什么", clause="WY-5.2")
    if kind is DisputeKind.NEW_BUSINESS and not (command.item.strip() and command.item_name.strip()):
        raise RuleBroken("新业态裁定须写明拟列入清单的事项编码和名称", clause="WS-2.2")


def require_withdrawable(kind: DisputeKind) -> None:
    """WS-2.2: a new business stays open until somebody is made responsible."""
    if kind is DisputeKind.NEW_BUSINESS:
        raise RuleBroken("新业态研判不能撤回：撤回就没有部门负责了", clause="WS-2.2", exits=(Exit("等司法部门裁定"),))
