"""What stands outside the plan: a filing that needs no consent, one that came too late, campaigns, and who is not to be disturbed."""

from collections.abc import Sequence
from datetime import date

from yicha.demo.live.incidents import days, items_of, untouched
from yicha.demo.story import Story
from yicha.items.types import ItemRow
from yicha.kernel.actor import Role
from yicha.planning.actions.approve_campaign import approve_campaign
from yicha.planning.actions.defer_unplanned import defer_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.propose_campaign import propose_campaign
from yicha.planning.actions.publish_campaign import publish_campaign
from yicha.planning.actions.spare_subject import spare_subject
from yicha.planning.types import (
    ApproveCampaign,
    DeferUnplanned,
    FileUnplanned,
    Ground,
    ProposeCampaign,
    PublishCampaign,
    SpareSubject,
)

FILINGS_USED = 4  # by the checks outside the plan of `incidents`
CAMPAIGNS = (
    ("餐饮场所燃气安全专项行动", "餐饮场所使用瓶装液化气，连接管老化、报警装置缺失集中", (4, 7), (5, 29), 3),
    ("危险化学品经营安全专项行动", "无储存经营单位违规存放，出入库台账不全", (5, 6), (6, 30), 0),
    ("校外培训场所消防安全专项行动", "疏散通道堵塞，消防设施失修", (9, 1), (9, 30), None),
)
FILED = ((10, "省组织的专项检查", Ground.SUPERIOR.value, "省应急〔2026〕18号"), (2, "临近旺季，想先看一看", "", ""))
APPROVER = "青禾县人民政府"


def stand_outside_the_plan(story: Story, programme: int) -> None:
    sids, items = list(untouched(story, programme))[FILINGS_USED:], list(items_of(story))[FILINGS_USED:]
    _file(story, sids, items)
    _campaigns(story)
    reasons = (("信用A类且上年度检查未发现问题", "青政办〔2026〕9号"), ("重点项目竣工验收期间", "青发改〔2026〕21号"))
    for sid, (reason, basis) in zip(sids[2:], reasons, strict=False):
        spared = SpareSubject(story.place, sid, "", days(-1).date(), date(story.year, 12, 31), basis, reason)
        story.steady.do(spare_subject, story.who(Role.COORDINATOR), spared, days(-1, 15))


def _file(story: Story, sids: Sequence[str], items: Sequence[ItemRow]) -> None:
    """One of the province, which asks nobody, and one that is too late and waits for the next plan."""
    for sid, item, (ahead, reason, ground, evidence) in zip(sids, items, FILED, strict=False):
        clerk = story.who(Role.DEPARTMENT_CLERK, item.department)
        what = (item.department, sid, item.code, item.check_class, days(ahead).date(), 60, reason)
        asked = FileUnplanned(story.place, *what, ground, evidence)
        if ground:
            story.steady.do(file_unplanned, clerk, asked, days(-1, 11))
        else:
            story.steady.do(defer_unplanned, clerk, DeferUnplanned(asked), days(-1, 11))


def _campaigns(story: Story) -> None:
    """One published in time, one that waits to be published, one that waits for approval."""
    for number, (name, reason, first, last, published) in enumerate(CAMPAIGNS, 1):
        department, office = story.departments[number - 1], story.who(Role.COORDINATOR)
        span = (date(story.year, *first), date(story.year, *last))
        asked = ProposeCampaign(story.place, department, name, reason, *span)
        campaign = story.steady.do(propose_campaign, story.who(Role.DEPARTMENT_CLERK, department), asked, days(-9)).campaign
        if published is None:
            continue
        document = (f"青政发〔{story.year}〕{number}号", APPROVER, days(-8).date())
        decided = ApproveCampaign(campaign, True, *document)  # noqa: FBT003 as the office registers it
        story.steady.do(approve_campaign, office, decided, days(-7))
        if published:
            story.steady.do(publish_campaign, office, PublishCampaign(campaign), days(-4))
