"""What waits because of a 专项行动: the decision on it, then its publication within the month (R-SPEC-1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yicha.planning.types import CampaignStatus
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def to_decide(desk: Desk) -> Iterator[Row]:
    for row in desk.campaigns:
        if row.status is CampaignStatus.PROPOSED:
            title, href = _("核定专项行动：%(name)s") % {"name": row.name}, page("planning:campaigns")
            clock = desk.until(row.first_day)
            yield Row(title, row.reason, desk.short(row.department), clock, pgettext("next step", "核定"), href, clause="R-SPEC-1")


def to_publish(desk: Desk) -> Iterator[Row]:
    for row in desk.campaigns:
        if row.status is CampaignStatus.APPROVED and row.publish_by:
            title, href = _("公布专项行动：%(name)s") % {"name": row.name}, page("planning:campaigns")
            yield Row(title, row.number, desk.short(row.department), desk.until(row.publish_by), _("公布"), href, clause="R-SPEC-1")
