"""Reads of what stands outside the ordinary plan: campaigns, who is not to be disturbed, and grounds in figures."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.rules.exempting import CAUSE, GROUNDS, Frees
from yicha.planning.types import CampaignRow, CampaignStatus, Ground, GroundCount, SparedRow, VisitStatus

ONE_DAY = timedelta(days=1)
GROUND_WORDS: Mapping[Ground, str | Promise] = {
    Ground.LEGAL: gettext_lazy("法律、法规、规章另有规定"),
    Ground.COMMITMENT: gettext_lazy("告知承诺制审批事项"),
    Ground.ENV_SAFETY: gettext_lazy("环保、安全领域"),
    Ground.SUPERIOR: gettext_lazy("国家、省组织的专项检查"),
    Ground.CONSENT: gettext_lazy("报备后联席会议同意"),
    Ground.COMPLAINT: gettext_lazy("投诉举报"),
    Ground.ASSIGNED: gettext_lazy("转办交办"),
    Ground.DATA_CLUE: gettext_lazy("监测预警"),
    Ground.REQUEST: gettext_lazy("企业自己申请"),
    Ground.RECHECK: gettext_lazy("整改复查"),
}
FREES: Mapping[Frees, str | Promise] = {
    Frees.NOTHING: gettext_lazy("提前报备，经同意才去，计次数"),
    Frees.FREQUENCY: gettext_lazy("列入计划，不计次数"),
    Frees.CONSENT: gettext_lazy("提前报备，不必等同意，计次数"),
    CAUSE: gettext_lazy("有来源文号就去，不计次数，受监督"),
}
GROUND_TERMS: Mapping[Ground, str | Promise] = {ground: FREES[asked.frees] for ground, asked in GROUNDS.items()}
PLAIN = ("id", "region_path", "department", "name", "reason", "first_day", "last_day", "number", "approver", "decided_on", "decision")
GROUND = Case(
    When(~Q(exemption=""), then=Value(Ground.LEGAL.value)),
    When(~Q(source=""), then=F("source")),
    When(~Q(filing__exemption=""), then=F("filing__exemption")),
    default=Value(Ground.CONSENT.value),
    output_field=CharField(),
)


def campaigns(actor: Actor, region_path: str, *, statuses: Collection[CampaignStatus] = ()) -> list[CampaignRow]:
    """专项行动, the latest first; in some statuses if that is asked."""
    found = within(actor, models.Campaign.objects.filter(region_path=region_path))
    found = found.filter(status__in=statuses) if statuses else found
    return [_campaign(row) for row in found.order_by("-first_day", "-pk")]


def campaign(actor: Actor, pk: int) -> CampaignRow:
    return _campaign(read(actor, models.Campaign.objects.all(), clause="GX-3.2b", pk=pk))


def _campaign(row: models.Campaign) -> CampaignRow:
    plain = {name: getattr(row, name) for name in PLAIN}
    return CampaignRow(**plain, status=CampaignStatus(row.status), publish_by=row.publish_by, published_at=row.published_at)


def spared(actor: Actor, region_path: str, first: date, last: date) -> list[SparedRow]:
    """无事不扰清单 on any of these days, both included; the earliest end first."""
    found = within(actor, models.Spared.objects.filter(region_path=region_path, days__overlap=(first, last + ONE_DAY)))
    return [_spared(row) for row in found.select_related("subject").order_by("days__endswith", "pk")]


def _spared(row: models.Spared) -> SparedRow:
    days = (row.days.lower, row.days.upper - ONE_DAY)
    return SparedRow(row.pk, row.subject_id, row.subject.name, row.item_code, *days, row.basis, row.reason, row.ended_because)


def grounds(actor: Actor, region_path: str, year: int) -> list[GroundCount]:
    """How many checks of a year's visits rest on something other than an ordinary plan line, by ground. Names of none."""
    found = within(actor, models.VisitDemand.objects.filter(visit__region_path=region_path, visit__year=year), "visit__region_path")
    outside = found.filter(given_back=False).exclude(visit__status=VisitStatus.CANCELLED).exclude(line__isnull=False, exemption="")
    rows = outside.values(ground=GROUND).annotate(checks=Count("pk"), departments=Count("department", distinct=True))
    counts = {row["ground"]: (row["checks"], row["departments"]) for row in rows}
    return [GroundCount(ground, *counts.get(ground, (0, 0))) for ground in Ground]
