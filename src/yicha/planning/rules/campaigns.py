"""专项行动 (GX-3.2b, R-SPEC-1): approved by somebody who may, published within a month, so many a year."""

from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

from yicha.engines.deadlines import WorkingCalendar, due
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.planning.rules.exempting import A_DOCUMENT
from yicha.planning.types import ApproveCampaign, ProposeCampaign

PER_YEAR: Final = "planning.campaigns_per_year"  # of one department; the database counts


def require_proposal(command: ProposeCampaign) -> None:
    """GX-3.2b: a name, what is suffered from, and days of one year."""
    if not command.name.strip() or not command.reason.strip():
        raise RuleBroken("专项行动须写明名称和要整治的问题", clause="GX-3.2b")
    if command.first_day > command.last_day or command.first_day.year != command.last_day.year:
        raise RuleBroken("专项行动的起止日期须在同一年度内，结束不早于开始", clause="GX-3.2b", exits=(Exit("按年度分开报批"),))


def require_decision(command: ApproveCampaign, today: date) -> None:
    """R-SPEC-1: approval is a document of a government or of the organ above; a refusal says why."""
    if not command.approved:
        if not command.reason.strip():
            raise RuleBroken("不批准须说明理由", clause="R-SPEC-1")
        return
    if not A_DOCUMENT.search(command.number) or not command.approver.strip():
        ways = (Exit("先报县级以上政府或上一级机关批准"),)
        raise RuleBroken("须填写批准机关和批准文号，如青政发〔2026〕3号", clause="R-SPEC-1", exits=ways)
    if command.decided_on is None or command.decided_on > today:
        raise RuleBroken("批准日期不能晚于今天", clause="R-SPEC-1")


def publish_by(decided_on: date, norms: NormsInForce, calendar: WorkingCalendar) -> date:
    """R-SPEC-1: the last day on which an approved campaign is lawfully published."""
    decided = timezone.make_aware(datetime.combine(decided_on, time()))
    return due(decided, [norms.term(NormCode.SPECIAL_PLAN_PUBLISH)], calendar).day
